import { createHash } from 'node:crypto';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Connection } from './sftpConnection';
import type { ServerSettings, TimeLimits } from './serverSettings';

/** How long a connection waits for the next node of its execution. */
const IDLE_MS = 5_000;

interface Idle {
	connection: Connection;
	/** Ends it. */
	end: () => void;
	timer: ReturnType<typeof setTimeout>;
}

/** By the execution's own cancel signal, then by the server. */
const idle = new WeakMap<AbortSignal, Map<string, Idle>>();

/**
 * Connections for the next node of an execution, such as Deliver in the next round of a loop: a login takes longer than
 * sending a file. Nothing tells a node that its execution has ended, so a connection closes after some idle seconds, or
 * at once when cancelled. None of them keeps the process alive for longer.
 */
export class IdleConnections {
	private readonly key: string;

	constructor(
		private readonly execution: AbortSignal,
		settings: ServerSettings,
		limits: TimeLimits,
	) {
		// No password stays in memory for this. The next user sets the step's time limit.
		const { connectMs, keepaliveMs } = limits;
		this.key = createHash('sha256')
			.update(JSON.stringify([settings, connectMs, keepaliveMs]))
			.digest('hex');
	}

	/** Takes a connection; nobody else can then take it. */
	take(): Connection | undefined {
		const own = idle.get(this.execution);
		const found = own?.get(this.key);
		if (!found) return undefined;
		own?.delete(this.key);
		clearTimeout(found.timer);
		this.execution.removeEventListener('abort', found.end);
		found.connection.isIdle = false;
		return found.connection.isConnected ? found.connection : undefined;
	}

	/** @returns whether it is kept; if not, the caller must end it */
	keep(connection: Connection): boolean {
		const own = idle.get(this.execution) ?? new Map<string, Idle>();
		if (this.execution.aborted || !connection.isConnected || own.has(this.key)) return false;
		const end = () => {
			this.take();
			void connection.end();
		};
		idle.set(this.execution, own);
		own.set(this.key, { connection, end, timer: setTimeout(end, IDLE_MS).unref() });
		this.execution.addEventListener('abort', end, { once: true });
		connection.isIdle = true;
		return true;
	}
}
