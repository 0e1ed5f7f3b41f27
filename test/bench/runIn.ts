import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a benchmark with a temporary folder. The exit code is 1 if it breaks off or misses a target. A signal leaves no
 * process behind.
 *
 * @param benchmark whether all targets were met
 */
export function runIn(prefix: string, benchmark: (home: string) => Promise<boolean>): void {
	const home = mkdtempSync(join(tmpdir(), prefix));
	process.once('exit', () => rmSync(home, { recursive: true, force: true }));
	// A signal alone skips 'exit', whose handlers end the started processes.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(1));
	}
	benchmark(home).then(
		(targetsMet) => {
			process.exitCode = targetsMet ? 0 : 1;
		},
		(error: unknown) => {
			console.error(error);
			process.exitCode = 1;
		},
	);
}
