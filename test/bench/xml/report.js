const { contenders } = require('./contenders');

const OURS = 'document';
const MOST_MEMORY = 150 * 1024 * 1024;

/**
 * Prints the medians and whether the targets are met.
 *
 * @param results by contender, one `{ buildMs, jobMs, peakBytes }` a round
 */
function printReport(results) {
	const medians = Object.fromEntries(
		Object.entries(results).map(([name, rounds]) => [
			name,
			{
				buildMs: median(rounds.map(({ buildMs }) => buildMs)),
				jobMs: median(rounds.map(({ jobMs }) => jobMs)),
				peakBytes: median(rounds.map(({ peakBytes }) => peakBytes)),
			},
		]),
	);
	printTable(medians);
	return printTargets(medians);
}

function printTable(medians) {
	const rows = Object.entries(medians).map(([name, { buildMs, jobMs, peakBytes }]) => [
		contenders[name].title,
		seconds(buildMs),
		ratio(buildMs / medians[OURS].buildMs),
		seconds(jobMs),
		megabytes(peakBytes),
	]);
	const head = ['', 'rows to file', 'to ours', 'traffic file to file', 'peak memory'];
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((cells) => cells[column].length)),
	);
	for (const cells of [head, ...rows]) {
		console.log(
			cells
				.map((cell, column) =>
					column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
				)
				.join('  '),
		);
	}
}

function printTargets(medians) {
	const ours = medians[OURS];
	const others = ['fastXmlParser', 'xml2js', 'xmlbuilder2'].map((name) => medians[name].buildMs);
	const targets = [
		[
			'at least 15 times faster than create()',
			medians.xmlbuilder2.buildMs / ours.buildMs,
			(value) => value >= 15,
			ratio,
		],
		[
			'faster than every other builder',
			Math.min(...others) / ours.buildMs,
			(value) => value > 1,
			ratio,
		],
		[
			'within 2.5 times the floor',
			ours.buildMs / medians.floor.buildMs,
			(value) => value <= 2.5,
			ratio,
		],
		['below 150 MB of process memory', ours.peakBytes, (value) => value < MOST_MEMORY, megabytes],
	];
	console.log();
	for (const [target, value, isMet, say] of targets) {
		console.log(`${isMet(value) ? 'met   ' : 'MISSED'}  ${target}: ${say(value)}`);
	}
	return targets.every(([, value, isMet]) => isMet(value));
}

function median(numbers) {
	const sorted = [...numbers].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;
const ratio = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ×`;

module.exports = { printReport };
