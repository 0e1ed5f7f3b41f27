import type { HostKey } from './hostKey';

/** Why there is no session. */
export type ConnectCause =
	| { kind: 'unresolved' | 'refused' | 'unreachable' | 'tooLate' | 'cancelled' }
	/** The port answers, but not as an SSH server, or closes at once. */
	| { kind: 'noSsh' }
	/** Server and client have no encryption method in common. */
	| { kind: 'noCommonAlgorithm' }
	| { kind: 'hostKeyMissing'; presented: HostKey }
	| { kind: 'hostKeyChanged'; presented: HostKey; pinned: string[] }
	| ({ kind: 'unusableKey' } & KeyFault)
	/** @param offered login methods that the server named */
	| { kind: 'loginRefused'; by: 'password' | 'privateKey'; offered: string[] }
	/** One proof was accepted, and the server wants another. */
	| { kind: 'loginWantsMore'; by: 'password' | 'privateKey'; wanted: string[] }
	/** Logged in, but the account has no SFTP. */
	| { kind: 'noSftp' }
	| { kind: 'broken' };

/** Why a private key cannot be used. */
export type KeyFault =
	| { fault: 'passphraseMissing' | 'passphraseWrong' }
	/** What was found, e.g. `a public key`, and a command that converts it or makes a new key. */
	| { fault: 'unreadable'; format?: string; command?: string };

export class ConnectFailure extends Error {
	constructor(
		readonly reason: ConnectCause,
		cause?: unknown,
	) {
		super(`No SFTP session: ${reason.kind}`, { cause });
		this.name = 'ConnectFailure';
	}

	/** Permanent until somebody changes something; trying again may lock the account. */
	get isPermanent(): boolean {
		return !/^(refused|unreachable|tooLate|broken|noSsh)$/.test(this.reason.kind);
	}
}

/** The command that makes a new key, if SSH servers do not accept the old one. */
export const NEW_KEY = 'ssh-keygen -t ed25519 -f key';

export function unreadableKey(format: string, command?: string, cause?: unknown): ConnectFailure {
	return new ConnectFailure({ kind: 'unusableKey', fault: 'unreadable', format, command }, cause);
}
