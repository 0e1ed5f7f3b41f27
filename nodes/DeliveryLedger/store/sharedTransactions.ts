import { clearImmediate, clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { OperatorError } from '../../common/errors';
import type { Database, Transaction } from './database';

type Work = (on: Transaction) => Promise<unknown>;

interface Waiting {
	work: Work;
	done: (result: unknown) => void;
	fail: (reason: unknown) => void;
}

type Outcome = { result: unknown } | { refusal: unknown };

/** How long a call may wait for others. */
export type Patience =
	/** Until the end of this turn of the event loop. */
	| 'none'
	/** For a call that others wait for, if more calls are coming. */
	| 'short'
	/** Until another call comes: for a call that nobody waits for. */
	| 'long';

/** The longest wait, however slow the disk. */
const LONGEST_MS = { none: 0, short: 50, long: 100 };

/**
 * Calls at the same time share one transaction: twenty intents cost one disk write. A write takes as long as several
 * server requests and blocks everything else, so a call waits for others that are coming. If one call refuses, the
 * others continue, so each must do all its checks before it changes anything; a database error fails all of them.
 */
export class SharedTransactions {
	private waiting: Waiting[] = [];

	private isRunning = false;

	/** The timer of the next transaction and its time, by `performance`'s clock. */
	private start?: { at: number; cancel: () => void };

	constructor(private readonly database: Database) {}

	async run<Result>(
		work: (on: Transaction) => Promise<Result>,
		patience: Patience = 'none',
	): Promise<Result> {
		return await new Promise<Result>((resolve, reject) => {
			this.waiting.push({ work, done: (result) => resolve(result as Result), fail: reject });
			this.startWithin(LONGEST_MS[patience]);
		});
	}

	/** The least patient call starts the shared transaction. */
	private startWithin(ms: number): void {
		const at = performance.now() + ms;
		if (this.start && this.start.at <= at) return;
		this.start?.cancel();
		const begin = () => void this.runAll();
		if (ms < 1) {
			// Include the other calls of this turn of the event loop.
			const turn = setImmediate(begin);
			this.start = { at, cancel: () => clearImmediate(turn) };
		} else {
			const timer = setTimeout(begin, ms);
			this.start = { at, cancel: () => clearTimeout(timer) };
		}
	}

	private async runAll(): Promise<void> {
		this.start = undefined;
		if (this.isRunning) return;
		this.isRunning = true;
		// Calls that arrive during a transaction join the next one.
		while (this.waiting.length > 0) {
			const together = this.waiting;
			this.waiting = [];
			await this.runTogether(together);
		}
		this.isRunning = false;
	}

	private async runTogether(together: Waiting[]): Promise<void> {
		try {
			const outcomes = await this.database.transaction(async (on) => {
				const all: Outcome[] = [];
				for (const { work } of together) all.push(await outcomeOf(work, on));
				return all;
			}, 'write');
			outcomes.forEach((outcome, index) =>
				'refusal' in outcome
					? together[index].fail(outcome.refusal)
					: together[index].done(outcome.result),
			);
		} catch (error) {
			for (const { fail } of together) fail(error);
		}
	}
}

async function outcomeOf(work: Work, on: Transaction): Promise<Outcome> {
	try {
		return { result: await work(on) };
	} catch (error) {
		if (error instanceof OperatorError) return { refusal: error };
		throw error;
	}
}
