import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFile, sentByVendor, validateStreaming } from '../support/bigDocuments/delivered';
import { type Line, type LineOptions, startLine } from '../support/bigDocuments/line';
import { forgetPeak, memoryOf, peakMemoryOf } from '../support/bigDocuments/memory';
import { type JobSettings, jobWorkflow, TRIGGER } from '../support/bigDocuments/workflow';

const MIB = 1024 * 1024;
/** Permitted memory for a hundred thousand rows in an n8n that has run before; in memory they would take 300 MB. */
const MOST_GROWTH = 256 * MIB;

jest.setTimeout(300_000);

function useLine(options: LineOptions = {}): () => Line {
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-big-'));
	let line: Line | undefined;
	beforeAll(async () => {
		line = await startLine(home, options);
	}, 900_000);
	afterAll(async () => {
		await line?.stop();
		rmSync(home, { recursive: true, force: true });
	});
	return () => line as Line;
}

/** A document with this number of rows, and the workflow that delivers it into its own folder. */
async function jobOf(line: Line, rows: number, settings: Partial<JobSettings> = {}) {
	const { id } = line.horisen.data.addLargeReport({ rows });
	const directory = join(line.sftp.directory, String(id));
	const workflowId = await line.api.createWorkflow(
		jobWorkflow(line.credentials, { fromId: id, remoteDirectory: directory, ...settings }),
	);
	const files = () => readdirSync(directory).map((name) => join(directory, name));
	return { id, workflowId, files };
}

const storedFiles = (line: Line) =>
	readdirSync(join(line.userFolder, '.n8n', 'storage'), { recursive: true }).map(String);

describe('a document of 100,000 rows', () => {
	const line = useLine();

	it.each([
		['as it is', {}, /\.xml$/],
		[
			'compressed on the way and at its end',
			{ trafficOptions: { compress: true }, deliveryOptions: { compress: true } },
			/\.xml\.gz$/,
		],
	])('%s: is delivered whole, in bounded memory', async (_, settings, name) => {
		const { horisen, api, pid } = line();
		const { id, workflowId, files } = await jobOf(line(), 100_000, settings);
		const before = memoryOf(pid);
		forgetPeak(pid);
		const { status, error } = await api.run(workflowId, TRIGGER);
		expect(`${status} ${error?.message ?? ''}`).toBe('success ');
		expect(peakMemoryOf(pid).n8n - before.n8n).toBeLessThan(MOST_GROWTH);
		const [file] = files();
		expect(file).toMatch(name);
		expect(await inFile(file)).toEqual(sentByVendor(horisen, id));
		await validateStreaming(file);
	});

	it('that is cancelled closes its connection, fetches no more, and leaves no half file', async () => {
		const { horisen, api } = line();
		const { workflowId, id } = await jobOf(line(), 100_000);
		const before = storedFiles(line());
		const calls = () => horisen.requests.filter(({ path }) => path.includes(String(id))).length;
		const executionId = await api.start(workflowId, TRIGGER);
		while (calls() < 10) await new Promise((resolve) => setTimeout(resolve, 20));
		await api.call('POST', `/rest/executions/${executionId}/stop`, {});
		expect((await api.waitFor(executionId, 60_000)).status).toBe('canceled');
		const counted = calls();
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(calls()).toBeLessThanOrEqual(counted + 1);
		expect(calls()).toBeLessThan(100);
		const left = storedFiles(line()).filter((path) => !before.includes(path));
		expect(left.filter((path) => /\.tmp\./.test(path))).toEqual([]);
	});
});

describe('binary data in the database', () => {
	const line = useLine({ environment: { N8N_DEFAULT_BINARY_DATA_MODE: 'database' } });

	it('makes the node compress the rows', async () => {
		const { horisen, api } = line();
		const { id, workflowId, files } = await jobOf(line(), 3_000);
		const { status, runData } = await api.run(workflowId, TRIGGER);
		expect(status).toBe('success');
		const [item] = runData.Traffic[0].data?.main?.[0] as unknown as Array<{
			binary: { traffic: Record<string, unknown> };
		}>;
		expect(item.binary.traffic).toMatchObject({
			id: expect.stringMatching(/^database:/),
			fileName: `traffic-${id}.ndjson.gz`,
			mimeType: 'application/gzip',
		});
		expect(await inFile(files()[0])).toEqual(sentByVendor(horisen, id));
	});

	it('makes the node refuse more than 100,000 rows before it reads them, and say what to do', async () => {
		const { horisen, api } = line();
		const { id, workflowId } = await jobOf(line(), 100_001);
		const { status, runData } = await api.run(workflowId, TRIGGER);
		expect(status).toBe('error');
		const { message, description } = runData.Traffic[0].error ?? {};
		expect(message).toBe(
			`The traffic report of invoice ${id} has 100001 rows, but n8n keeps binary data in its database: the limit is 100000`,
		);
		expect(description).toContain('N8N_DEFAULT_BINARY_DATA_MODE');
		expect(horisen.requests.filter(({ path }) => path.includes(String(id)))).toHaveLength(1);
	});
});
