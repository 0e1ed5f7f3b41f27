import { OperatorError } from '../../common/errors';
import type { ConnectCause, KeyFault } from './connectFailure';
import type { HostKey } from './hostKey';

export interface Server {
	host: string;
	port: number;
	username: string;
}

const PROOFS = { password: 'password', privateKey: 'private key' };

/** The sentence for a session that could not be opened, with advice. */
export function explainConnectFailure(
	reason: ConnectCause,
	{ host, port, username }: Server,
): OperatorError {
	const server = `SFTP server ${host}, port ${port},`;
	const error = (message: string, description: string) =>
		new OperatorError(message, { description: `${description} No file was sent.` });
	switch (reason.kind) {
		case 'unresolved':
			return error(
				`There is no host ${host}: its name could not be resolved`,
				'Check Host in the credential ERP SFTP, and the name service of the machine that n8n runs on.',
			);
		case 'refused':
			return error(
				`The ${server} refused the connection`,
				'No SSH server listens there, or a firewall refuses. Check Port in the credential, and whether the server runs.',
			);
		case 'unreachable':
			return error(
				`The ${server} cannot be reached`,
				'The network between n8n and the server is down, or a firewall blocks it. Check Host and Port in the credential, and the network.',
			);
		case 'tooLate':
			return error(
				`The ${server} did not answer in time`,
				'It is busy or hangs, or a firewall silently drops the connection. Run later. If it is always slow, raise Connect Timeout in the options.',
			);
		case 'cancelled':
			return error('The workflow was stopped while connecting', 'Run it again.');
		case 'noSsh':
			return error(
				`${host}, port ${port}, is not an SSH server, or closed the connection at once`,
				'Check Port in the credential. A server that is full or blocks this address also closes at once: ask its administrator.',
			);
		case 'noCommonAlgorithm':
			return error(
				`The ${server} and n8n have no encryption method in common`,
				'The server offers only outdated methods. Ask its administrator to update it: a current OpenSSH works.',
			);
		case 'hostKeyMissing':
			return error(
				`Host Key Fingerprint is empty in the credential ERP SFTP. The ${server} presents ${told(reason.presented)}`,
				'Ask its administrator for the fingerprint over another channel. If it is the same, copy it into Host Key Fingerprint. No login was tried.',
			);
		case 'hostKeyChanged':
			return error(
				`The host key of the ${server} has changed: it presents ${told(reason.presented)}, the credential has ${reason.pinned.join(', ')}`,
				'Somebody may be intercepting the connection, so no password was sent. Ask its administrator whether the key was changed. Put the new fingerprint into Host Key Fingerprint only if it was.',
			);
		case 'unusableKey':
			return unusableKey(reason, error);
		case 'loginRefused':
			return loginRefused(reason, username, server, error);
		case 'loginWantsMore':
			return error(
				`The ${server} accepted the ${PROOFS[reason.by]} of ${username}, and wants more: ${reason.wanted.join(', ')}`,
				`The credential can give only one proof. Ask the administrator to accept the ${PROOFS[reason.by]} alone for this account.`,
			);
		case 'noSftp':
			return error(
				`The ${server} let ${username} in, but offers no SFTP`,
				'The account may be shell-only, or SFTP is switched off. Ask the administrator to allow it.',
			);
		case 'broken':
			return error(
				`The ${server} closed the connection during the set-up`,
				'Run again. If it happens again, ask its administrator to check the log.',
			);
	}
}

type Say = (message: string, description: string) => OperatorError;

function unusableKey(reason: KeyFault, error: Say): OperatorError {
	if (reason.fault !== 'unreadable') {
		return reason.fault === 'passphraseMissing'
			? error(
					'The private key in the credential ERP SFTP is encrypted, and Passphrase is empty',
					'Fill in the passphrase of the key.',
				)
			: error(
					'Passphrase does not fit the private key in the credential ERP SFTP',
					'Correct the passphrase. If it is right, the key was cut off when it was copied.',
				);
	}
	const { format, command } = reason;
	return error(
		`The private key in the credential ERP SFTP cannot be read${format === undefined ? '' : `: it is ${format}`}`,
		command === undefined
			? 'Paste the whole file of the private key, from its first line to its last, in the format of OpenSSH, PEM or PuTTY. The file that ends in .pub is the public key.'
			: `Run this command beside the key, and paste the file that it writes: ${command}`,
	);
}

function loginRefused(
	{ by, offered }: { by: 'password' | 'privateKey'; offered: string[] },
	username: string,
	server: string,
	error: Say,
): OperatorError {
	const ways = offered.filter((way) => way !== 'none');
	const wanted = by === 'password' ? ['password', 'keyboard-interactive'] : ['publickey'];
	if (ways.length > 0 && !ways.some((way) => wanted.includes(way))) {
		return error(
			`The ${server} accepts no ${PROOFS[by]} from ${username}`,
			`It offers: ${ways.join(', ')}. Change Authentication in the credential, or ask the administrator to allow it.`,
		);
	}
	return by === 'password'
		? error(
				`The ${server} does not accept the password of ${username}`,
				'Correct Username or Password in the credential. It was tried once and will not be tried again in this run, so that the account is not locked.',
			)
		: error(
				`The ${server} does not accept the private key of ${username}`,
				'Check Username, and ask the administrator to add the matching public key to the account.',
			);
}

function told({ fingerprint, type }: HostKey): string {
	return `${fingerprint} (${type})`;
}
