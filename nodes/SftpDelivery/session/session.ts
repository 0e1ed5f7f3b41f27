import { ConnectFailure } from './connectFailure';
import type { Connection } from './connection';

/** After so many failures in a row a server that cannot be reached is not asked again. */
const CONNECT_TRIES = 3;

/**
 * The connection of one run: opened when it is first needed, and again after it was lost, so that a file
 * that fails spoils none after it.
 */
export class Session {
	private current?: Connection;

	private opening?: Promise<Connection>;

	private failures = 0;

	private lastFailure?: ConnectFailure;

	/** @param open gives a new connection, or throws a ConnectFailure */
	constructor(private readonly open: () => Promise<Connection>) {}

	get isConnected(): boolean {
		return this.current?.isConnected === true;
	}

	/**
	 * The connection, opened where there is none.
	 *
	 * @throws ConnectFailure; the same one again where another try would be in vain, or lock the account
	 */
	async connection(): Promise<Connection> {
		if (this.current?.isConnected) return this.current;
		this.opening ??= this.connect().finally(() => {
			this.opening = undefined;
		});
		return await this.opening;
	}

	/** Fails what is under way; cleaning up is still possible. */
	cancel(): void {
		this.current?.cancel();
	}

	async end(): Promise<void> {
		await this.opening?.catch(() => undefined);
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
