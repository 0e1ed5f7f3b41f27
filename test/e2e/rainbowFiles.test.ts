import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../../sandbox/engine/api';
import { type InvoiceFile, type RainbowSimulator } from '../../sandbox/rainbow';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'rainbow-files-to-erp.json';

interface Line {
	filepath: string;
	outcome: 'delivered' | 'skipped' | 'failed';
	fileName?: string;
	bytes?: number;
	sha256?: string;
	reason?: string;
}

interface Summary {
	billingPeriods: string[];
	listed: number;
	delivered: number;
	skipped: number;
	failed: number;
	files: Line[];
}

let environment: Environment;
let rainbow: RainbowSimulator;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
	({ rainbow } = environment);
}, 900_000);

afterAll(async () => {
	await environment?.stop();
});

beforeEach(() => {
	rainbow.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `files-${round}`);
	mkdirSync(inbox);
});

/** The template with a ledger and an inbox of its own, for the last billing period. */
async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	const day = `${rainbow.data.lastPeriod}-15`;
	return await environment.importTemplate(TEMPLATE, {
		periodFrom: day,
		periodTo: day,
		remoteDirectory: inbox,
		ledgerTable: `rainbow_${round}`,
		...settings,
	});
}

async function run(id: string): Promise<{ execution: Execution; summary: Summary }> {
	const execution = await environment.run(id);
	const summary = execution.runData.Summary?.[0]?.data?.main?.[0]?.[0]?.json;
	if (!summary) {
		throw new Error(`No summary; it ended as ${execution.status}: ${execution.error?.message}`);
	}
	return { execution, summary: summary as unknown as Summary };
}

const ofLastPeriod = () =>
	rainbow.data.files.filter(({ billingPeriod }) => billingPeriod === rainbow.data.lastPeriod);
const linesOf = (summary: Summary, outcome: Line['outcome']) =>
	summary.files.filter((line) => line.outcome === outcome);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const pathsOf = (files: Array<Pick<InvoiceFile, 'filepath'>>) =>
	files.map(({ filepath }) => filepath).sort();

describe('Rainbow files to ERP, in a real n8n', () => {
	test('delivers every file of the period once and whole, and nothing on the second run', async () => {
		const id = await workflow();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('success');
		const expected = ofLastPeriod();
		expect(expected.length).toBeGreaterThan(20);
		expect(summary).toMatchObject({
			billingPeriods: [rainbow.data.lastPeriod],
			listed: expected.length,
			delivered: expected.length,
			failed: 0,
		});
		expect(pathsOf(summary.files)).toEqual(pathsOf(expected));
		expect(readdirSync(inbox).sort()).toEqual(summary.files.map(({ fileName }) => fileName).sort());
		for (const { filepath, fileName, bytes, sha256: recorded } of summary.files) {
			const arrived = readFileSync(join(inbox, fileName ?? ''));
			const file = rainbow.data.file(filepath);
			expect(arrived.equals(file ? rainbow.data.content(file) : Buffer.alloc(0))).toBe(true);
			expect([arrived.length, sha256(arrived)]).toEqual([bytes, recorded]);
		}
		expect(rainbow.logins).toBe(1);

		const calls = rainbow.requests.length;
		const second = await run(id);
		expect(second.execution.status).toBe('success');
		expect(second.summary).toMatchObject({ delivered: 0, skipped: expected.length, failed: 0 });
		// It lists, with the session of the first run, and downloads nothing.
		expect(rainbow.requests.slice(calls)).toMatchObject([
			{ query: `billingPeriod=${rainbow.data.lastPeriod}` },
		]);
		expect(readdirSync(inbox)).toHaveLength(expected.length);
	}, 180_000);

	test('by itself looks back over the last billing period', async () => {
		const { summary } = await run(
			await workflow({ periodFrom: '', periodTo: '', fileType: 'INV', invoiceType: 'voice' }),
		);
		expect(summary.billingPeriods).toContain(rainbow.data.lastPeriod);
		expect(summary.billingPeriods.at(-1)).toBe(rainbow.data.today.slice(0, 7));
		const expected = rainbow.data.files.filter(
			({ fileType, invoiceType, billingPeriod }) =>
				fileType === 'INV' &&
				invoiceType === 'voice' &&
				summary.billingPeriods.includes(billingPeriod),
		);
		expect(pathsOf(linesOf(summary, 'delivered'))).toEqual(pathsOf(expected));
	}, 120_000);

	test('an empty period ends with a summary that says so', async () => {
		const { execution, summary } = await run(
			await workflow({ periodFrom: '2000-01-31', periodTo: '2000-03-01' }),
		);
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({
			billingPeriods: ['2000-01', '2000-02', '2000-03'],
			listed: 0,
			delivered: 0,
			skipped: 0,
			failed: 0,
			files: [],
		});
	}, 60_000);

	test.each([
		['a date that is none', { periodFrom: '2017-02-30' }, 'periodFrom is not a date: 2017-02-30'],
		['a period upside down', { periodTo: '2000-01-01' }, 'lies after periodTo'],
		['a time zone that is none', { periodTo: '', timeZone: 'Nowhere' }, 'check timeZone'],
	])(
		'says so of %s',
		async (_, settings, message) => {
			const execution = await environment.run(await workflow(settings));
			expect(execution.status).toBe('error');
			expect(execution.error?.message).toContain(message);
			expect(rainbow.requests).toEqual([]);
		},
		60_000,
	);

	test('a file that cannot be had fails alone, and the next run delivers it', async () => {
		const id = await workflow({ fileType: 'INV' });
		const [victim] = ofLastPeriod();
		const { filepath } = victim;
		rainbow.faults.inject({ filepath, times: null, fault: { kind: 'status', status: 403 } });
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(filepath);
		expect(linesOf(summary, 'failed')).toEqual([
			expect.objectContaining({
				filepath,
				reason: expect.stringContaining('Rainbow refuses access') as string,
			}),
		]);
		expect(summary.delivered).toBe(summary.listed - 1);

		rainbow.faults.clear();
		const next = await run(id);
		expect(next.execution.status).toBe('success');
		expect(next.summary).toMatchObject({ delivered: 1, failed: 0 });
		expect(linesOf(next.summary, 'delivered')[0].filepath).toBe(filepath);
	}, 120_000);

	test('a list that is a web page ends the run and is never an empty one', async () => {
		rainbow.faults.inject({ route: 'list', times: null, fault: { kind: 'html' } });
		const execution = await environment.run(await workflow());
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('instead of JSON data');
		expect(readdirSync(inbox)).toEqual([]);
	}, 60_000);

	test('a file of another size is left alone and reported; one of our size counts as delivered', async () => {
		const first = await run(await workflow({ fileType: 'INV' }));
		const [taken, found] = linesOf(first.summary, 'delivered');
		writeFileSync(join(inbox, taken.fileName ?? ''), 'written by somebody else');

		// Another ledger: this workflow knows of no delivery.
		const { execution, summary } = await run(
			await workflow({ fileType: 'INV', ledgerTable: `other_${round}` }),
		);
		expect(execution.status).toBe('error');
		const [failed, ...others] = linesOf(summary, 'failed');
		expect(others).toEqual([]);
		expect(failed).toMatchObject({ filepath: taken.filepath });
		expect(failed.reason).toContain('24 bytes');
		expect(readFileSync(join(inbox, taken.fileName ?? ''), 'utf8')).toBe(
			'written by somebody else',
		);
		expect(
			linesOf(summary, 'delivered').find(({ fileName }) => fileName === found.fileName)?.reason,
		).toContain('on the server already');
		expect(readdirSync(inbox).filter((name) => name.endsWith('.part'))).toEqual([]);
	}, 120_000);

	test('an upload that cannot be written fails that file and leaves no final name', async () => {
		const id = await workflow({ fileType: 'INV', invoiceType: 'services' });
		const [victim] = linesOf((await run(id)).summary, 'delivered');
		rmSync(inbox, { recursive: true });
		mkdirSync(join(inbox, `.${victim.fileName}.part`), { recursive: true });

		const { summary } = await run(
			await workflow({
				fileType: 'INV',
				invoiceType: 'services',
				ledgerTable: `other_${round}`,
			}),
		);
		expect(pathsOf(linesOf(summary, 'failed'))).toEqual([victim.filepath]);
		expect(readdirSync(inbox)).not.toContain(victim.fileName);
	}, 120_000);

	test('an SFTP server out of reach fails every file in words, and the next run delivers them', async () => {
		const id = await workflow({ fileType: 'INV', invoiceType: 'voice' });
		await environment.sftp.stop();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(summary.failed).toBe(summary.listed);
		expect(linesOf(summary, 'failed')[0].reason).toContain('SFTP server');
		await environment.sftp.start();
		const next = await run(id);
		expect(next.summary).toMatchObject({ delivered: summary.listed, failed: 0 });
	}, 180_000);

	test('a ledger is found by its exact name beside one whose name contains it', async () => {
		await environment.createDataTable(`rainbow_${round}_backup`);
		const id = await workflow({ fileType: 'INV', invoiceType: 'services' });
		expect((await run(id)).summary.failed).toBe(0);
		const second = await run(id);
		expect(second.summary).toMatchObject({ delivered: 0, skipped: second.summary.listed });
	}, 120_000);

	test('a key that the files do not have fails each of them by name', async () => {
		const { execution, summary } = await run(await workflow({ keyField: 'invoiceNumber' }));
		expect(execution.status).toBe('error');
		expect(summary).toMatchObject({ delivered: 0, failed: summary.listed });
		expect(linesOf(summary, 'failed')[0].reason).toContain('invoiceNumber');
	}, 60_000);

	test('a large file goes through whole', async () => {
		const file = rainbow.data.addLargeFile({ rows: 100_000 });
		const { summary } = await run(await workflow({ fileType: 'CDR', invoiceType: 'services' }));
		expect(summary.failed).toBe(0);
		const line = summary.files.find(({ filepath }) => filepath === file.filepath);
		expect(sha256(readFileSync(join(inbox, line?.fileName ?? '')))).toBe(
			sha256(rainbow.data.content(file)),
		);
	}, 180_000);

	// Spreadsheet File holds the reader that Extract from File hands a CSV to; the latter does not load in
	// the pinned n8n, which lacks a package for calendars.
	test('n8n reads the rows of a downloaded file', async () => {
		const [file] = ofLastPeriod();
		const id = await environment.api.createWorkflow({
			name: 'Rows',
			nodes: [
				node('Run by Hand', 'n8n-nodes-base.manualTrigger', 1, {}),
				{
					...node('Download', 'n8n-nodes-telecom-finance.rainbowInvoicing', 1, {
						operation: 'download',
						file: { __rl: true, mode: 'path', value: file.filepath },
					}),
					credentials: { rainbowApi: environment.credentials.rainbowApi },
				},
				node('Rows', 'n8n-nodes-base.spreadsheetFile', 2, {
					operation: 'fromFile',
					fileFormat: 'csv',
					options: { delimiter: ';' },
				}),
			],
			connections: { ...wire('Run by Hand', 'Download'), ...wire('Download', 'Rows') },
		});
		const execution = await environment.run(id);
		const rows = execution.runData.Rows?.[0]?.data?.main?.[0]?.map(({ json }) => json);
		expect(rows).toHaveLength(file.rows);
		expect(rows?.[0]).toMatchObject({ company: file.companyName, period: file.billingPeriod });
	}, 60_000);
});

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
) {
	return { id: name, name, type, typeVersion, parameters, position: [0, 0] };
}

function wire(from: string, to: string) {
	return { [from]: { main: [[{ node: to, type: 'main', index: 0 }]] } };
}
