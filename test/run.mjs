import { runCLI } from 'jest';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tally, tallyLine } from './reporter/tally.mjs';

/**
 * Runs every test: first the quick ones, then, two files at a time, those that start a real n8n: they wait
 * for it more than they compute. With paths as arguments, only the tests below them. The last line counts
 * them all; the exit code is 1 if any failed.
 *
 * Of the fault suite: `--all` adds what takes too long for every change; `--seeds N` soaks with the seeds 1
 * to N, `--seed S` with this one.
 */
const { values: options, positionals: paths } = parseArgs({
	allowPositionals: true,
	options: { all: { type: 'boolean' }, seeds: { type: 'string' }, seed: { type: 'string' } },
});
if (options.seeds) process.env.SOAK_SEEDS = options.seeds;
if (options.seed) process.env.SOAK_SEED = options.seed;

const faults = {
	maxWorkers: 2,
	...(options.all ? {} : { testPathIgnorePatterns: ['/test/faults/all/'] }),
};
const needsN8n = (path) => /test\/(e2e|faults)/.test(path);
const phases = paths.length
	? [
			{
				title: paths.join(', '),
				prepare: () => paths.some(needsN8n) && prepareN8n(),
				args: { testPathPatterns: paths, ...(paths.some(needsN8n) ? faults : {}) },
			},
		]
	: [
			{
				title: 'Unit, node and package tests',
				args: { testPathIgnorePatterns: ['/test/e2e/', '/test/faults/'] },
			},
			{
				title: 'End-to-end tests',
				prepare: prepareN8n,
				args: { testPathPatterns: ['/test/e2e/'], maxWorkers: 2 },
			},
			{ title: 'Faults', args: { testPathPatterns: ['/test/faults/'], ...faults } },
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

/**
 * Installs the pinned n8n and makes a user folder that tests copy. Here and not in the tests: two files that
 * install the same n8n at once would break it.
 */
function prepareN8n() {
	const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' });
	run('npx', ['tsc', '-p', 'sandbox/tsconfig.json']);
	run(process.execPath, ['sandbox/.build/engine/installAll.js']);
	const folder = mkdtempSync(join(tmpdir(), 'telecom-finance-prepared-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	run(process.execPath, ['sandbox/.build/engine/prepare.js', folder]);
	process.env.PREPARED_N8N_FOLDER = folder;
}
