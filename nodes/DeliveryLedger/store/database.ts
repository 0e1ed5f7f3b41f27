import { setTimeout as wait } from 'node:timers/promises';
import { storableText } from '../../common/storableText';

/** The values of a statement. Times are ISO 8601 text, so that they compare the same everywhere. */
export type Value = string | number | null;
export type Row = Record<string, Value>;

/** One transaction: all or nothing. */
export interface Transaction {
	/**
	 * Runs one statement and returns its rows; a change returns what its `RETURNING` names. In the text, `@name` is a
	 * table of the ledger, `@now` the current time and `?` a value.
	 */
	all(sql: string, values?: readonly Value[]): Promise<Row[]>;
}

/** Values that every database can store: one bad character in a name must not fail a whole run. */
export function storable(values: readonly Value[]): Value[] {
	return values.map((value) => (typeof value === 'string' ? storableText(value) : value));
}

const found = new WeakMap<Transaction, Map<string, Promise<unknown>>>();

/** Asks once per transaction what many of its calls need. */
export async function oncePer<Result>(
	transaction: Transaction,
	question: string,
	ask: () => Promise<Result>,
): Promise<Result> {
	const answers = found.get(transaction) ?? new Map<string, Promise<unknown>>();
	found.set(transaction, answers);
	if (!answers.has(question)) answers.set(question, ask());
	return (await answers.get(question)) as Result;
}

/** A database for the store's statements. */
export interface Database {
	/** As `LedgerStore.place`. */
	readonly place: string;
	/**
	 * Runs work in a transaction. If another process or a broken connection prevents it, the whole work is tried again
	 * for up to ten seconds, so it must be repeatable.
	 *
	 * @throws OperatorError for database errors; errors of the work, unchanged
	 */
	transaction<Result>(
		work: (transaction: Transaction) => Promise<Result>,
		access: 'read' | 'write',
	): Promise<Result>;
	/** Writes a consistent copy to a new file. */
	backUp(path: string): Promise<void>;
	close(): Promise<void>;
}

/** `beats`: there is no lock; the run's `beat_at` is written every few seconds instead. */
export type LockKind = 'lock' | 'beats';

/** The locks of runs, which die with their process. */
export interface RunLocks {
	/** Takes the lock of a new run. */
	hold(run: string): Promise<LockKind>;
	/** Whether any process holds it. */
	isHeld(run: string, transaction: Transaction): Promise<boolean>;
	/** Releases it, if this process holds it. */
	release(run: string): Promise<void>;
}

/** How long to try while the database is locked or unreachable. */
const PATIENCE_MS = 10_000;

/** Waits between two tries: short at first, with some chance, so that two processes do not keep colliding. */
export async function pause(tries: number): Promise<void> {
	const longest = Math.min(200, 5 * 2 ** tries);
	await wait(longest * (0.5 + Math.random() / 2));
}

/** A transient failure of the database, worth another try. */
export class Retryable extends Error {
	constructor(readonly reason: unknown) {
		super('The database was busy or away');
	}
}

/** Tries until it succeeds, fails permanently or `PATIENCE_MS` are over; then throws the last error. */
export async function withPatience<Result>(attempt: () => Promise<Result>): Promise<Result> {
	const deadline = performance.now() + PATIENCE_MS;
	for (let tries = 0; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof Retryable)) throw error;
			if (performance.now() > deadline) throw error.reason;
			await pause(tries);
		}
	}
}
