import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Big from 'big.js';
import { summaryOf, type DocumentLine, type Summary } from '../../sandbox/demo/report';
import type { Execution } from '../../sandbox/engine/api';
import type { FinanceDocument } from '../../sandbox/horisen';
import { schemaFile, VALIDATED } from '../unit/FinanceXmlBuilder/formats/ubl/schemas';
import { Libxml2 } from '../support/libxml2';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-einvoices-to-erp.json';
const LOOK_BACK_DAYS = 45;

const SELLER = {
	sellerName: 'SMS Platform Owner GmbH',
	sellerStreet: 'Funkgasse 1',
	sellerPostalCode: '10115',
	sellerCity: 'Berlin',
	sellerCountry: 'DE',
	sellerVatId: 'DE123456788',
	iban: 'DE02120300000000202051',
};
const DECISIONS = {
	zeroRateCategory: 'AE',
	exemptionReason: 'Reverse charge',
	selfBillingType: '381',
};

let environment: Environment;
let parser: Libxml2;
let inbox: string;
let round = 0;

beforeAll(async () => {
	parser = new Libxml2();
	environment = await startEnvironment();
}, 900_000);

afterAll(async () => {
	await environment?.stop();
	await parser.close();
});

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `einvoices-${round}`);
});

/** The template with a ledger and an inbox of its own. */
async function run(
	settings: Record<string, string | number>,
): Promise<{ execution: Execution; summary: Summary }> {
	const id = await environment.importTemplate(TEMPLATE, {
		remoteDirectory: inbox,
		ledgerTable: `einvoices_${round}`,
		lookBackDays: LOOK_BACK_DAYS,
		...settings,
	});
	const execution = await environment.run(id);
	const summary = summaryOf(execution);
	if (!summary) {
		throw new Error(`No summary; it ended as ${execution.status}: ${execution.error?.message}`);
	}
	return { execution, summary };
}

/** What the loop has to deliver, found in the vendor's data without its API. */
function eligible(): FinanceDocument[] {
	const to = new Date().toISOString().slice(0, 10);
	const from = new Date(Date.parse(to) - LOOK_BACK_DAYS * 86_400_000).toISOString().slice(0, 10);
	return environment.horisen.data.eligible('sales', { from, to });
}

const has = (summary: Summary, outcome: DocumentLine['outcome']) =>
	summary.documents.filter((line) => line.outcome === outcome);

describe('HORISEN e-invoices to ERP, in a real n8n', () => {
	test(`delivers invoices that are ${VALIDATED}, each with the traffic that it names`, async () => {
		const { summary } = await run({ ...SELLER, ...DECISIONS, linesFrom: 'items' });
		const failed = has(summary, 'failed');
		expect(failed).toEqual([]);
		expect(summary.delivered).toBe(eligible().length);

		const names = readdirSync(inbox);
		const roots = new Set<string>();
		for (const { fileName = '', documentNumber } of has(summary, 'delivered')) {
			const xml = readFileSync(join(inbox, fileName), 'utf8');
			const root = xml.includes('<CreditNote ') ? 'CreditNote' : 'Invoice';
			roots.add(root);
			const { errors, found } = await parser.read(xml, {
				schemaFile: schemaFile(root),
				xpaths: ['//cac:AdditionalDocumentReference/cbc:ID', '//cbc:PayableAmount'],
				namespaces: {
					cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
					cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
				},
			});
			expect(errors).toEqual([]);
			const [[traffic], [payable]] = found;
			const document = eligible().find((one) => one.documentNumber === documentNumber);
			expect(new Big(payable)).toEqual(new Big(document?.total ?? 0).abs());
			const rows = environment.horisen.data.trafficRows(document?.id ?? 0);
			expect(traffic !== undefined).toBe(rows.length > 0);
			if (traffic === undefined) continue;
			const lines = readFileSync(join(inbox, traffic), 'utf8').trim().split('\n');
			expect(lines).toHaveLength(rows.length);
		}
		expect([...roots].sort()).toEqual(['CreditNote', 'Invoice']);
		expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
	}, 180_000);

	test('what is there is not overwritten: neither the traffic of an invoice that is there nor a file of its name', async () => {
		const settings = { ...SELLER, ...DECISIONS, linesFrom: 'items', trafficFileHash: 'sha256' };
		const names = has((await run(settings)).summary, 'delivered').flatMap(
			({ fileName = '', documentNumber = '' }) => {
				const xml = readFileSync(join(inbox, fileName));
				const traffic = fileName.replace('.xml', '.ndjson');
				return existsSync(join(inbox, traffic)) ? [{ fileName, documentNumber, xml, traffic }] : [];
			},
		);
		const [present, conflict, early, blocked] = names;

		round += 1;
		inbox = join(environment.sftp.directory, `einvoices-${round}`);
		mkdirSync(inbox);
		const put = (name: string, content: string | Buffer) =>
			writeFileSync(join(inbox, name), content);
		// Delivered, but not stored: with rows in another order than they come now.
		put(present.fileName, present.xml);
		put(present.traffic, 'rows of its invoice');
		// Of somebody else.
		put(conflict.fileName, 'another invoice');
		put(conflict.traffic, 'its rows');
		put(early.traffic, 'rows of somebody else');
		mkdirSync(join(inbox, `.${blocked.traffic}.part`));
		const { summary } = await run(settings);

		const line = (documentNumber: string) =>
			summary.documents.find((one) => one.documentNumber === documentNumber);
		const text = (name: string) => readFileSync(join(inbox, name), 'utf8');
		expect(line(present.documentNumber)?.outcome).toBe('delivered');
		expect(text(present.traffic)).toBe('rows of its invoice');
		expect(line(conflict.documentNumber)?.reason).toContain('It was not overwritten');
		expect(text(conflict.traffic)).toBe('its rows');
		expect(line(early.documentNumber)?.reason).toContain('It was not overwritten');
		expect(text(early.traffic)).toBe('rows of somebody else');
		expect(existsSync(join(inbox, early.fileName))).toBe(false);
		expect(line(blocked.documentNumber)?.reason).toMatch(
			/the traffic of the invoice, could not be sent: .+ The invoice was not delivered/,
		);
		expect(existsSync(join(inbox, blocked.fileName))).toBe(false);
		expect(summary.failed).toBe(3);
		expect(summary.delivered).toBe(eligible().length - 3);
		expect(readdirSync(inbox).filter((name) => name.endsWith('.part'))).toEqual([
			`.${blocked.traffic}.part`,
		]);
	}, 240_000);

	test('lines from traffic: what does not add up is not delivered, and says by which rule', async () => {
		const { summary } = await run({ ...SELLER, ...DECISIONS });
		const disputed = eligible().filter(({ disputeStatus }) => disputeStatus === 'open');
		expect(has(summary, 'failed').map(({ documentNumber }) => documentNumber)).toEqual(
			disputed.map(({ documentNumber }) => documentNumber),
		);
		expect(has(summary, 'failed')[0].reason).toContain('BR-CO-13');
		expect(summary.delivered).toBe(eligible().length - disputed.length);
	}, 180_000);

	test('the profile is one choice away, and what it lacks is named before anything is delivered', async () => {
		const { execution, summary } = await run({ ...SELLER, ...DECISIONS, profile: 'xrechnung-3.0' });
		expect(execution.status).toBe('error');
		expect(summary.delivered).toBe(0);
		for (const { reason } of has(summary, 'failed')) {
			expect(reason).toContain('BT-10 Buyer reference (Leitweg-ID) is missing (BR-DE-15)');
			expect(reason).toContain('XRechnung 3.0');
		}
		expect(existsSync(inbox)).toBe(false);
	}, 180_000);
});
