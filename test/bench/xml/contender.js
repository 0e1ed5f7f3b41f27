/**
 * One run of one contender, in a process of its own, so that its peak memory is its own.
 * Arguments: contender, `build` (rows in memory → file) or `job` (traffic file → file), source, target.
 * Prints `{ parseMs, buildMs, peakBytes }` as JSON.
 */
const { readFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { contenders } = require('./contenders');

async function main([name, mode, source, target]) {
	const contender = contenders[name].load();
	const started = performance.now();
	let parsed = started;
	if (mode === 'job' && contender.job) {
		await contender.job(source, target);
	} else {
		const rows = readFileSync(source, 'utf8').trimEnd().split('\n').map(JSON.parse);
		parsed = performance.now();
		await contender.build(rows, target);
	}
	const ended = performance.now();
	const peakBytes = process.resourceUsage().maxRSS * 1024;
	console.log(JSON.stringify({ parseMs: parsed - started, buildMs: ended - parsed, peakBytes }));
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
