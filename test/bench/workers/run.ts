/**
 * The benchmark of the fan-out: 1,000 documents over 1 and 2 workers of a real n8n in queue mode, from a vendor
 * that answers after 150 ms. `--documents`, `--rows` (of each), `--workers 1,2,4` (medians count), `--concurrency` and
 * `--batch` change the defaults. Ends with exit code 1 if two workers are less than 1.8 times as fast as one.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '../../support/median';
import { runIn } from '../runIn';
import { WorkersScene } from './scene';

const LATENCY_MS = 150;
/** Two workers against one. */
const TARGET = 1.8;

const { values } = parseArgs({
	options: {
		documents: { type: 'string', default: '1000' },
		rows: { type: 'string', default: '100' },
		workers: { type: 'string', default: '1,2,1,2' },
		concurrency: { type: 'string', default: '5' },
		batch: { type: 'string', default: '20' },
	},
});

async function main(home: string): Promise<boolean> {
	const documents = Number(values.documents);
	const rows = Number(values.rows);
	const concurrency = Number(values.concurrency);
	const batchSize = Number(values.batch);
	console.log(
		`${documents} documents of ${rows} rows, batches of ${batchSize}, ${concurrency} executions a worker, answers after ${LATENCY_MS} ms\n${cpus().length} cores, ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)} before it begins\n`,
	);
	const scene = await WorkersScene.set({
		...{ home, documents, rows, concurrency, batchSize, latencyMs: LATENCY_MS },
	});
	const perSecond = new Map<number, number[]>();
	try {
		for (const workers of values.workers.split(',').map(Number)) {
			await scene.haveWorkers(workers);
			const milliseconds = await scene.deliver();
			const before = perSecond.get(workers) ?? [];
			perSecond.set(workers, [...before, (documents / milliseconds) * 1000]);
			printLine(workers, milliseconds, perSecond);
		}
	} finally {
		await scene.stop();
	}
	const [one, two] = [1, 2].map((workers) => median(perSecond.get(workers)));
	if (Number.isNaN(one + two)) return true;
	const isMet = two / one >= TARGET;
	console.log(
		`\n${isMet ? 'met   ' : 'MISSED'}  two workers at least ${TARGET} times as fast as one: ${(two / one).toFixed(2)} ×`,
	);
	return isMet;
}

function printLine(workers: number, milliseconds: number, perSecond: Map<number, number[]>): void {
	const rate = perSecond.get(workers)?.at(-1) ?? NaN;
	const cells = [
		`${workers} worker${workers === 1 ? '' : 's'}`.padEnd(12),
		`${(milliseconds / 1000).toFixed(1)} s`.padStart(10),
		`${rate.toFixed(1)} documents a second`.padStart(26),
		`${(rate / median(perSecond.get(1))).toFixed(2)} ×`.padStart(10),
		`load ${loadavg()[0].toFixed(1)}`.padStart(12),
	];
	console.log(`  ${cells.join('')}`);
}

runIn('workers-bench-', main);
