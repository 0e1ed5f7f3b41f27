import type { Socket } from 'node:net';
import type { SFTPWrapper } from 'ssh2';
import type Client from 'ssh2-sftp-client';
import { clearTimeout, setTimeout } from 'node:timers';
import { RemoteFailure, type RemoteFailureKind } from '../deliver/remoteFiles';
import type { HostKey } from './hostKey';
import type { TimeLimits } from './serverSettings';

/** How long to wait for the server to close. */
const FAREWELL_MS = 2_000;

interface Parts {
	client: Client;
	socket: Socket;
	sftp: SFTPWrapper;
	limits: TimeLimits;
	hostKey: HostKey;
}

interface Pending {
	step: string;
	reject(error: RemoteFailure): void;
}

/** ssh2's callback for a request. */
export type Answer<Value> = (
	error: (Error & { code?: unknown }) | null | undefined,
	value: Value,
) => void;

export interface RequestOptions {
	/** For clean-up after the workflow was stopped. */
	evenCancelled?: boolean;
}

/**
 * One session. Every request ends: with the server's answer, with the end of the connection, or if the server is silent
 * for the time limit of a step.
 */
export class Connection {
	readonly sftp: SFTPWrapper;

	readonly hostKey: HostKey;

	/** The longest wait without any answer. */
	stepMs: number;

	private readonly pending = new Set<Pending>();

	private timer?: ReturnType<typeof setTimeout>;

	private isLive = true;

	private isEnding = false;

	private isCancelled = false;

	constructor(private readonly parts: Parts) {
		const { client, sftp, socket } = parts;
		this.sftp = sftp;
		this.hostKey = parts.hostKey;
		this.stepMs = parts.limits.stepMs;
		const lost = () => this.drop('lost');
		for (const event of ['error', 'end', 'close']) {
			client.on(event, lost);
			sftp.on(event, lost);
		}
		socket.on('close', lost);
	}

	get isConnected(): boolean {
		return this.isLive;
	}

	/** The socket of an idle connection does not keep the process alive; the keepalives of ssh2 do, until it is closed. */
	set isIdle(isIdle: boolean) {
		if (isIdle) this.parts.socket.unref();
		else this.parts.socket.ref();
	}

	/**
	 * Sends one request.
	 *
	 * @param step for the sentence about its failure, e.g. `renaming the file`
	 * @throws RemoteFailure
	 */
	async request<Value = void>(
		step: string,
		send: (answer: Answer<Value>) => void,
		{ evenCancelled = false }: RequestOptions = {},
	): Promise<Value> {
		if (!this.isLive) throw new RemoteFailure('lost', step);
		if (this.isCancelled && !evenCancelled) throw new RemoteFailure('cancelled', step);
		return await new Promise<Value>((resolve, reject) => {
			const pending = { step, reject };
			const settle = () => {
				this.pending.delete(pending);
				this.progress();
			};
			this.pending.add(pending);
			if (this.pending.size === 1) this.startTimer();
			try {
				send((error, value) => {
					if (!this.pending.has(pending)) return;
					settle();
					if (error) reject(new RemoteFailure(kindOf(error), step));
					else resolve(value);
				});
			} catch {
				// ssh2 throws at once if the server did not offer an extension.
				settle();
				reject(new RemoteFailure('unsupported', step));
			}
		});
	}

	/** Fails current and future requests; the connection stays for clean-up. */
	cancel(): void {
		this.isCancelled = true;
		this.failAll('cancelled');
	}

	/** Closes the connection, without waiting long for the server. */
	async end(): Promise<void> {
		if (this.isEnding) return;
		this.isEnding = true;
		const { client, socket } = this.parts;
		this.drop('lost', false);
		if (!socket.destroyed) {
			const impatience = setTimeout(() => socket.destroy(), FAREWELL_MS);
			await client.end().catch(() => undefined);
			clearTimeout(impatience);
		}
		socket.destroy();
	}

	private startTimer(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.drop('late'), this.stepMs);
	}

	private progress(): void {
		if (this.pending.size === 0) clearTimeout(this.timer);
		else this.timer?.refresh();
	}

	/** The outcome of pending requests is now unknown, so nothing more is sent. */
	private drop(kind: 'lost' | 'late', destroys = true): void {
		if (!this.isLive) return;
		this.isLive = false;
		if (destroys) this.parts.socket.destroy();
		this.failAll(kind);
	}

	private failAll(kind: RemoteFailureKind): void {
		clearTimeout(this.timer);
		const failing = [...this.pending];
		this.pending.clear();
		for (const { step, reject } of failing) reject(new RemoteFailure(kind, step));
	}
}

/** SFTP's status codes; those above 8 belong to later versions, but some servers send them. */
function kindOf({ code, message }: Error & { code?: unknown }): RemoteFailureKind {
	if (code === 2 || code === 10) return 'missing';
	if (code === 3 || code === 12) return 'denied';
	if (code === 6 || code === 7) return 'lost';
	if (code === 8) return 'unsupported';
	if (code === 15 || /quota/i.test(message)) return 'quota';
	if (code === 14 || /no space|disk (is )?full/i.test(message)) return 'diskFull';
	return typeof code === 'number' ? 'refused' : 'lost';
}
