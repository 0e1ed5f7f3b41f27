import type { IdleConnections } from './idleConnections';
import { ConnectFailure } from './connectFailure';
import type { Connection } from './sftpConnection';

/** After this many failures in a row, an unreachable server is not tried again. */
const CONNECT_TRIES = 3;

/**
 * The connection of one run: opened at first use, and again after a loss, so that one failed file does not spoil later
 * ones.
 */
export class Session {
	private current?: Connection;

	private opening?: Promise<Connection>;

	private failures = 0;

	private lastFailure?: ConnectFailure;

	/**
	 * @param open gives a new connection, or throws a ConnectFailure
	 * @param idle connections that the nodes of an execution share
	 */
	constructor(
		private readonly open: () => Promise<Connection>,
		private readonly idle?: IdleConnections,
	) {
		this.current = idle?.take();
	}

	get isConnected(): boolean {
		return this.current?.isConnected === true;
	}

	/**
	 * The connection, opened if there is none.
	 *
	 * @throws ConnectFailure; the same one again if another try would be useless or lock the account
	 */
	async connection(): Promise<Connection> {
		if (this.current?.isConnected) return this.current;
		this.opening ??= this.connect().finally(() => {
			this.opening = undefined;
		});
		return await this.opening;
	}

	/** Fails pending requests; clean-up is still possible. */
	cancel(): void {
		this.current?.cancel();
	}

	async end(): Promise<void> {
		await this.opening?.catch(() => undefined);
		if (this.current && this.idle?.keep(this.current)) return;
		await this.current?.end();
	}

	private async connect(): Promise<Connection> {
		if (this.lastFailure && (this.lastFailure.isPermanent || this.failures >= CONNECT_TRIES)) {
			throw this.lastFailure;
		}
		try {
			this.current = await this.open();
			this.failures = 0;
			return this.current;
		} catch (error) {
			this.failures++;
			if (error instanceof ConnectFailure) this.lastFailure = error;
			throw error;
		}
	}
}
