import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { checkedHost } from '../../common/hostName';

/** The server and account of the credential. */
export interface ServerSettings {
	host: string;
	port: number;
	username: string;
	/** The pasted key. */
	login: { password: string } | { privateKey: string; passphrase: string };
	/** As filled in; see `hostKey.ts`. May be empty. */
	hostKeyFingerprint: string;
}

/** Time limits. */
export interface TimeLimits {
	/** From the first packet until the session is ready. */
	connectMs: number;
	/** The longest wait without any answer. */
	stepMs: number;
	/** Interval of keepalives to a silent server. */
	keepaliveMs: number;
}

/** @throws OperatorError naming the field that is missing */
export function serverSettings(data: ICredentialDataDecryptedObject): ServerSettings {
	const text = (field: string) => String(data[field] ?? '');
	const host = checkedHost(text('host').trim(), 'Host in the credential ERP SFTP');
	const port = Number(data.port ?? 22);
	const username = text('username').trim();
	if (host === '') throw missing('Host');
	if (username === '') throw missing('Username');
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new OperatorError('Port in the credential ERP SFTP is not a port', {
			description: 'Ports are whole numbers from 1 to 65535; SFTP usually uses 22.',
		});
	}
	return {
		host,
		port,
		username,
		login:
			data.authentication === 'privateKey'
				? { privateKey: privateKeyOf(text('privateKey')), passphrase: text('passphrase') }
				: { password: text('password') },
		hostKeyFingerprint: text('hostKeyFingerprint').trim(),
	};
}

function privateKeyOf(value: string): string {
	if (value.trim() === '') throw missing('Private Key');
	return value;
}

function missing(field: string): OperatorError {
	return new OperatorError(`${field} is empty in the credential ERP SFTP`, {
		description: `Open the credential and fill in ${field}.`,
	});
}
