import { X509Certificate } from 'node:crypto';
import { OperatorError } from '../../../common/errors';

/**
 * The certificates in a pasted PEM file, with the line breaks that TLS requires: it silently ignores a certificate on
 * one line. An empty text stays empty.
 *
 * @throws OperatorError if a text holds no certificate, or a damaged one
 */
export function caCertificates(pasted: string): string {
	if (pasted.trim() === '') return '';
	const blocks = pasted
		.replace(/\\[rn]/g, '\n')
		.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
	try {
		return blocks!.map((block) => new X509Certificate(bytesOf(block)).toString()).join('');
	} catch (cause) {
		throw new OperatorError(
			'CA Certificate of the Delivery Ledger credential is not a certificate',
			{
				description:
					'Paste the PEM file of the authority, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----. Nothing was done.',
				cause,
			},
		);
	}
}

function bytesOf(block: string): Buffer {
	return Buffer.from(block.replace(/-----[A-Z ]+-----/g, ''), 'base64');
}
