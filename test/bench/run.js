/**
 * `npm run bench` compiles the code, then runs every benchmark except the long ones; `npm run bench -- sftp` runs one,
 * with its own options. Ends with exit code 1 if one misses a target.
 */
const { spawnSync } = require('node:child_process');

const BENCHMARKS = {
	xml: require.resolve('./xml/run.js'),
	einvoice: require.resolve('../../node_modules/.cache/bench/test/bench/einvoice/run.js'),
	sftp: require.resolve('../../node_modules/.cache/bench/test/bench/sftp/run.js'),
	ledger: require.resolve('../../node_modules/.cache/bench/test/bench/ledger/run.js'),
	workers: require.resolve('../../node_modules/.cache/bench/test/bench/workers/run.js'),
	memory: require.resolve('../../node_modules/.cache/bench/test/bench/memory/run.js'),
};
/** Benchmarks of most of an hour, which run only if named. */
const LONG = {
	workflow: require.resolve('../../node_modules/.cache/bench/test/bench/workflow/run.js'),
};

const [first, ...rest] = process.argv.slice(2);
const named = { ...BENCHMARKS, ...LONG };
const isNamed = first in named;
for (const name of isNamed ? [first] : Object.keys(BENCHMARKS)) {
	const options = isNamed ? rest : process.argv.slice(2);
	const { status } = spawnSync(process.execPath, [named[name], ...options], {
		stdio: 'inherit',
	});
	if (status !== 0) process.exitCode = 1;
}
