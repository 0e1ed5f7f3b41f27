import type { Clock } from './retry';

/** The longest pause that stops all callers; after it, they ask again. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Why a call gets no turn before its deadline. */
export class NoTurn extends Error {
	/**
	 * @param reason `paused`: the host asked for a pause. `queued`: earlier calls take the turns
	 * @param waitMs time until its turn
	 */
	constructor(
		readonly reason: 'paused' | 'queued',
		readonly waitMs: number,
	) {
		super(`No turn for ${waitMs} ms: ${reason}`);
	}
}

/** A call that waits in the queue. */
interface Waiting {
	/** The time between the previous turn and its own. */
	distanceMs: number;
	/** Aborted when it becomes the first in the queue. */
	first: AbortController;
}

/** Paces this process's calls to one host: how close together they may be, and how long they must pause. */
export class Pace {
	private pausedUntil = -Infinity;

	/** The last turn of a call with a limit. */
	private lastTurn = -Infinity;

	private readonly queue: Waiting[] = [];

	/** Stops all calls to this host for this time. */
	pause(milliseconds: number, clock: Clock): void {
		const until = clock.elapsed() + Math.min(milliseconds, LONGEST_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/**
	 * Waits for a call's turn: for the end of a pause, and for the distance to the previous call with a limit. A call
	 * without a limit waits only for pauses, and delays no other call.
	 *
	 * Calls get their turns in the order in which they asked. Only the place in the queue is reserved: a new pause delays
	 * all waiting calls, and a call that gives up leaves no gap.
	 *
	 * @param callsPerSecond 0 for no limit
	 * @param remainingMs how long the call may wait at most
	 * @returns how long it has waited
	 * @throws NoTurn as soon as earlier calls or a pause leave it no turn in that time
	 */
	async turn(callsPerSecond: number, remainingMs: number, clock: Clock): Promise<number> {
		const startedAt = clock.elapsed();
		const until = startedAt + remainingMs;
		if (callsPerSecond > 0) await this.queuedTurn(1000 / callsPerSecond, until, clock);
		else await this.wait(() => this.pausedUntil, until, clock);
		return clock.elapsed() - startedAt;
	}

	private async queuedTurn(distanceMs: number, until: number, clock: Clock): Promise<void> {
		const call: Waiting = { distanceMs, first: new AbortController() };
		this.queue.push(call);
		try {
			while (this.queue[0] !== call) {
				this.refuseTooLate(this.turnOf(call, clock), until, clock);
				const longest = Math.min(until - clock.elapsed(), LONGEST_PAUSE_MS);
				await clock.sleep(longest, call.first.signal);
			}
			const own = () => Math.max(this.pausedUntil, this.lastTurn + distanceMs);
			await this.wait(own, until, clock);
			this.lastTurn = clock.elapsed();
		} finally {
			this.queue.splice(this.queue.indexOf(call), 1);
			this.queue[0]?.first.abort();
		}
	}

	/** When a call gets its turn if all earlier calls take theirs. */
	private turnOf(call: Waiting, clock: Clock): number {
		const start = Math.max(clock.elapsed(), this.pausedUntil);
		return this.queue
			.slice(0, this.queue.indexOf(call) + 1)
			.reduce((turn, { distanceMs }) => Math.max(start, turn + distanceMs), this.lastTurn);
	}

	/** Waits for a moment that may be postponed meanwhile. */
	private async wait(moment: () => number, until: number, clock: Clock): Promise<void> {
		for (;;) {
			const turn = moment();
			if (turn <= clock.elapsed()) return;
			this.refuseTooLate(turn, until, clock);
			await clock.sleep(turn - clock.elapsed());
		}
	}

	private refuseTooLate(turn: number, until: number, clock: Clock): void {
		if (turn < until) return;
		throw new NoTurn(this.pausedUntil >= until ? 'paused' : 'queued', turn - clock.elapsed());
	}
}

const paces = new Map<string, Pace>();

/** The shared pace of a host in this process, across nodes, items and executions. */
export function paceOf(url: string): Pace {
	const host = URL.canParse(url) ? new URL(url).host : url;
	let pace = paces.get(host);
	if (!pace) paces.set(host, (pace = new Pace()));
	return pace;
}
