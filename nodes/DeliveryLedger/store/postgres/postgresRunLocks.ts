import { clearInterval, setInterval } from 'node:timers';
import { Client } from 'pg';
import {
	type Database,
	type LockKind,
	Retryable,
	type RunLocks,
	type Transaction,
	withPatience,
} from '../database';
import { explainPostgresFailure, isPassing } from './postgresFailure';
import { clientOptions, type PostgresSettings } from './postgresSettings';

const BEAT_MS = 10_000;
/** A run without a beat for this time is gone. */
const SILENCE_MS = 60_000;

/** The first half of each lock's number, which distinguishes ours from other programs' locks. */
const LOCK_CLASS = 0x5446444c;

interface Held {
	/** Absent while it beats, or while its session is broken. */
	session?: Client;
	kind: LockKind;
	timer: NodeJS.Timeout;
	isKeptUp: boolean;
}

/**
 * One session per run, with an advisory lock that ends with the session. A pooler offers no such session: there, the
 * run writes beats by the database's clock.
 */
export class PostgresRunLocks implements RunLocks {
	private readonly held = new Map<string, Held>();

	constructor(
		private readonly database: Database,
		private readonly settings: PostgresSettings,
	) {}

	async hold(run: string): Promise<LockKind> {
		const known = this.held.get(run);
		if (known) return known.kind;
		try {
			const session = await withPatience(async () => await this.tryOpening(run));
			const kind = session ? 'lock' : 'beats';
			const timer = setInterval(() => void this.keepUp(run), BEAT_MS);
			timer.unref();
			this.held.set(run, { session, kind, timer, isKeptUp: false });
			return kind;
		} catch (error) {
			throw explainPostgresFailure(error, this.settings);
		}
	}

	async isHeld(run: string, transaction: Transaction): Promise<boolean> {
		const [beats] = await transaction.all(
			`SELECT CAST(extract(epoch FROM clock_timestamp() - CAST(beat_at AS timestamptz)) * 1000 AS BIGINT) AS silence
			FROM @runs WHERE run = ? AND beat_at <> ''`,
			[run],
		);
		if (beats) return Number(beats.silence) < SILENCE_MS;
		const locks = await transaction.all(
			`SELECT 1 AS held FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
				AND classid = CAST(? AS oid) AND objid = CAST(? AS oid)
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
			[LOCK_CLASS, lockNumber(run)],
		);
		return locks.length > 0;
	}

	async release(run: string): Promise<void> {
		const held = this.held.get(run);
		if (!held) return;
		this.held.delete(run);
		clearInterval(held.timer);
		await held.session?.end().catch(() => undefined);
	}

	/** Beats, takes the lock again if the session broke, and releases it if the run was ended elsewhere. */
	private async keepUp(run: string): Promise<void> {
		const held = this.held.get(run);
		if (!held || held.isKeptUp) return;
		held.isKeptUp = true;
		try {
			const running = await this.database.transaction(
				async ({ all }) =>
					await all(
						`UPDATE @runs SET beat_at = CASE WHEN beat_at = '' THEN '' ELSE @now END
						WHERE run = ? AND state = 'running' RETURNING run`,
						[run],
					),
				'write',
			);
			if (running.length === 0) await this.release(run);
			else if (held.kind === 'lock' && !held.session) await this.lockAgain(run, held);
		} catch {
			// The database is unreachable; the next beat tries again.
		} finally {
			held.isKeptUp = false;
		}
	}

	private async lockAgain(run: string, held: Held): Promise<void> {
		const session = await this.openSession(run);
		// The run may have ended in the meantime.
		if (this.held.get(run) === held) held.session = session;
		else await session?.end();
	}

	private async tryOpening(run: string): Promise<Client | undefined> {
		try {
			return await this.openSession(run);
		} catch (error) {
			throw isPassing(error) ? new Retryable(error) : error;
		}
	}

	/** A session with the run's lock; none behind a pooler, which a changing backend number reveals. */
	private async openSession(run: string): Promise<Client | undefined> {
		const client = new Client(clientOptions(this.settings));
		client.on('error', () => {
			const held = this.held.get(run);
			if (held?.session !== client) return;
			held.session = undefined;
			void this.keepUp(run);
		});
		try {
			await client.connect();
			const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
			const { processID } = client as Client & { processID?: number };
			if (rows[0].pid === processID) {
				await client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_CLASS, lockNumber(run)]);
				return client;
			}
		} catch (error) {
			await client.end().catch(() => undefined);
			throw error;
		}
		await client.end();
		return undefined;
	}
}

/** 31 bits of the run's random id. */
function lockNumber(run: string): number {
	return parseInt(run.replace(/[^0-9a-f]/gi, '').slice(0, 8), 16) & 0x7fffffff;
}
