import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, after a collection: what is garbage already, and not yet collected on a busy machine, does not count. */
export function liveMemory(): number {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/**
 * Runs, and looks again and again how many bytes are in use beside those before. A collection takes as long as all that
 * the process holds: the looks take a tenth of the time at most.
 */
export async function mostHeld<Result>(
	work: () => Promise<Result>,
): Promise<{ result: Result; bytes: number }> {
	const before = liveMemory();
	let bytes = 0;
	const look = (): number => {
		const began = performance.now();
		bytes = Math.max(bytes, liveMemory() - before);
		return performance.now() - began;
	};
	let timer: NodeJS.Timeout;
	const lookAfter = (milliseconds: number): void => {
		timer = setTimeout(() => lookAfter(10 * look()), milliseconds);
	};
	lookAfter(100);
	try {
		const result = await work();
		look();
		return { result, bytes };
	} finally {
		clearTimeout(timer!);
	}
}
