import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { FinanceDocument } from '../../sandbox/horisen';
import { expectedMargin, shown, type ExpectedLine } from '../support/expectedMargin';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-margin-report.json';

interface Summary {
	periodFrom: string;
	periodTo: string;
	listed: number;
	revision?: string;
	revenue?: string;
	cost?: string;
	margin?: string;
	inTheReport?: number;
	leftOut?: Array<{ documentNumber: string; reason: string }>;
	note?: string;
	files: Array<{ fileName: string; bytes: number; outcome: string }>;
}

let environment: Environment;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
}, 900_000);

afterAll(async () => await environment?.stop());

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `margin-${round}`);
});

async function workflow(settings: Record<string, string> = {}): Promise<string> {
	return await environment.importTemplate(TEMPLATE, { remoteDirectory: inbox, ...settings });
}

async function run(id: string): Promise<Summary> {
	const { status, error, runData } = await environment.run(id);
	if (status !== 'success') throw new Error(`${error?.message}: ${error?.description}`);
	return runData.Summary?.[0]?.data?.main?.[0]?.[0]?.json as unknown as Summary;
}

/** The approved invoices whose billing period ended last month. */
function documents(): FinanceDocument[] {
	const { data } = environment.horisen;
	const { from, to } = data.lastFullMonth;
	return data.documents.filter(
		({ status, documentClassDomain, periodEnd }) =>
			status === 'approved' &&
			documentClassDomain === 'invoice' &&
			periodEnd >= from &&
			periodEnd <= to,
	);
}

function sum(lines: Iterable<ExpectedLine>, of: (line: ExpectedLine) => bigint): string {
	return shown([...lines].reduce((total, line) => total + of(line), 0n));
}

function read(fileName: string): string {
	return readFileSync(join(inbox, fileName), 'utf8').replace(/^\uFEFF/, '');
}

describe('HORISEN margin report, in a real n8n', () => {
	test('delivers a CSV and an XML with the figures of the vendor', async () => {
		const id = await workflow();
		const summary = await run(id);
		const listed = documents();
		const expected = expectedMargin(environment.horisen.data, listed);
		const { from, to } = environment.horisen.data.lastFullMonth;
		const total = {
			revenue: sum(expected.values(), ({ revenue }) => revenue),
			cost: sum(expected.values(), ({ cost }) => cost),
			margin: sum(expected.values(), ({ revenue, cost }) => revenue - cost),
		};
		expect(summary).toMatchObject({
			periodFrom: from,
			periodTo: to,
			listed: listed.length,
			...total,
		});
		expect((summary.inTheReport ?? 0) + (summary.leftOut ?? []).length).toBe(listed.length);

		const name = `margin_${from}_${to}_${summary.revision}`;
		expect(readdirSync(inbox).sort()).toEqual([`${name}.csv`, `${name}.xml`]);
		for (const { fileName, bytes } of summary.files) {
			expect(readFileSync(join(inbox, fileName))).toHaveLength(bytes);
		}

		const [header, ...rows] = read(`${name}.csv`)
			.trim()
			.split('\n')
			.map((line) => line.split(','));
		expect(rows).toHaveLength(expected.size);
		const column = (row: string[], title: string) => row[header.indexOf(title)];
		const figures = [...expected].map(([key, line]) => {
			const [, , mcc, mnc] = key.split('|');
			return [mcc, mnc, shown(line.revenue), shown(line.cost), shown(line.revenue - line.cost)];
		});
		const titles = ['mcc', 'mnc', 'revenue', 'cost', 'margin'];
		const found = rows.map((row) => titles.map((title) => column(row, title)));
		expect(found.sort()).toEqual(figures.sort());

		const parser = new XMLParser({
			ignoreAttributes: false,
			parseTagValue: false,
			isArray: (tag) => tag === 'Line' || tag === 'Document',
		});
		const { MarginReport: report } = parser.parse(read(`${name}.xml`)) as {
			MarginReport: {
				Total: Record<string, string>;
				Lines: { Line: Array<Record<string, string>> };
				LeftOut: { Document: unknown[] };
			};
		};
		expect(report.Total).toMatchObject({
			Revenue: total.revenue,
			Cost: total.cost,
			Margin: total.margin,
		});
		const lines = report.Lines.Line.map((line) => [
			line['@_mcc'],
			line['@_mnc'],
			line.Revenue,
			line.Cost,
			line.Margin,
		]);
		expect(lines.sort()).toEqual(figures);
		expect(report.LeftOut.Document).toHaveLength((summary.leftOut ?? []).length);
	}, 120_000);

	test('run again leaves the same files alone, and other figures make new ones beside them', async () => {
		const id = await workflow();
		const first = await run(id);
		const second = await run(id);
		expect(second.files.map(({ outcome }) => outcome)).toEqual(['there already', 'there already']);
		expect(readdirSync(inbox)).toHaveLength(2);

		const billed = documents().find(({ id: each }) =>
			environment.horisen.data.trafficReport('customer', each),
		);
		environment.horisen.data.trafficReport('customer', billed?.id ?? 0)?.rows?.pop();
		const third = await run(id);
		expect(third.revision).not.toBe(first.revision);
		expect(readdirSync(inbox)).toHaveLength(4);
	}, 120_000);

	test('leaves a file of another size alone and fails by name', async () => {
		const id = await workflow();
		const { files } = await run(id);
		writeFileSync(join(inbox, files[0].fileName), 'written by somebody else');
		await expect(run(id)).rejects.toThrow(`${files[0].fileName} is already there with 24 bytes`);
		expect(readFileSync(join(inbox, files[0].fileName), 'utf8')).toBe('written by somebody else');
	}, 120_000);

	test('fails where one report cannot be had, and makes no file', async () => {
		const billed = documents().find(({ id: each }) =>
			environment.horisen.data.trafficReport('control', each),
		);
		environment.horisen.faults.inject({
			route: 'controlTraffic',
			invoiceId: billed?.id,
			times: null,
			fault: { kind: 'status', status: 403 },
		});
		await expect(run(await workflow())).rejects.toThrow('refuses this client');
		expect(readdirSync(environment.sftp.directory)).not.toContain(`margin-${round}`);
	}, 60_000);

	test('a period without documents ends with a summary that says so', async () => {
		const summary = await run(await workflow({ periodFrom: '2000-01-01', periodTo: '2000-01-31' }));
		expect(summary).toEqual({
			periodFrom: '2000-01-01',
			periodTo: '2000-01-31',
			listed: 0,
			note: 'The period has no documents: no file was made.',
			files: [],
		});
	}, 60_000);

	test('a period whose documents have no traffic lists them and makes no file', async () => {
		environment.horisen.data.documents = documents().filter(
			({ dataSourceCodeName }) => dataSourceCodeName === 'PREPAID',
		);
		const summary = await run(await workflow());
		expect(summary.leftOut?.length).toBe(summary.listed);
		expect(summary.note).toBe('No document of the period has traffic: no file was made.');
	}, 60_000);
});
