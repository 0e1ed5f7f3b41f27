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

/** The calls of this process to one host: how close together they may come, and until when none may. */
export class Pace {
	private pausedUntil = -Infinity;

	private lastTurn = -Infinity;

	/** No call to this host for so long, whoever makes it. */
	pause(milliseconds: number, clock: Clock): void {
		const until = clock.elapsed() + Math.min(milliseconds, LONGEST_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/**
	 * Waits for a call's turn: the end of a pause, and the distance to the call before, whoever made it.
	 *
	 * Nothing is reserved: who wakes looks again. So a pause that begins meanwhile holds those who wait, they do not
	 * come all at once behind it, and one who gives up leaves no gap. Those of one limit keep their order.
	 *
	 * @param callsPerSecond 0 for no limit
	 * @param remainingMs how long the call may wait at most
	 * @returns how long it has waited
	 * @throws NoTurn as soon as it is certain that the turn comes later than that
	 */
	async turn(callsPerSecond: number, remainingMs: number, clock: Clock): Promise<number> {
		const startedAt = clock.elapsed();
		for (;;) {
			const now = clock.elapsed();
			const spaced = callsPerSecond > 0 ? this.lastTurn + 1000 / callsPerSecond : now;
			const turn = Math.max(now, this.pausedUntil, spaced);
			if (turn > now && turn >= startedAt + remainingMs) {
				throw new NoTurn(turn === this.pausedUntil ? 'paused' : 'queued', turn - now);
			}
			if (turn === now) {
				this.lastTurn = now;
				return now - startedAt;
			}
			await clock.sleep(turn - now);
		}
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
