import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startQueueEnvironment, type QueueEnvironment } from '../../e2e/support/queueEnvironment';
import { inFile, sentByVendor, validateStreaming } from '../../support/bigDocuments/delivered';
import { type Line, startLine } from '../../support/bigDocuments/line';
import { forgetPeak, memoryOf, peakMemoryOf } from '../../support/bigDocuments/memory';
import { jobWorkflow, TRIGGER } from '../../support/bigDocuments/workflow';

const ROWS = 1_000_000;
/** The rows alone, held in memory, would take ten times that. `npm run bench -- memory` measures closer, from a settled n8n. */
const MOST_GROWTH = 256 * 1024 * 1024;

/** @param pid of the process that runs the workflow */
async function deliversAMillion(
	{ horisen, sftp, api, credentials }: Pick<Line, 'horisen' | 'sftp' | 'api' | 'credentials'>,
	pid: number,
): Promise<void> {
	const deliver = async (rows: number, folder: string) => {
		const { id } = horisen.data.addLargeReport({ rows });
		const directory = join(sftp.directory, folder);
		const workflowId = await api.createWorkflow(
			jobWorkflow(credentials, { fromId: id, remoteDirectory: directory }),
		);
		const { status, error } = await api.run(workflowId, TRIGGER, 600_000);
		expect(`${status} ${error?.message ?? ''}`).toBe('success ');
		return { id, directory };
	};
	// What n8n loads with its first run is not the rows'.
	await deliver(1_000, 'few');
	const before = memoryOf(pid);
	forgetPeak(pid);
	const { id, directory } = await deliver(ROWS, 'million');
	expect(peakMemoryOf(pid).n8n - before.n8n).toBeLessThan(MOST_GROWTH);
	const [name, ...others] = readdirSync(directory);
	expect(others).toEqual([]);
	const expected = sentByVendor(horisen, id);
	expect(expected.rows).toBe(ROWS);
	expect(await inFile(join(directory, name))).toEqual(expected);
	await validateStreaming(join(directory, name));
}

describe('13 · a report of 1,000,000 rows', () => {
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-million-'));
	let line: Line;
	beforeAll(async () => {
		line = await startLine(home);
	}, 900_000);
	afterAll(async () => {
		await line?.stop();
		rmSync(home, { recursive: true, force: true });
	});

	test('is delivered in bounded memory, with the right number of rows and sum', async () => {
		await deliversAMillion(line, line.pid);
	}, 900_000);
});

describe('13 · a report of 1,000,000 rows, on a worker', () => {
	let environment: QueueEnvironment;
	beforeAll(async () => {
		environment = await startQueueEnvironment({ workers: 1 });
	}, 900_000);
	afterAll(async () => await environment?.stop(), 120_000);

	test('is delivered in bounded memory, with the right number of rows and sum', async () => {
		const [worker] = environment.n8n.workers;
		await deliversAMillion(environment, worker.process.pid as number);
		expect(worker.process.log).toContain('Worker finished execution');
	}, 900_000);
});
