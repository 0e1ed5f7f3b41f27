/**
 * The benchmark of Finance XML Builder: 100,000 traffic rows of 17 fields to an XML file, against other
 * builders. Every run has a process of its own; rounds are interleaved; medians are printed. `--rows` and
 * `--rounds` change the defaults. Ends with exit code 1 where a target is missed.
 */
const { execFileSync } = require('node:child_process');
const { createReadStream, createWriteStream, mkdtempSync, rmSync } = require('node:fs');
const { cpus, tmpdir } = require('node:os');
const { join } = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { parseArgs } = require('node:util');
const { contenders } = require('./contenders');
const { row } = require('./rows');
const { printReport } = require('./report');

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '100000' },
		rounds: { type: 'string', default: '5' },
	},
});
const rowCount = Number(values.rows);
const rounds = Number(values.rounds);

async function main(directory) {
	const source = join(directory, 'traffic.ndjson');
	await pipeline(Readable.from(lines()), createWriteStream(source));
	const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
	for (let round = 1; round <= rounds; round++) {
		for (const name of Object.keys(contenders)) {
			process.stderr.write(`\rround ${round} of ${rounds}: ${name.padEnd(20)}`);
			results[name].push(await measure(name, source, join(directory, 'out')));
		}
	}
	process.stderr.write('\r'.padEnd(50) + '\r');
	console.log(
		`${rowCount.toLocaleString('en')} rows of ${Object.keys(row(0)).length} fields, medians of ${rounds} rounds, Node ${process.version}, ${cpus()[0].model}\n`,
	);
	return printReport(results);
}

/** Both ways: rows in memory to a file, and the traffic file to a file, where peak memory is taken. */
async function measure(name, source, target) {
	const build = await run(name, 'build', source, target);
	const job = contenders[name].streams ? await run(name, 'job', source, target) : build;
	return { buildMs: build.buildMs, jobMs: job.parseMs + job.buildMs, peakBytes: job.peakBytes };
}

async function run(name, mode, source, target) {
	const script = require.resolve('./contender.js');
	const result = JSON.parse(execFileSync(process.execPath, [script, name, mode, source, target]));
	const written = await countRows(target);
	if (written !== rowCount) throw new Error(`${name} wrote ${written} rows of ${rowCount}`);
	return result;
}

/** Every contender must have done the work: each row ends with its totalAmount. */
async function countRows(target) {
	let count = 0;
	let rest = '';
	for await (const chunk of createReadStream(target, 'utf8')) {
		const parts = (rest + chunk).split(
			/<totalAmount>[^<]*<\/totalAmount><\/row>|"totalAmount":[^}]*}/,
		);
		count += parts.length - 1;
		rest = parts[parts.length - 1];
	}
	return count;
}

function* lines() {
	for (let index = 0; index < rowCount; index++) yield `${JSON.stringify(row(index))}\n`;
}

const directory = mkdtempSync(join(tmpdir(), 'finance-xml-bench-'));
main(directory)
	.then((targetsMet) => {
		process.exitCode = targetsMet ? 0 : 1;
	})
	.finally(() => rmSync(directory, { recursive: true }));
