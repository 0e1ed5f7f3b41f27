import type { HostKey } from './hostKey';

/** Why there is no session. */
export type ConnectCause =
	| { kind: 'unresolved' | 'refused' | 'unreachable' | 'tooLate' | 'cancelled' }
	/** Something answers at this port that is no SSH server, or closes at once. */
	| { kind: 'noSsh' }
	/** Server and client have no way to encrypt in common. */
	| { kind: 'noCommonAlgorithm' }
	| { kind: 'hostKeyMissing'; presented: HostKey }
	| { kind: 'hostKeyChanged'; presented: HostKey; pinned: string[] }
	| { kind: 'unusableKey'; fault: 'passphraseMissing' | 'passphraseWrong' | 'unreadable' }
	/** @param offered ways to log in that the server named */
	| { kind: 'loginRefused'; by: 'password' | 'privateKey'; offered: string[] }
	/** One proof was accepted, and the server wants another one besides. */
	| { kind: 'loginWantsMore'; by: 'password' | 'privateKey'; wanted: string[] }
	/** Logged in, but the account gets no files. */
	| { kind: 'noSftp' }
	| { kind: 'broken' };

export class ConnectFailure extends Error {
	constructor(
		readonly reason: ConnectCause,
		cause?: unknown,
	) {
		super(`No SFTP session: ${reason.kind}`, { cause });
		this.name = 'ConnectFailure';
	}

	/** Stays as it is until somebody changes something; trying again may lock the account. */
	get isPermanent(): boolean {
		return !/^(refused|unreachable|tooLate|broken|noSsh)$/.test(this.reason.kind);
	}
}
