import type { ServerHostKeyAlgorithm } from 'ssh2';
import Client from 'ssh2-sftp-client';
import { clearTimeout, setTimeout } from 'node:timers';
import { type ConnectCause, ConnectFailure } from './connectFailure';
import { Connection } from './sftpConnection';
import {
	describeHostKey,
	type HostKey,
	hostKeyAlgorithms,
	type PinnedKeys,
	pinnedKeys,
} from './hostKey';
import { keyFault } from './privateKey';
import { Login } from './sshLogin';
import type { ServerSettings, TimeLimits } from './serverSettings';
import { openSocket } from './socket';

/** Unanswered keepalives after which a silent server counts as gone. */
const KEEPALIVES = 2;

/**
 * Opens a session on a server with a pinned key; no secret goes to any other server. A server with keys of several
 * types presents one of them, so the others are requested before it counts as another server.
 *
 * @param cancelled the execution's signal
 * @throws ConnectFailure, or OperatorError if the credential cannot be used
 */
export async function connect(
	settings: ServerSettings,
	limits: TimeLimits,
	cancelled: AbortSignal | undefined,
): Promise<Connection> {
	const pinned = pinnedKeys(settings.hostKeyFingerprint);
	const ending = new AbortController();
	const end = (reason: ConnectCause) => () => ending.abort(new ConnectFailure(reason));
	const timer = setTimeout(end({ kind: 'tooLate' }), limits.connectMs);
	const stop = end({ kind: 'cancelled' });
	cancelled?.addEventListener('abort', stop, { once: true });
	if (cancelled?.aborted) stop();
	try {
		return await untilPinned(settings, limits, pinned, ending.signal);
	} finally {
		clearTimeout(timer);
		cancelled?.removeEventListener('abort', stop);
	}
}

/**
 * Types of the pinned keys that servers have presented, so that the next connection asks for them first: servers may
 * block a client that connects and leaves repeatedly. One entry per key in a credential.
 */
const typeByFingerprint = new Map<string, string>();

/** Connects with one key type after the other, until the server presents a pinned key or has no more types. */
async function untilPinned(
	settings: ServerSettings,
	limits: TimeLimits,
	pinned: PinnedKeys,
	signal: AbortSignal,
): Promise<Connection> {
	const seen = new Set<string>();
	let first: ConnectFailure | undefined;
	const { fingerprints } = pinned;
	const known = fingerprints.flatMap((fingerprint) => typeByFingerprint.get(fingerprint) ?? []);
	for (;;) {
		const algorithms = hostKeyAlgorithms([...pinned.types, ...known], seen);
		try {
			if (first && algorithms.length === 0) throw first;
			const connection = await open(settings, limits, { pinned: fingerprints, algorithms }, signal);
			typeByFingerprint.set(connection.hostKey.fingerprint, connection.hostKey.type);
			return connection;
		} catch (error) {
			if (!(error instanceof ConnectFailure)) throw error;
			// It has no key of the remaining types.
			if (first && error.reason.kind === 'noCommonAlgorithm') throw first;
			if (error.reason.kind !== 'hostKeyChanged') throw error;
			first ??= error;
			const { type } = error.reason.presented;
			if (seen.has(type)) throw first;
			seen.add(type);
		}
	}
}

/** The result of presenting a key. */
interface HostKeys {
	pinned: string[];
	algorithms: string[];
}

async function open(
	settings: ServerSettings,
	limits: TimeLimits,
	{ pinned, algorithms }: HostKeys,
	signal: AbortSignal,
): Promise<Connection> {
	const login = new Login(settings);
	const proof = login.options();
	const socket = await openSocket(settings, signal);
	const end = () => socket.destroy();
	signal.addEventListener('abort', end, { once: true });
	let presented: HostKey | undefined;
	let first: Error | undefined;
	// Without handlers, the library prints.
	const client = new Client('ERP SFTP', {});
	client.on('error', (error: Error) => (first ??= error));
	try {
		const sftp = await client.connect({
			sock: socket,
			username: settings.username,
			...proof,
			algorithms: { serverHostKey: algorithms as ServerHostKeyAlgorithm[] },
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
	if (/privateKey/.test(message)) return { kind: 'unusableKey', ...keyFault(message) };
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
