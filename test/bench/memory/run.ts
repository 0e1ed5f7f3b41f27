/**
 * The benchmark of memory and size: documents through HORISEN Finance, Traffic Report (file), Finance XML Builder and
 * SFTP Delivery in a real n8n with its default settings, against the simulator and OpenSSH. Prints by how much n8n's
 * process grows over idle, and what it needs afterwards. One document of `--rows` rows; then `--documents` of
 * `--rows-each`, a fifth of them, and three times as many, each in a fresh n8n. `--page-size` changes the pages. Ends
 * with exit code 1 if a target is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runIn } from '../runIn';
import { runJob, type JobResult } from './job';

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '1000000' },
		documents: { type: 'string', default: '50' },
		'rows-each': { type: 'string', default: '20000' },
		'page-size': { type: 'string', default: '' },
		gzip: { type: 'boolean', default: false },
		only: { type: 'string', default: '' },
	},
});

const MIB = 1024 * 1024;
const MOST_GROWTH = 256 * MIB;
/** The permitted growth after any number of documents: n8n's record of the execution, loaded modules. */
const MOST_KEPT = 32 * MIB;

interface Target {
	what: string;
	isMet: boolean;
}

async function measure(below: string, documents: number, rows: number): Promise<JobResult> {
	const home = mkdtempSync(join(below, 'job-'));
	try {
		const title = `${documents} × ${rows.toLocaleString('en')} rows`;
		process.stderr.write(`${title} …\n`);
		const result = await runJob(home, {
			documents,
			rows,
			pageSize: values['page-size'] === '' ? undefined : Number(values['page-size']),
			gzip: values.gzip,
		});
		print(title, result);
		return result;
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}

function print(title: string, { seconds, idle, peak, needed, bytes, fault }: JobResult): void {
	const mib = (size: number) => `${Math.round(size / MIB)} MB`;
	console.log(title);
	console.log(
		`  n8n              idle ${mib(idle.n8n)}, peak ${mib(peak.n8n)}: grew by ${mib(peak.n8n - idle.n8n)}`,
	);
	console.log(
		`  after collection ${mib(needed.before)} of heap before, ${mib(needed.after)} after`,
	);
	console.log(`  task runner      idle ${mib(idle.runners)}, peak ${mib(peak.runners)}`);
	console.log(`  time             ${seconds.toFixed(1)} s, files ${mib(bytes)}`);
	console.log(`  rows and sums    ${fault ?? 'agree; every file is valid'}\n`);
}

async function main(home: string): Promise<boolean> {
	console.log(
		`Documents through a real n8n, Node ${process.version} beside it, ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}\n`,
	);
	const targets: Target[] = [];
	if (values.only !== 'many') {
		const one = await measure(home, 1, Number(values.rows));
		targets.push(...targetsOf('one document', one));
	}
	if (values.only !== 'one') {
		const documents = Number(values.documents);
		const counts = [Math.ceil(documents / 5), documents, documents * 3];
		for (const count of counts) {
			const result = await measure(home, count, Number(values['rows-each']));
			const kept = result.needed.after - result.needed.before;
			// Beyond the promised number, the peak depends on when V8 collects: it is printed, but is not a target.
			if (count === documents) targets.push(...targetsOf(`${documents} documents`, result));
			targets.push({
				what: `${count} documents: at most ${MOST_KEPT / MIB} MB more are needed afterwards: ${Math.round(kept / MIB)} MB`,
				isMet: kept <= MOST_KEPT,
			});
		}
	}
	for (const { what, isMet } of targets) console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}`);
	return targets.every(({ isMet }) => isMet);
}

function targetsOf(name: string, result: JobResult): Target[] {
	return [
		{
			what: `${name}: n8n grows by at most ${MOST_GROWTH / MIB} MB: ${Math.round(grownBy(result) / MIB)} MB`,
			isMet: grownBy(result) <= MOST_GROWTH,
		},
		{ what: `${name}: rows and sums agree`, isMet: result.fault === undefined },
	];
}

function grownBy({ idle, peak }: JobResult): number {
	return peak.n8n - idle.n8n;
}

runIn('memory-bench-', main);
