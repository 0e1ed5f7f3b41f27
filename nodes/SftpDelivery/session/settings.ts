import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { normalisedKey } from './privateKey';

/** What the credential says about a server and an account on it. */
export interface ServerSettings {
	host: string;
	port: number;
	username: string;
	login: { password: string } | { privateKey: string; passphrase: string };
	/** As they were filled in; see `hostKey.ts`. Empty where none was. */
	hostKeyFingerprint: string;
}

/** How long things may take. */
export interface TimeLimits {
	/** From the first packet to a session that takes requests. */
	connectMs: number;
	/** The longest time without any answer while one is waited for. */
	stepMs: number;
	/** How often a silent server is asked whether it is still there. */
	keepaliveMs: number;
}

/** @throws OperatorError naming the field that is missing */
export function serverSettings(data: ICredentialDataDecryptedObject): ServerSettings {
	const text = (field: string) => String(data[field] ?? '');
	const host = text('host').trim();
	const port = Number(data.port ?? 22);
	const username = text('username').trim();
	if (host === '') throw missing('Host');
	if (username === '') throw missing('Username');
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new OperatorError('The port in the credential ERP SFTP is not one', {
			description: 'Ports are whole numbers from 1 to 65535; SFTP usually has 22.',
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
	const key = normalisedKey(value);
	if (key === '') throw missing('Private Key');
	return key;
}

function missing(field: string): OperatorError {
	return new OperatorError(`${field} is empty in the credential ERP SFTP`, {
		description: `Open the credential and fill in ${field}.`,
	});
}
