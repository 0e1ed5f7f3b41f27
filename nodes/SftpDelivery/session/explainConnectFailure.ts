import { OperatorError } from '../../common/errors';
import type { ConnectCause } from './connectFailure';
import type { HostKey } from './hostKey';

export interface Server {
	host: string;
	port: number;
	username: string;
}

const PROOFS = { password: 'password', privateKey: 'private key' };

/** The sentence for a session that could not be opened, and what to do about it. */
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
				'No SSH server listens there, or a firewall says no. Check Port in the credential, and whether the server runs.',
			);
		case 'unreachable':
			return error(
				`The ${server} cannot be reached`,
				'The network between n8n and the server fails, or a firewall closes it. Check Host and Port in the credential, and the network.',
			);
		case 'tooLate':
			return error(
				`The ${server} did not answer in time`,
				'It is busy or stands still, or a firewall drops the connection without a word. Run later; where it is always slow, raise Connect Timeout in the options.',
			);
		case 'cancelled':
			return error('The workflow was stopped while it connected', 'Run it again.');
		case 'noSsh':
			return error(
				`What answers at ${host}, port ${port}, is no SSH server, or closed the connection at once`,
				'Check Port in the credential. A server that is full, or that shuts out this address, closes at once, too: ask its administrator.',
			);
		case 'noCommonAlgorithm':
			return error(
				`The ${server} and n8n have no way to encrypt in common`,
				"The server offers only methods that are outdated. Its administrator should bring it up to date: with today's OpenSSH it works.",
			);
		case 'hostKeyMissing':
			return error(
				`Host Key Fingerprint is empty in the credential ERP SFTP. The ${server} presents ${told(reason.presented)}`,
				'Ask its administrator for the fingerprint by another way than this one. If it is the same, copy it into Host Key Fingerprint. The login was not tried.',
			);
		case 'hostKeyChanged':
			return error(
				`The host key of the ${server} has changed: it presents ${told(reason.presented)}, the credential has ${reason.pinned.join(', ')}`,
				'Somebody may stand between n8n and the server, so no password was sent. Ask its administrator whether the key was changed. Only if so, put the new fingerprint into Host Key Fingerprint.',
			);
		case 'unusableKey':
			return unusableKey(reason.fault, error);
		case 'loginRefused':
			return loginRefused(reason, username, server, error);
		case 'loginWantsMore':
			return error(
				`The ${server} accepted the ${PROOFS[reason.by]} of ${username}, and wants more: ${reason.wanted.join(', ')}`,
				`The credential can give one proof, not two. Have the administrator allow the ${PROOFS[reason.by]} alone for this account.`,
			);
		case 'noSftp':
			return error(
				`The ${server} let ${username} in, but gives no SFTP`,
				'The account may be for a shell only, or SFTP is switched off. Ask the administrator to allow it.',
			);
		case 'broken':
			return error(
				`The ${server} ended the connection while it was set up`,
				'Run again. If it stays so, ask its administrator what its log says.',
			);
	}
}

type Say = (message: string, description: string) => OperatorError;

function unusableKey(
	fault: 'passphraseMissing' | 'passphraseWrong' | 'unreadable',
	error: Say,
): OperatorError {
	if (fault === 'passphraseMissing') {
		return error(
			'The private key in the credential ERP SFTP is encrypted, and Passphrase is empty',
			'Fill in the passphrase with which the key was made.',
		);
	}
	if (fault === 'passphraseWrong') {
		return error(
			'Passphrase does not fit the private key in the credential ERP SFTP',
			'Correct the passphrase. If it is right, the key was cut when it was copied.',
		);
	}
	return error(
		'The private key in the credential ERP SFTP cannot be read',
		'Paste the whole file, from the line BEGIN to the line END, in the format of OpenSSH, PEM or PuTTY. The file that ends in .pub is the public one.',
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
			`The ${server} takes no ${PROOFS[by]} from ${username}`,
			`It offers: ${ways.join(', ')}. Change Authentication in the credential, or have the administrator allow it.`,
		);
	}
	return by === 'password'
		? error(
				`The ${server} does not accept the password of ${username}`,
				'Correct Username or Password in the credential. It was tried once, and is not tried again in this run, so that the account is not locked.',
			)
		: error(
				`The ${server} does not accept the private key of ${username}`,
				'Check Username, and have the administrator add the public key that belongs to it to the account.',
			);
}

function told({ fingerprint, type }: HostKey): string {
	return `${fingerprint} (${type})`;
}
