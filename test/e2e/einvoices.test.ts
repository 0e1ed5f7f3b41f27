import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
