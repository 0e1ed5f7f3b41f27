import { runCLI } from 'jest';
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tally, tallyLine } from './reporter/tally.mjs';

/**
 * Runs every test: first the quick ones, then, two files at a time, those that start a real n8n: they wait
 * for it more than they compute. With paths as arguments, only the tests below them. The last line counts
 * them all; the exit code is 1 if any failed.
 */
const paths = process.argv.slice(2);
const phases = paths.length
	? [{ title: paths.join(', '), args: { testPathPatterns: paths } }]
	: [
			{ title: 'Unit, node and package tests', args: { testPathIgnorePatterns: ['/test/e2e/'] } },
			{
				title: 'End-to-end tests',
				prepare: installPinnedN8n,
				args: { testPathPatterns: ['/test/e2e/'], maxWorkers: 2 },
			},
		];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { title, prepare, args } of phases) {
	console.log(`\n${title}`);
	prepare?.();
	const { results } = await runCLI({ ...args, passWithNoTests: true, $0: 'jest', _: [] }, [root]);
	const counted = tally(results);
	total.passed += counted.passed;
	// Tests that went missing are no success either.
	total.failed += results.numTotalTestSuites === 0 ? 1 : counted.failed;
	total.skipped += counted.skipped;
}
console.log(`\n${tallyLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

// Reached only where something that a test started keeps this process alive: that is a failure too.
setTimeout(() => {
	console.error('\nA test left a server, a timer or a process running.');
	console.log(tallyLine({ ...total, failed: total.failed + 1 }));
	process.exit(1);
}, 10_000).unref();

/** Here and not in the tests: two files that install the same n8n at once would break it. */
function installPinnedN8n() {
	const options = { cwd: root, stdio: 'inherit' };
	execFileSync('npx', ['tsc', '-p', 'sandbox/tsconfig.json'], options);
	execFileSync(process.execPath, ['sandbox/.build/engine/installAll.js'], options);
}
