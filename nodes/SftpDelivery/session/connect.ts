import Client from 'ssh2-sftp-client';
import { clearTimeout, setTimeout } from 'node:timers';
import { ConnectFailure, type ConnectCause } from './connectFailure';
import { Connection } from './connection';
import { describeHostKey, type HostKey, pinnedFingerprints } from './hostKey';
import { Login } from './login';
import type { ServerSettings, TimeLimits } from './settings';
import { openSocket } from './socket';

/** Unanswered questions after which a silent server counts as gone: three intervals in all. */
const KEEPALIVES = 2;

/**
 * Opens a session on a server whose key is one of the pinned ones. Nothing secret is sent to another one.
 *
 * @param cancelled the execution's own signal
 * @throws ConnectFailure, or OperatorError where the credential cannot be used
 */
export async function connect(
	settings: ServerSettings,
	limits: TimeLimits,
	cancelled: AbortSignal | undefined,
): Promise<Connection> {
	const pinned = pinnedFingerprints(settings.hostKeyFingerprint);
	const ending = new AbortController();
	const end = (reason: ConnectCause) => () => ending.abort(new ConnectFailure(reason));
	const timer = setTimeout(end({ kind: 'tooLate' }), limits.connectMs);
	const stop = end({ kind: 'cancelled' });
	cancelled?.addEventListener('abort', stop, { once: true });
	if (cancelled?.aborted) stop();
	try {
		return await open(settings, limits, pinned, ending.signal);
	} finally {
		clearTimeout(timer);
		cancelled?.removeEventListener('abort', stop);
	}
}

async function open(
	settings: ServerSettings,
	limits: TimeLimits,
	pinned: string[],
	signal: AbortSignal,
): Promise<Connection> {
	const socket = await openSocket(settings, signal);
	const end = () => socket.destroy();
	signal.addEventListener('abort', end, { once: true });
	const login = new Login(settings);
	let presented: HostKey | undefined;
	let first: Error | undefined;
	// Without handlers of its own the library prints.
	const client = new Client('ERP SFTP', {});
	client.on('error', (error: Error) => (first ??= error));
	try {
		const sftp = await client.connect({
			sock: socket,
			username: settings.username,
			...login.options(),
			authHandler: (offered, accepted, next) => next(login.next(offered, accepted) as never),
			hostVerifier: (key: Buffer) => {
				presented = describeHostKey(key);
				return pinned.includes(presented.fingerprint);
			},
			readyTimeout: 0,
			keepaliveInterval: limits.keepaliveMs,
			keepaliveCountMax: KEEPALIVES,
		});
		return new Connection({ client, socket, sftp, limits, hostKey: presented as HostKey });
	} catch (error) {
		socket.destroy();
		if (signal.aborted) throw signal.reason;
		throw new ConnectFailure(causeOf(first ?? error, presented, pinned, login, settings), error);
	} finally {
		signal.removeEventListener('abort', end);
	}
}

function causeOf(
	error: unknown,
	presented: HostKey | undefined,
	pinned: string[],
	login: Login,
	settings: ServerSettings,
): ConnectCause {
	const { message, level } = error as { message: string; level?: string };
	if (presented && !pinned.includes(presented.fingerprint)) {
		return pinned.length === 0
			? { kind: 'hostKeyMissing', presented }
			: { kind: 'hostKeyChanged', presented, pinned };
	}
	if (/privateKey/.test(message)) return { kind: 'unusableKey', fault: keyFault(message) };
	if (level === 'client-authentication' || /authentication failures/i.test(message)) {
		const by = 'password' in settings.login ? 'password' : 'privateKey';
		if (login.wantsMore) return { kind: 'loginWantsMore', by, wanted: login.offered };
		return { kind: 'loginRefused', by, offered: login.offered };
	}
	if (/no matching/i.test(message)) return { kind: 'noCommonAlgorithm' };
	if (!presented) return { kind: 'noSsh' };
	if (/subsystem|unable to exec|channel open/i.test(message)) return { kind: 'noSftp' };
	return { kind: 'broken' };
}

function keyFault(message: string): 'passphraseMissing' | 'passphraseWrong' | 'unreadable' {
	if (/no passphrase given/i.test(message)) return 'passphraseMissing';
	return /bad passphrase|bad decrypt/i.test(message) ? 'passphraseWrong' : 'unreadable';
}
