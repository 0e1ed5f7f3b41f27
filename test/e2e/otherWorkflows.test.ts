import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Big from 'big.js';
import { XMLParser } from 'fast-xml-parser';
import { fillAccounts } from '../../sandbox/demo/accounts';
import { OTHER_WORKFLOWS } from '../../sandbox/demo/showOthers';
import type { Forms } from '../../sandbox/engine/template';
import { ratesForDate } from '../../sandbox/horisen/data/ratesForDate';
import { schemaFile, VALIDATED } from '../unit/FinanceXmlBuilder/formats/ubl/schemas';
import { expectedMargin, shown, type ExpectedLine } from '../support/expectedMargin';
import { Libxml2 } from '../support/libxml2';
import { startEnvironment, type Environment } from './support/environment';
import { type Finished, linesOf, runDelivery } from './support/runDelivery';

jest.setTimeout(300_000);

let environment: Environment;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
}, 900_000);

afterAll(async () => await environment?.stop());

beforeEach(() => {
	const { horisen, rainbow, voipcloud, sftp } = environment;
	for (const vendor of [horisen, rainbow, voipcloud]) vendor.reset();
	round += 1;
	inbox = join(sftp.directory, `inbox-${round}`);
	mkdirSync(inbox);
});

async function workflow(file: string, forms: Forms = {}): Promise<string> {
	const shownForms = OTHER_WORKFLOWS.find((other) => other.file === file)?.forms;
	return await environment.importTemplate(file, {
		...shownForms,
		...forms,
		Deliver: { remoteDirectory: inbox },
	});
}

const run = async (id: string) => await runDelivery(environment, id);
const read = (fileName: string) => readFileSync(join(inbox, fileName));

/** If one of several fails, only that one is reported, and the next run delivers it and nothing else. */
async function carryOn(id: string, { execution, summary }: Awaited<ReturnType<typeof run>>) {
	expect(execution.status).toBe('error');
	expect(execution.error?.message).toContain(summary.title);
	// Documents that were canceled before their delivery are skipped.
	const { skipped } = summary.counts;
	expect(summary.counts).toMatchObject({
		failed: 1,
		delivered: summary.documents.length - 1 - skipped,
	});
	const before = readdirSync(inbox);
	const next = await run(id);
	expect(next.execution.status).toBe('success');
	expect(next.summary.counts).toMatchObject({ failed: 0, delivered: 1 });
	expect(readdirSync(inbox).length).toBeGreaterThan(before.length);
	return next.summary;
}

/** A run with nothing to do. */
async function deliversNothing(id: string): Promise<void> {
	const before = readdirSync(inbox);
	const { execution, summary } = await run(id);
	expect(execution.status).toBe('success');
	expect(summary.counts).toMatchObject({ delivered: 0, skipped: summary.documents.length });
	expect(readdirSync(inbox)).toEqual(before);
}

/** A run that finds one document changed, and holds it. */
async function holdsOne(id: string, documentNumber: string): Promise<void> {
	const before = readdirSync(inbox);
	const { execution, summary } = await run(id);
	expect(execution.status).toBe('error');
	expect(linesOf(summary, 'held').map((line) => line.documentNumber)).toEqual([documentNumber]);
	expect(summary.counts.delivered).toBe(0);
	expect(readdirSync(inbox)).toEqual(before);
}

function readXml(fileName: string): Record<string, unknown> {
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		isArray: (name) => name === 'Rate' || name === 'Line',
	});
	return Object.values(parser.parse(read(fileName)) as Record<string, unknown>).at(-1) as Record<
		string,
		unknown
	>;
}

test('Rainbow files: each is delivered whole and once; a replaced one is held', async () => {
	const { rainbow } = environment;
	const { lastPeriod } = rainbow.data;
	const files = rainbow.data.files.filter(({ billingPeriod }) => billingPeriod === lastPeriod);
	const [victim, anew] = files;
	const { filepath } = victim;
	rainbow.faults.inject({ filepath, times: null, fault: { kind: 'status', status: 403 } });
	const id = await workflow('rainbow-files-to-erp.json', {
		'Get Files': { period: 'all', billingPeriod: lastPeriod },
	});
	const first = await run(id);
	expect(linesOf(first.summary, 'failed')).toMatchObject([
		{ documentNumber: filepath, reason: expect.stringContaining('Rainbow refuses access') },
	]);
	rainbow.faults.clear();
	const second = await carryOn(id, first);

	const delivered = [first.summary, second].flatMap((summary) => linesOf(summary, 'delivered'));
	expect(delivered.map((line) => line.documentNumber).sort()).toEqual(
		files.map((file) => file.filepath).sort(),
	);
	expect(readdirSync(inbox).sort()).toEqual(delivered.map(({ fileName }) => fileName).sort());
	for (const { documentNumber, fileName } of delivered) {
		const file = rainbow.data.file(documentNumber);
		expect(file && read(fileName).equals(rainbow.data.content(file))).toBe(true);
	}
	await deliversNothing(id);

	anew.invoiceCreationDate = rainbow.data.today;
	await holdsOne(id, anew.filepath);
});

test('VoIPcloud statements: one per customer, exact to the last decimal; one with changed figures is held', async () => {
	const { voipcloud } = environment;
	await fillAccounts({ ...environment, services: environment, print: () => {} });
	const fault = { kind: 'code', code: 400, message: 'Account is locked.' } as const;
	voipcloud.faults.inject({ accountNumber: '1002', times: null, fault });
	const id = await workflow('voipcloud-statements-to-erp.json');
	const first = await run(id);
	expect(linesOf(first.summary, 'failed')[0].reason).toContain(
		'VoIPcloud refuses the balance of account 1002',
	);
	voipcloud.faults.clear();
	const second = await carryOn(id, first);

	const delivered = [first.summary, second].flatMap((summary) => linesOf(summary, 'delivered'));
	expect(delivered).toHaveLength(voipcloud.data.customers.length);
	const statementOf = (account: string) =>
		readXml(
			delivered.find((line) => line.documentNumber.startsWith(`${account}_`))?.fileName ?? '',
		);
	const { from, to } = voipcloud.data.lastFullMonth;
	expect(statementOf('1001')).toMatchObject({
		'@number': `1001_${from}_${to}`,
		Customer: {
			'@accountNumber': '1001',
			'@reference': 'ERP-1001',
			Name: 'Harbour Coffee Roasters',
		},
		Period: { From: from, To: to },
		OpeningBalance: '245.71293',
		Payments: '57',
		Charges: { Calls: '48.125', Other: '7.5', Adjustments: '5', Total: '60.625' },
		ClosingBalance: '242.08793',
	});
	expect(statementOf('0010005')).toMatchObject({ Customer: { '@accountNumber': '0010005' } });
	expect(statementOf('1004')).toMatchObject({ Charges: { Calls: '0.0000001' } });
	expect(statementOf('1007')).toMatchObject({
		Check: { '@status': 'difference', '@difference': '0.01' },
	});
	await deliversNothing(id);

	voipcloud.data.find('1001')?.entries.push({ date: to, kind: 'payment', amount: '0.01' });
	await holdsOne(id, `1001_${from}_${to}`);
});

test('rate changes: a CSV and an XML per price list, with the vendor’s rates; a failed list does not stop the others', async () => {
	const { data } = environment.horisen;
	const [, broken] = data.priceLists;
	const [copied] = broken.networks;
	broken.networks.push({ ...copied, steps: [{ ...copied.steps[0], value: '7' }] });
	const id = await workflow('horisen-rate-changes.json');
	const first = await run(id);
	expect(linesOf(first.summary, 'failed')[0].reason).toContain('is twice in');
	broken.networks.pop();
	const second = await carryOn(id, first);

	const delivered = [first.summary, second].flatMap((summary) => linesOf(summary, 'delivered'));
	expect(delivered).toHaveLength(3);
	expect(readdirSync(inbox)).toHaveLength(6);
	for (const { documentNumber } of delivered) {
		const name = readdirSync(inbox).find(
			(file) => file.startsWith(documentNumber) && file.endsWith('.xml'),
		);
		const xml = readXml(name ?? '');
		const list = data.priceLists.find((one) => String(one.id) === xml['@priceListId'])!;
		const on = (date: unknown) => ratesForDate(list, String(date).slice(0, 19) + 'Z', false);
		const [before, after] = [on(xml['@from']), on(xml['@to'])];
		const keyOf = (row: (typeof before)[number]) => [row.mcc, row.mnc, row.countryName].join();
		const textOf = (rows: typeof before) =>
			new Set(rows.map((row) => JSON.stringify([keyOf(row), row.price])));
		const [then, now] = [textOf(before), textOf(after)];
		const changed = new Set(
			[...before, ...after]
				.filter((row) => {
					const text = JSON.stringify([keyOf(row), row.price]);
					return then.has(text) !== now.has(text);
				})
				.map(keyOf),
		);
		expect(changed.size).toBeGreaterThan(0);
		expect((xml.Rates as { Rate: unknown[] }).Rate).toHaveLength(changed.size);
		const csv = read(`${documentNumber}.csv`).toString().trimEnd();
		expect(csv.split('\n').length - 1).toBeGreaterThanOrEqual(changed.size);
	}
	await deliversNothing(id);
});

test('the margin report: the vendor’s figures once, other figures as a new revision, and nothing if a traffic report is missing', async () => {
	const { data, faults } = environment.horisen;
	const { from, to } = data.lastFullMonth;
	const documents = data.documents.filter(
		({ status, documentClassDomain, periodEnd }) =>
			status === 'approved' &&
			documentClassDomain === 'invoice' &&
			periodEnd >= from &&
			periodEnd <= to,
	);
	const billed = documents.find(({ id: each }) => data.trafficReport('control', each))!;
	faults.inject({
		route: 'controlTraffic',
		invoiceId: billed.id,
		times: null,
		fault: { kind: 'status', status: 403 },
	});
	const id = await workflow('horisen-margin-report.json');
	const refused = await environment.run(id);
	expect(refused.status).toBe('error');
	expect(refused.error?.message).toContain('refuses this client');
	expect(readdirSync(inbox)).toEqual([]);

	faults.clear();
	const { summary } = await run(id);
	expect(summary.counts).toMatchObject({ documents: 1, delivered: 1 });
	const expected = [...expectedMargin(data, documents).values()];
	const sum = (of: (line: ExpectedLine) => bigint) =>
		shown(expected.reduce((total, line) => total + of(line), 0n));
	const report = readXml(readdirSync(inbox).find((name) => name.endsWith('.xml')) ?? '');
	expect(report.Total).toMatchObject({
		Revenue: sum(({ revenue }) => revenue),
		Cost: sum(({ cost }) => cost),
		Margin: sum(({ revenue, cost }) => revenue - cost),
	});
	expect((report.Lines as { Line: unknown[] }).Line).toHaveLength(expected.length);
	expect(readdirSync(inbox)).toHaveLength(2);
	await deliversNothing(id);

	data.trafficReport('control', billed.id)?.rows?.pop();
	expect((await run(id)).summary.counts).toMatchObject({ delivered: 1 });
	expect(readdirSync(inbox)).toHaveLength(4);
});

test(`e-invoices: ${VALIDATED}, each with the traffic file that it names; a changed and a canceled one is held`, async () => {
	const { data, faults } = environment.horisen;
	const eligible = data.eligible();
	const victim = eligible.find(({ id: each }) => data.trafficReport('customer', each))!;
	faults.inject({
		route: 'customerTraffic',
		invoiceId: victim.id,
		times: null,
		fault: { kind: 'status', status: 403 },
	});
	const id = await workflow('horisen-einvoices-to-erp.json');
	const first = await run(id);
	expect(linesOf(first.summary, 'failed').map((line) => line.documentNumber)).toEqual([
		victim.documentNumber,
	]);
	faults.clear();
	const second = await carryOn(id, first);

	const delivered = [first.summary, second].flatMap((summary) => linesOf(summary, 'delivered'));
	expect(delivered).toHaveLength(eligible.length);
	await checkInvoices(delivered);
	await deliversNothing(id);

	const changed = data.documents.find(({ documentUuid }) => documentUuid === victim.documentUuid)!;
	const { dueDate } = changed;
	changed.dueDate = '2031-01-01';
	await holdsOne(id, victim.documentNumber.trim());
	Object.assign(changed, { dueDate, status: 'canceled' });
	await holdsOne(id, victim.documentNumber.trim());
});

async function checkInvoices(delivered: Finished['documents']): Promise<void> {
	const { data } = environment.horisen;
	const parser = new Libxml2();
	try {
		for (const { documentNumber, fileName } of delivered) {
			const xml = read(fileName).toString();
			const { errors, found } = await parser.read(xml, {
				schemaFile: schemaFile(xml.includes('<CreditNote ') ? 'CreditNote' : 'Invoice'),
				xpaths: [
					'//cac:AdditionalDocumentReference/cbc:ID',
					'//cbc:PayableAmount',
					'//cbc:PrepaidAmount',
				],
				namespaces: {
					cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
					cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
				},
			});
			expect(errors).toEqual([]);
			const [[traffic], [payable], [paid = '0']] = found;
			const document = data.documents.find((one) => one.documentNumber.trim() === documentNumber)!;
			expect(new Big(payable).plus(paid)).toEqual(new Big(document.total).abs());
			const rows = data.trafficRows(document.id);
			expect(traffic !== undefined).toBe(rows.length > 0);
			if (traffic !== undefined) {
				expect(read(traffic).toString().trimEnd().split('\n')).toHaveLength(rows.length);
			}
		}
	} finally {
		await parser.close();
	}
}
