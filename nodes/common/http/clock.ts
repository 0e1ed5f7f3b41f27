import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './retry';

/** The real time and chance. @param cancelled ends a sleep: the execution's own signal */
export function realClock(cancelled: AbortSignal | undefined): Clock {
	return {
		now: () => Date.now(),
		elapsed: () => performance.now(),
		random: () => Math.random(),
		sleep: async (milliseconds) => {
			await sleep(milliseconds, undefined, { signal: cancelled });
		},
	};
}
