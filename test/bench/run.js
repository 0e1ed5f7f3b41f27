/**
 * `npm run bench` compiles what is measured, then runs every benchmark but the long ones; `npm run bench -- sftp` runs one.
 * Options are the benchmark's own. Ends with exit code 1 where one misses a target.
 */
const { spawnSync } = require('node:child_process');

const BENCHMARKS = {
	xml: require.resolve('./xml/run.js'),
	sftp: require.resolve('../../node_modules/.cache/bench/test/bench/sftp/run.js'),
	workers: require.resolve('../../node_modules/.cache/bench/test/bench/workers/run.js'),
	memory: require.resolve('../../node_modules/.cache/bench/test/bench/memory/run.js'),
};
/** Those that take most of an hour, run only where they are named. */
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
