import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Execution } from '../../sandbox/engine/api';
import type { PriceList, RateRow } from '../../sandbox/horisen';
import { addDays } from '../../sandbox/horisen/data/dates';
import { ratesForDate } from '../../sandbox/horisen/data/ratesForDate';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-rate-changes.json';
const KINDS = ['up', 'down', 'new', 'gone', 'otherCurrency'] as const;

interface ListLine extends Record<(typeof KINDS)[number], number> {
	priceListId: number;
	priceListName: string;
	outcome: 'delivered' | 'unchanged' | 'failed';
	changed: number;
	reason?: string;
	files?: Array<{ fileName: string; bytes: number; note?: string }>;
	largest?: Array<Record<string, string | null>>;
}

interface Summary extends Record<(typeof KINDS)[number], number> {
	message: string;
	periodFrom: string;
	periodTo: string;
	priceLists: number;
	delivered: number;
	unchanged: number;
	failed: number;
	changed: number;
	lists: ListLine[];
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
	inbox = join(environment.sftp.directory, `rates-${round}`);
});

async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	return await environment.importTemplate(TEMPLATE, { remoteDirectory: inbox, ...settings });
}

async function run(id: string): Promise<{ execution: Execution; summary: Summary }> {
	const execution = await environment.run(id);
	const summary = execution.runData.Summary?.[0]?.data?.main?.[0]?.[0]?.json;
	if (!summary) {
		throw new Error(`No summary; it ended as ${execution.status}: ${execution.error?.message}`);
	}
	return { execution, summary: summary as unknown as Summary };
}

const today = () => environment.horisen.data.today;
const priceList = (id: number) => environment.horisen.data.priceLists.find((one) => one.id === id)!;
const files = () => (existsSync(inbox) ? readdirSync(inbox).sort() : []);
const filesOf = (line: ListLine, ending: string) =>
	line.files!.map(({ fileName }) => fileName).find((name) => name.endsWith(ending))!;

interface Expected {
	change: string;
	before?: RateRow;
	after?: RateRow;
}

/** What changed between two midnights in UTC, found in the vendor's data without API and node. */
function expectedChanges(list: PriceList, from: string, to: string): Map<string, Expected> {
	const ratesOn = (day: string) =>
		new Map(
			ratesForDate(list, `${day}T00:00:00Z`, false).map((row) => [
				[row.mcc, row.mnc, row.countryName].join('|'),
				row,
			]),
		);
	const [earlier, later] = [ratesOn(from), ratesOn(to)];
	const found = new Map<string, Expected>();
	for (const key of new Set([...earlier.keys(), ...later.keys()])) {
		const [before, after] = [earlier.get(key), later.get(key)];
		const change = kindOf(before, after);
		if (change) found.set(key, { change, before, after });
	}
	return found;
}

function kindOf(before?: RateRow, after?: RateRow): string | undefined {
	if (!before) return 'new';
	if (!after) return 'gone';
	if (before.price.currency !== after.price.currency) return 'otherCurrency';
	if (before.price.value === after.price.value) return undefined;
	return before.price.value < after.price.value ? 'up' : 'down';
}

/** The rows of a CSV file as records; quoted cells may hold commas, quotes and line breaks. */
function readCsv(path: string): Array<Record<string, string>> {
	const cells = /(?:^|(?<=[,\n]))(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n]|$)/g;
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of readFileSync(path, 'utf8')
		.replace('\ufeff', '')
		.trimEnd()
		.matchAll(cells)) {
		rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === '\n') rows.push([]);
	}
	const [columns, ...records] = rows;
	return records.map((record) => Object.fromEntries(columns.map((name, at) => [name, record[at]])));
}

interface XmlRate {
	'@_change': string;
	'@_mcc'?: string;
	'@_mnc'?: string;
	Country: string;
	Price?: { '#text': string; '@_currency': string };
	PreviousPrice?: { '#text': string; '@_currency': string };
}

interface XmlChanges {
	'@_priceListId': string;
	'@_from': string;
	'@_to': string;
	PriceList: string;
	Counts: Record<string, string>;
	Rates: { Rate: XmlRate[] };
}

function readXml(path: string): XmlChanges {
	const parser = new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		isArray: (name) => name === 'Rate',
	});
	return (parser.parse(readFileSync(path)) as { RateChanges: XmlChanges }).RateChanges;
}

describe('HORISEN rate changes, in a real n8n', () => {
	test('delivers what changed since yesterday, a CSV and an XML a price list, and sums it up', async () => {
		const { execution, summary } = await run(await workflow());
		expect(execution.error).toBeUndefined();
		const from = addDays(today(), -1);
		expect(summary).toMatchObject({
			periodFrom: from,
			periodTo: today(),
			priceLists: 12,
			delivered: 3,
			unchanged: 9,
			failed: 0,
		});
		expect(summary.lists.map(({ outcome }) => outcome).slice(0, 4)).toEqual([
			'delivered',
			'delivered',
			'delivered',
			'unchanged',
		]);
		for (const kind of KINDS) expect(summary[kind]).toBeGreaterThan(0);
		expect(summary.message).toContain(`${summary.changed} rates changed between`);

		const delivered = summary.lists.filter(({ outcome }) => outcome === 'delivered');
		expect(files()).toEqual(
			delivered.flatMap(({ files }) => files!.map(({ fileName }) => fileName)).sort(),
		);
		for (const line of delivered) {
			for (const { fileName, bytes } of line.files!) {
				expect(readFileSync(join(inbox, fileName))).toHaveLength(bytes);
			}
			const list = priceList(line.priceListId);
			const expected = expectedChanges(list, from, today());
			expect(line.changed).toBe(expected.size);
			checkCsv(readCsv(join(inbox, filesOf(line, '.csv'))), expected, list);
			checkXml(readXml(join(inbox, filesOf(line, '.xml'))), expected, list);
		}
		const [first] = delivered;
		expect(first.largest!.map(({ change }) => change)).toEqual(
			readCsv(join(inbox, filesOf(first, '.csv'))).map(({ change }) => change),
		);
	}, 300_000);

	test('a repeated run changes nothing on the server; another file of a name is left alone', async () => {
		const id = await workflow({ priceLists: '103' });
		const [line] = (await run(id)).summary.lists;
		const [taken, found] = [filesOf(line, '.csv'), filesOf(line, '.xml')];
		const again = await run(id);
		expect(again.execution.status).toBe('success');
		expect(again.summary.lists[0].files!.map(({ note }) => note)).toEqual(
			Array(2).fill('The same file was on the server already.'),
		);

		writeFileSync(join(inbox, taken), 'written by somebody else');
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('../../Wholesale');
		expect(summary.lists[0]).toMatchObject({ outcome: 'failed', files: [{ fileName: found }] });
		expect(summary.lists[0].reason).toContain(`${taken} is already there with 24 bytes`);
		expect(readFileSync(join(inbox, taken), 'utf8')).toBe('written by somebody else');
		expect(files()).toEqual([taken, found].sort());
	}, 180_000);

	test('nothing changed: it says so, and makes no file', async () => {
		const { execution, summary } = await run(await workflow({ priceLists: '104, Campaign 01' }));
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({ priceLists: 2, unchanged: 2, delivered: 0, changed: 0 });
		expect(summary.message).toBe(
			`Nothing changed between the beginning of ${addDays(today(), -1)} and that of ${today()} in 2 price lists, so no file was made.`,
		);
		expect(files()).toEqual([]);
		expect(execution.runData['Upload Temporary File']).toBeUndefined();
	}, 120_000);

	test('asks for the beginning of each day in the time zone of Settings', async () => {
		await run(
			await workflow({
				priceLists: 'Campaign 02',
				periodFrom: '2025-07-01',
				periodTo: '2025-12-01',
				timeZone: 'Europe/Zurich',
			}),
		);
		const asked = environment.horisen.requests
			.filter(({ path }) => path.endsWith('/rates-for-date'))
			.map(({ query }) => query.split('&')[0]);
		expect(asked).toEqual(['date=2025-06-30T22:00:00Z', 'date=2025-11-30T23:00:00Z']);
	}, 120_000);

	test('a price list that fails is reported, and the others are delivered', async () => {
		const [, broken] = environment.horisen.data.priceLists;
		broken.networks.push({
			...structuredClone(broken.networks[0]),
			steps: [{ ...broken.networks[0].steps[0], value: '7' }],
		});
		const { execution, summary } = await run(await workflow({ priceLists: '101,102,103' }));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('1 of 3 price lists failed');
		expect(summary).toMatchObject({ delivered: 2, failed: 1 });
		const [failed] = summary.lists.filter(({ outcome }) => outcome === 'failed');
		expect(failed.priceListId).toBe(102);
		expect(failed.reason).toContain('The rate of 228 01 (Switzerland, Alp Mobile) is twice in');
		expect(files()).toHaveLength(4);
	}, 180_000);

	test('a server out of reach fails in words, and the next run delivers', async () => {
		const id = await workflow({ priceLists: '103' });
		await environment.sftp.stop();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(summary.lists[0].reason).toContain('The SFTP server cannot be reached');
		await environment.sftp.start();
		expect((await run(id)).summary).toMatchObject({ delivered: 1, failed: 0 });
	}, 180_000);

	test('an upload that cannot be written fails its price list and leaves no final name', async () => {
		const id = await workflow({ priceLists: '103' });
		const [line] = (await run(id)).summary.lists;
		const name = filesOf(line, '.xml');
		inbox = join(environment.sftp.directory, `rates-${round}-blocked`);
		mkdirSync(join(inbox, `.${name}.part`), { recursive: true });
		const { summary } = await run(await workflow({ priceLists: '103' }));
		expect(summary.lists[0].outcome).toBe('failed');
		expect(existsSync(join(inbox, name))).toBe(false);
	}, 180_000);

	test('a price list that is asked for and not there ends the run and is named', async () => {
		const execution = await environment.run(await workflow({ priceLists: '101, Standart' }));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toBe('There is no price list "Standart"');
		expect(files()).toEqual([]);
	}, 120_000);

	test('a client without price lists gets told', async () => {
		environment.horisen.data.priceLists = [];
		const { execution, summary } = await run(await workflow());
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({ priceLists: 0, changed: 0 });
		expect(summary.message).toContain('HORISEN shows this client no price list');
	}, 120_000);

	test("the editor's list finds price lists by name, and shows why it cannot", async () => {
		const search = async (filter: string) =>
			await environment.api.call<{ results: Array<{ name: string; value: string }> }>(
				'POST',
				'/rest/dynamic-node-parameters/resource-locator-results',
				{
					nodeTypeAndVersion: { name: 'n8n-nodes-telecom-finance.horisenRates', version: 1 },
					path: 'parameters.priceList',
					methodName: 'searchPriceLists',
					currentNodeParameters: { resource: 'rate', operation: 'getMany' },
					credentials: { horisenOAuth2Api: environment.credentials.horisenOAuth2Api },
					filter,
				},
			);
		expect((await search('wholesale')).results).toEqual([
			{ name: '../../Wholesale (EUR, 103)', value: '103' },
		]);
		expect((await search('')).results).toHaveLength(12);
		environment.horisen.allowIp(false);
		await expect(search('')).rejects.toThrow('HORISEN Rates refuses this client (403');
	}, 60_000);
});

function checkCsv(
	rows: Array<Record<string, string>>,
	expected: Map<string, Expected>,
	list: PriceList,
): void {
	expect(rows).toHaveLength(expected.size);
	for (const row of rows) {
		const { change, before, after } = expected.get([row.mcc, row.mnc, row.countryName].join('|'))!;
		expect(row).toMatchObject({
			change,
			priceListId: String(list.id),
			priceListName: list.name,
			operator: (after ?? before)!.operator,
			operatorID: (after ?? before)!.operatorID,
			currency: after?.price.currencyIso ?? '',
			previousCurrency: before?.price.currencyIso ?? '',
		});
		expect(row.price === '' ? undefined : Number(row.price)).toBe(after?.price.value);
		expect(row.previousPrice === '' ? undefined : Number(row.previousPrice)).toBe(
			before?.price.value,
		);
		expect(row.price + row.previousPrice).not.toMatch(/e/i);
	}
}

function checkXml(xml: XmlChanges, expected: Map<string, Expected>, list: PriceList): void {
	expect(xml).toMatchObject({ '@_priceListId': String(list.id), PriceList: list.name.trim() });
	expect(xml.Counts['@_changed']).toBe(String(expected.size));
	expect(xml.Rates.Rate).toHaveLength(expected.size);
	for (const rate of xml.Rates.Rate) {
		const key = [rate['@_mcc'] ?? '', rate['@_mnc'] ?? '', rate.Country].join('|');
		const { change, before, after } = expected.get(key)!;
		expect(rate['@_change']).toBe(change);
		expect(rate.Price && Number(rate.Price['#text'])).toBe(after?.price.value);
		expect(rate.PreviousPrice && Number(rate.PreviousPrice['#text'])).toBe(before?.price.value);
		expect(rate.Price?.['@_currency']).toBe(after?.price.currencyIso);
	}
}
