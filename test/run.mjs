import { runCLI } from 'jest';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tally, tallyLine } from './reporter/tally.mjs';

/**
 * Runs every test: first the quick ones, while the pinned n8n are installed, then those that start a real n8n. Of these,
 * one file more than there are cores runs at a time, at most four: they wait for n8n more than they compute. With paths
 * as arguments, only the tests below them run. It prints the slowest files; the last line counts all tests; the exit code
 * is 1 if any failed.
 *
 * `--quick` runs the quick ones only, `--n8n` the others only, `--shard 1/3` the first third of what would run,
 * `--name 'is held'` the tests whose names match.
 *
 * Of the fault suite: `--all` adds what takes too long for every change; `--store postgres` plays the scenes with a
 * ledger in Postgres.
 */
const { values: options, positionals: paths } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean' },
		n8n: { type: 'boolean' },
		shard: { type: 'string' },
		name: { type: 'string' },
		all: { type: 'boolean' },
		store: { type: 'string', default: 'embedded' },
	},
});
if (!['embedded', 'postgres'].includes(options.store)) {
	throw new Error('--store is embedded or postgres');
}
process.env.FAULTS_STORE = options.store;

const quick = { maxWorkers: availableParallelism() };
const inN8n = {
	maxWorkers: Math.min(availableParallelism() + 1, 4),
	...(options.all ? {} : { testPathIgnorePatterns: ['/test/faults/all/'] }),
};
const needsN8n = (path) => /test\/(e2e|faults)/.test(path);
const allPhases = paths.length
	? [
			{
				title: paths.join(', '),
				needsN8n: paths.some(needsN8n),
				args: { testPathPatterns: paths, ...(paths.some(needsN8n) ? inN8n : quick) },
			},
		]
	: [
			{
				title: 'Unit, node and package tests',
				args: { testPathIgnorePatterns: ['/test/e2e/', '/test/faults/'], ...quick },
			},
			{
				title: 'End-to-end tests and faults',
				needsN8n: true,
				args: { testPathPatterns: ['/test/e2e/', '/test/faults/'], ...inN8n },
			},
		];
const phases = allPhases.filter(({ needsN8n }) => (needsN8n ? !options.quick : !options.n8n));
if (phases.length === 0) throw new Error('With these options no test would run');

const part = {
	...(options.shard ? { shard: options.shard } : {}),
	...(options.name ? { testNamePattern: options.name } : {}),
};
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = phases.some((phase) => phase.needsN8n) ? installN8n() : undefined;
const total = { passed: 0, failed: 0, skipped: 0 };
const files = [];
for (const { title, needsN8n: prepares, args } of phases) {
	console.log(`\n${title}`);
	if (prepares) prepareN8n(await installed);
	const started = performance.now();
	const jest = { ...args, ...part, passWithNoTests: true, $0: 'jest', _: [] };
	const { results } = await runCLI(jest, [root]);
	console.log(`${title}: ${Math.round((performance.now() - started) / 1000)} s`);
	const counted = tally(results);
	total.passed += counted.passed;
	// Missing tests are not a success.
	const isMissing = (pattern) =>
		!results.testResults.some(({ testFilePath }) => testFilePath.includes(pattern));
	const isWhole = !options.shard && !options.name && paths.length === 0;
	const patterns = isWhole ? (args.testPathPatterns ?? ['']) : [''];
	total.failed += patterns.some(isMissing) ? 1 : counted.failed;
	total.skipped += counted.skipped;
	files.push(...results.testResults);
}
printSlowest();
console.log(`\n${tallyLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

// Reached only if something that a test started keeps this process alive: that is also a failure.
setTimeout(() => {
	console.error('\nA test left a server, a timer or a process running.');
	console.log(tallyLine({ ...total, failed: total.failed + 1 }));
	process.exit(1);
}, 10_000).unref();

/** Installs the pinned n8n. Once and not in the tests: two files that install the same n8n would break it. */
function installN8n() {
	execFileSync('npx', ['tsc', '-p', 'sandbox/tsconfig.json'], { cwd: root, stdio: 'inherit' });
	const child = spawn(process.execPath, ['sandbox/.build/engine/installAll.js'], {
		cwd: root,
		stdio: 'inherit',
	});
	return new Promise((resolve) => child.once('exit', resolve));
}

/** Makes a user folder that tests copy. */
function prepareN8n(installCode) {
	if (installCode !== 0) throw new Error('The pinned n8n could not be installed: see above');
	if (process.env.PREPARED_N8N_FOLDER) return;
	const folder = mkdtempSync(join(tmpdir(), 'telecom-finance-prepared-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const script = ['sandbox/.build/engine/prepare.js', folder];
	execFileSync(process.execPath, script, { cwd: root, stdio: 'inherit' });
	process.env.PREPARED_N8N_FOLDER = folder;
}

function printSlowest() {
	const timed = files
		.map(({ testFilePath, perfStats }) => ({ testFilePath, ms: perfStats.end - perfStats.start }))
		.sort((one, other) => other.ms - one.ms);
	console.log('\nThe slowest files');
	for (const { testFilePath, ms } of timed.slice(0, 10)) {
		console.log(`${String(Math.round(ms / 1000)).padStart(6)} s  ${relative(root, testFilePath)}`);
	}
}
