import type { Clock } from './retry';

/** A pause that somebody asks for counts for all callers this long at most; then one of them asks again. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Why a call does not get its turn before its own time is over. */
export class NoTurn extends Error {
	/**
	 * @param reason `paused`: the host asked for a pause. `queued`: other calls come first
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
	private pausedUntil = 0;

	private nextTurn = 0;

	/** No call to this host before then, whoever makes it. */
	pause(milliseconds: number, nowMs: number): void {
		const until = nowMs + Math.min(milliseconds, LONGEST_PAUSE_MS);
		this.pausedUntil = Math.max(this.pausedUntil, until);
	}

	/**
	 * Waits for a call's turn: the end of a pause, and the distance to the call before.
	 *
	 * @param callsPerSecond 0 for no limit of its own
	 * @param remainingMs how long the call may wait at most
	 * @throws NoTurn at once where the turn would come later than that
	 */
	async turn(callsPerSecond: number, remainingMs: number, clock: Clock): Promise<void> {
		const deadline = clock.now() + remainingMs;
		const refuseAfterDeadline = (reason: NoTurn['reason'], at: number) => {
			if (at >= deadline) throw new NoTurn(reason, at - clock.now());
		};
		let turn = clock.now();
		refuseAfterDeadline('paused', this.pausedUntil);
		if (callsPerSecond > 0) {
			turn = Math.max(turn, this.nextTurn, this.pausedUntil);
			refuseAfterDeadline('queued', turn);
			this.nextTurn = turn + 1000 / callsPerSecond;
		}
		// A pause may begin, or grow, while others are waited for.
		for (;;) {
			refuseAfterDeadline('paused', this.pausedUntil);
			const waitMs = Math.max(turn, this.pausedUntil) - clock.now();
			if (waitMs <= 0) return;
			await clock.sleep(waitMs);
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
