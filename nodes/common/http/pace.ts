import type { Clock } from './retry';

/** A pause that somebody asks for counts for all callers this long at most; then they ask again. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Why a call does not get its turn before its own time is over. */
export class NoTurn extends Error {
	/**
	 * @param reason `paused`: the host asked for a pause. `queued`: the calls before it came too shortly before
	 * @param waitMs until the turn would come
	 */
	constructor(
		readonly reason: 'paused' | 'queued',
		readonly waitMs: number,
	) {
		super(`No turn for ${waitMs} ms: ${reason}`);
	}
}

/** A call that waits for its turn behind another one. */
interface Waiting {
	/** What must lie between the turn before and its own. */
	distanceMs: number;
	/** Aborted as soon as it is the first in the queue. */
	first: AbortController;
}

/** The calls of this process to one host: how close together they may come, and until when none may. */
export class Pace {
	private pausedUntil = -Infinity;

	/** Of the calls with a limit. */
	private lastTurn = -Infinity;

	private readonly queue: Waiting[] = [];

	/** No call to this host for so long, whoever makes it. */
	pause(milliseconds: number, clock: Clock): void {
		const until = clock.elapsed() + Math.min(milliseconds, LONGEST_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/**
	 * Waits for a call's turn: the end of a pause, and the distance to the call with a limit before it, whoever made
	 * that. One without a limit waits for nothing but pauses, and keeps nobody waiting.
	 *
	 * They come in the order in which they asked. Nothing is reserved but the place in the queue: a pause that begins
	 * meanwhile holds all that wait, and one who gives up leaves no gap.
	 *
	 * @param callsPerSecond 0 for no limit
	 * @param remainingMs how long the call may wait at most
	 * @returns how long it has waited
	 * @throws NoTurn as soon as the calls before it, or a pause, leave it no turn in that time
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

	/** When a call gets its turn, if all before it take theirs. */
	private turnOf(call: Waiting, clock: Clock): number {
		const start = Math.max(clock.elapsed(), this.pausedUntil);
		return this.queue
			.slice(0, this.queue.indexOf(call) + 1)
			.reduce((turn, { distanceMs }) => Math.max(start, turn + distanceMs), this.lastTurn);
	}

	/** Waits for a moment that may be put off meanwhile. */
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

/** The one pace of a host in this process, whatever node, item or execution calls it. */
export function paceOf(url: string): Pace {
	const host = URL.canParse(url) ? new URL(url).host : url;
	let pace = paces.get(host);
	if (!pace) paces.set(host, (pace = new Pace()));
	return pace;
}
