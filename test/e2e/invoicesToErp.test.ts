import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryOf, type DocumentLine, type Summary } from '../../sandbox/demo/report';
import type { Execution } from '../../sandbox/engine/api';
import type { FinanceDocument } from '../../sandbox/horisen';
import { Libxml2 } from '../support/libxml2';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-invoices-to-erp.json';
const LOOK_BACK_DAYS = 45;

const SCHEMA = join(__dirname, '../../nodes/FinanceXmlBuilder/formats/document.xsd');

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
	inbox = join(environment.sftp.directory, `inbox-${round}`);
});

/** The template with a ledger and an inbox of its own. */
async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	return await environment.importTemplate(TEMPLATE, {
		remoteDirectory: inbox,
		ledgerTable: `deliveries_${round}`,
		lookBackDays: LOOK_BACK_DAYS,
		...settings,
	});
}

async function run(id: string): Promise<{ execution: Execution; summary: Summary }> {
	const execution = await environment.run(id);
	const summary = summaryOf(execution);
	if (!summary)
		throw new Error(
			`No summary; the run ended as ${execution.status}: ${execution.error?.message}`,
		);
	return { execution, summary };
}

/** What the loop has to deliver, found in the vendor's data without its API. */
function eligible(): FinanceDocument[] {
	const to = new Date().toISOString().slice(0, 10);
	const from = new Date(Date.parse(to) - LOOK_BACK_DAYS * 86_400_000).toISOString().slice(0, 10);
	return environment.horisen.data.eligible('sales', { from, to });
}

function lines(summary: Summary, outcome: DocumentLine['outcome']): DocumentLine[] {
	return summary.documents.filter((line) => line.outcome === outcome);
}

function sha256(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('HORISEN invoices to ERP, in a real n8n', () => {
	test('delivers every eligible document once, whole and valid, and nothing on the second run', async () => {
		const id = await workflow();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('success');

		const expected = eligible();
		expect(expected.length).toBeGreaterThan(20);
		expect(summary.documents.map(({ documentNumber }) => documentNumber).sort()).toEqual(
			expected.map(({ documentNumber }) => documentNumber).sort(),
		);
		expect(summary).toMatchObject({
			listed: expected.length,
			delivered: expected.length,
			failed: 0,
		});

		const delivered = lines(summary, 'delivered');
		expect(readdirSync(inbox).sort()).toEqual(delivered.map(({ fileName }) => fileName).sort());
		const schema = readFileSync(SCHEMA, 'utf8');
		for (const { fileName, sha256: recorded, bytes } of delivered) {
			const path = join(inbox, fileName ?? '');
			expect(sha256(path)).toBe(recorded);
			expect(readFileSync(path)).toHaveLength(bytes ?? -1);
			const { errors } = await parser.read(readFileSync(path), { schema });
			expect(errors).toEqual([]);
		}

		const calls = environment.horisen.requests.length;
		const second = await run(id);
		expect(second.execution.status).toBe('success');
		expect(second.summary).toMatchObject({ delivered: 0, skipped: expected.length, failed: 0 });
		// The second run lists the documents and asks for no traffic.
		const later = environment.horisen.requests.slice(calls);
		expect(later.filter(({ path }) => path.includes('traffic'))).toEqual([]);
		expect(readdirSync(inbox)).toHaveLength(expected.length);
	}, 120_000);

	test('fetches one token and asks for the documents in the documented words', async () => {
		await run(
			await workflow({ periodFrom: '2000-01-01', periodTo: '2000-01-31', paymentStatus: 'open' }),
		);
		expect(environment.horisen.tokenFetches).toBeLessThanOrEqual(1);
		const [listing] = environment.horisen.requests.filter(({ path }) =>
			path.endsWith('documents-export'),
		);
		expect(listing.query).toContain('between(documentDate)=2000-01-01,2000-01-31');
		expect(listing.query).toContain('paymentStatus=open');
	}, 60_000);

	test('an empty period ends with a summary that says so', async () => {
		const { execution, summary } = await run(
			await workflow({ periodFrom: '2000-01-01', periodTo: '2000-01-31' }),
		);
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({
			periodFrom: '2000-01-01',
			periodTo: '2000-01-31',
			listed: 0,
			delivered: 0,
			skipped: 0,
			failed: 0,
		});
	}, 60_000);

	test('documents that fail do so alone, each with its reason, and the next run delivers them', async () => {
		const id = await workflow();
		const [refused, broken] = eligible().filter(
			(document) =>
				document.dataSourceCodeName === 'POSTPAID' &&
				document.domainCodeName === 'BULK' &&
				!document.dataSourceSelector,
		);
		const { faults, data } = environment.horisen;
		faults.inject({
			route: 'customerTraffic',
			invoiceId: refused.id,
			times: null,
			fault: { kind: 'status', status: 403 },
		});
		const stored = data.documents.find(({ id: stored }) => stored === broken.id);
		if (!stored) throw new Error('The simulator lost a document');
		const { amountNoVat } = stored;
		Object.assign(stored, { amountNoVat: 'NaN' });

		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		const reasons = Object.fromEntries(
			lines(summary, 'failed').map(({ documentNumber, reason }) => [documentNumber, reason]),
		);
		expect(Object.keys(reasons).sort()).toEqual(
			[refused.documentNumber, broken.documentNumber].sort(),
		);
		expect(reasons[refused.documentNumber]).toContain('bulk-traffic-report.view');
		expect(reasons[broken.documentNumber]).toContain('amountNoVat');
		expect(execution.error?.message).toContain(refused.documentNumber);
		expect(summary.delivered).toBe(summary.listed - 2);

		faults.clear();
		Object.assign(stored, { amountNoVat });
		const next = await run(id);
		expect(next.execution.status).toBe('success');
		expect(next.summary).toMatchObject({ delivered: 2, failed: 0 });
	}, 120_000);

	test('a file of another size is left alone and reported; one of our own size counts as delivered', async () => {
		const first = await run(await workflow());
		const [taken, found] = lines(first.summary, 'delivered');
		writeFileSync(join(inbox, taken.fileName ?? ''), 'written by somebody else');

		// Another ledger: this workflow knows of no delivery.
		const { execution, summary } = await run(await workflow({ ledgerTable: `other_${round}` }));
		expect(execution.status).toBe('error');
		const [failed, ...others] = lines(summary, 'failed');
		expect(others).toEqual([]);
		expect(failed.documentNumber).toBe(taken.documentNumber);
		expect(failed.reason).toContain(taken.fileName);
		expect(failed.reason).toContain('24 bytes');
		expect(readFileSync(join(inbox, taken.fileName ?? ''), 'utf8')).toBe(
			'written by somebody else',
		);
		expect(
			lines(summary, 'delivered').find(({ fileName }) => fileName === found.fileName)?.reason,
		).toContain('on the server already');
		expect(readdirSync(inbox).filter((name) => name.endsWith('.part'))).toEqual([]);
	}, 120_000);

	test('an upload that cannot be written fails that document and leaves no final name', async () => {
		const id = await workflow();
		const rehearsal = await run(id);
		const [victim] = lines(rehearsal.summary, 'delivered');
		rmSync(inbox, { recursive: true });
		mkdirSync(join(inbox, `.${victim.fileName}.part`), { recursive: true });

		const { summary } = await run(await workflow({ ledgerTable: `other_${round}` }));
		expect(lines(summary, 'failed').map(({ documentNumber }) => documentNumber)).toEqual([
			victim.documentNumber,
		]);
		expect(existsSync(join(inbox, victim.fileName ?? ''))).toBe(false);
	}, 120_000);

	test('an SFTP server out of reach fails every document in words, and the next run delivers them', async () => {
		const id = await workflow();
		await environment.sftp.stop();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(summary.failed).toBe(summary.listed);
		expect(lines(summary, 'failed')[0].reason).toContain('SFTP server');
		await environment.sftp.start();
		const next = await run(id);
		expect(next.summary).toMatchObject({ delivered: summary.listed, failed: 0 });
	}, 180_000);

	test('a ledger is found by its exact name beside one whose name contains it', async () => {
		const name = `deliveries_${round}`;
		await environment.createDataTable(`${name}_backup`);
		const id = await workflow();
		const { summary } = await run(id);
		expect(summary.failed).toBe(0);
		const second = await run(id);
		expect(second.summary).toMatchObject({ delivered: 0, skipped: summary.listed });
	}, 120_000);

	test('the partner as the key: one delivery a partner, and documents without it fail by name', async () => {
		const { execution, summary } = await run(
			await workflow({ keyField: 'bizPartnerExternalRefId' }),
		);
		const documents = eligible();
		const partners = new Set(
			documents.map((document) => document.bizPartnerExternalRefId).filter(Boolean),
		);
		const nameless = documents.filter((document) => !document.bizPartnerExternalRefId);
		expect(nameless.length).toBeGreaterThan(0);
		expect(execution.status).toBe('error');
		expect(summary).toMatchObject({
			delivered: partners.size,
			failed: nameless.length,
			skipped: documents.length - partners.size - nameless.length,
		});
		expect(lines(summary, 'failed')[0].reason).toContain('bizPartnerExternalRefId');
	}, 120_000);
});
