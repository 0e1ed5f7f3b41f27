import { setTimeout as sleep } from 'node:timers/promises';
import { withEitherSignal } from './eitherSignal';
import type { Clock } from './retry';

/** The real time and chance. @param cancelled the execution's signal, which ends a sleep */
export function realClock(cancelled: AbortSignal | undefined): Clock {
	return {
		now: () => Date.now(),
		elapsed: () => performance.now(),
		random: () => Math.random(),
		sleep: async (milliseconds, woken) => {
			try {
				await withEitherSignal(
					[cancelled, woken],
					async (signal) => await sleep(milliseconds, undefined, { signal }),
				);
			} catch (error) {
				if (cancelled?.aborted || !woken?.aborted) throw error;
			}
		},
	};
}
