import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a benchmark with a folder for what it writes, which is removed after it. The exit code is 1 where it
 * breaks off or misses a target.
 *
 * @param benchmark whether all targets were met
 */
export function runIn(prefix: string, benchmark: (home: string) => Promise<boolean>): void {
	const home = mkdtempSync(join(tmpdir(), prefix));
	benchmark(home)
		.then(
			(targetsMet) => {
				process.exitCode = targetsMet ? 0 : 1;
			},
			(error: unknown) => {
				console.error(error);
				process.exitCode = 1;
			},
		)
		.finally(() => rmSync(home, { recursive: true, force: true }));
}
