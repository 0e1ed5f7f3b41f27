/**
 * The benchmark of whole workflows: the same documents from the same vendor, each workflow in a fresh n8n with
 * its default settings, to the same OpenSSH server. `documented` and `guarded` are those that ship; `withoutLedger` is the
 * guarded one without the nodes that remember; `script` is one file without n8n, with the same promises; `builtIn` is one
 * workflow of the parts that n8n has for it (HTTP Request with pagination, XML, Convert to File, FTP, Data Table), as
 * people build it, with n8n's defaults. Two others are shown beside the goals, for those who know n8n well:
 * `builtInBatches` has each batch in a sub-workflow, so that n8n lets go of its rows; `builtInTuned` also sends a
 * text instead of a file, which n8n's FTP node does faster, and saves nothing. All run as a
 * schedule runs them, and acknowledge nothing to the vendor; the files are read again and compared with what the
 * vendor has. What does not get to its end is a result.
 *
 * `--sizes 200x500,5x50000` (documents x rows), `--only guarded,builtIn`, `--rounds` (interleaved; medians
 * are printed) and `--minutes` (the longest run) change the defaults. `--nodes` prints how long each node
 * took; n8n saves the runs for this, which takes more memory. Ends with exit code 1 if a goal is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../../../sandbox/engine/install';
import { PREPARED_FOLDER, prepareUserFolder } from '../../../sandbox/engine/userFolder';
import { runIn } from '../runIn';
import { type ContenderName, WORKFLOWS } from './contenders';
import { besideTheGoals, goalsOf, type SizeResults } from './goals';
import { runJob } from './job';
import { lineOf, nodeLines } from './report';
import { resultOf, type Run } from './result';
import { readSizes, type Size, titleOf } from './sizes';

const CONTENDERS = ['script', ...Object.keys(WORKFLOWS)];

const { values } = parseArgs({
	options: {
		sizes: { type: 'string', default: '200x500,5x50000,1x300000' },
		only: { type: 'string', default: CONTENDERS.join(',') },
		rounds: { type: 'string', default: '1' },
		minutes: { type: 'string', default: '30' },
		nodes: { type: 'boolean', default: false },
	},
});

async function main(home: string): Promise<boolean> {
	const sizes = readSizes(values.sizes);
	const contenders = values.only.split(',').map(checkedName);
	const pinned = await ensureN8n(console.error);
	const prepared = join(home, 'prepared');
	await prepareUserFolder(pinned, prepared);
	process.env[PREPARED_FOLDER] = prepared;
	console.log(
		`Workflows in n8n ${pinned.version}, ${cpus().length} cores, ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)} before it begins\n`,
	);
	const all: SizeResults[] = [];
	for (const size of sizes) all.push(await measure(home, size, contenders));
	const goals = goalsOf(all);
	for (const { what, measured, isMet } of goals) {
		console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${measured}`);
	}
	for (const line of all.flatMap(besideTheGoals)) console.log(`        ${line}`);
	return goals.every(({ isMet }) => isMet);
}

function checkedName(name: string): ContenderName {
	if (CONTENDERS.includes(name)) return name as ContenderName;
	throw new Error(`"${name}" is none of ${CONTENDERS.join(', ')}`);
}

async function measure(
	home: string,
	size: Size,
	contenders: ContenderName[],
): Promise<SizeResults> {
	console.log(titleOf(size));
	const runs = new Map<ContenderName, Run[]>();
	for (let round = 1; round <= Number(values.rounds); round++) {
		for (const contender of contenders) {
			console.error(`  round ${round} of ${values.rounds}: ${contender} …`);
			const run = await runOnce(home, contender, size);
			runs.set(contender, [...(runs.get(contender) ?? []), run]);
			for (const line of nodeLines(run)) console.log(line);
		}
	}
	const results: SizeResults['results'] = {};
	for (const [contender, rounds] of runs) {
		const result = resultOf(rounds);
		results[contender] = result;
		console.log(lineOf(contender, result, size));
	}
	console.log(`  load ${loadavg()[0].toFixed(1)} at its end\n`);
	return { size, results };
}

async function runOnce(home: string, contender: ContenderName, size: Size): Promise<Run> {
	const folder = mkdtempSync(join(home, 'run-'));
	try {
		return await runJob(folder, {
			contender,
			size,
			timeoutMs: Number(values.minutes) * 60_000,
			keepsNodes: values.nodes,
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

runIn('workflow-bench-', main);
