import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../../sandbox/engine/api';
import type { FinanceDocument } from '../../sandbox/horisen';
import type { Period } from '../../sandbox/simulator/dates';
import { Libxml2 } from '../support/libxml2';
import { startEnvironment, type Environment } from './support/environment';

jest.setTimeout(300_000);

const TEMPLATE = 'horisen-invoices-to-erp.json';

const SCHEMA = join(__dirname, '../../nodes/FinanceXmlBuilder/formats/document/document.xsd');

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

/** The template with its own ledger and inbox. */
async function workflow(
	settings: Record<string, string> = {},
	{ from, to }: Period = lastDay(),
): Promise<string> {
	mkdirSync(inbox, { recursive: true });
	return await environment.importTemplate(TEMPLATE, {
		Settings: { remoteDirectory: inbox, ledgerTable: `deliveries_${round}`, ...settings },
		'Get Documents': { period: 'between', periodFrom: from, periodTo: to },
	});
}

/** What the node Summary puts out. */
interface Summary {
	listed: number;
	delivered: number;
	skipped: number;
	failed: number;
	documents: Line[];
}

interface Line {
	key: string;
	state: 'delivered' | 'failed';
	documentNumber: string;
	fileName: string;
	sha256: string;
	reason: string;
}

async function run(id: string): Promise<{ execution: Execution; summary: Summary }> {
	const execution = await environment.run(id);
	const json = execution.runData.Summary?.[0]?.data?.main?.[0]?.[0]?.json;
	if (!json) throw new Error(`No summary; ${execution.status}: ${execution.error?.message}`);
	return { execution, summary: json as unknown as Summary };
}

/** What the loop has to deliver, found in the vendor's data without its API. */
function eligible(period: Period): FinanceDocument[] {
	return environment.horisen.data.eligible('sales', period);
}

function lastMonth(): Period {
	return environment.horisen.data.lastFullMonth;
}

/** Its dozen documents are enough for most: n8n's SFTP node reconnects for each file. */
function lastDay(): Period {
	const { to } = lastMonth();
	return { from: to, to };
}

function lines(summary: Summary, state: Line['state']): Line[] {
	return summary.documents.filter((line) => line.state === state);
}

function sha256(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('the documented loop, in a real n8n', () => {
	test('delivers every eligible document once, whole and valid, and nothing on the second run', async () => {
		const id = await workflow({}, lastMonth());
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('success');

		const expected = eligible(lastMonth());
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
		for (const { fileName, sha256: recorded } of delivered) {
			const path = join(inbox, fileName);
			expect(sha256(path)).toBe(recorded);
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
	});

	test('ends an empty period with a summary that says so', async () => {
		const empty = { from: '2000-01-01', to: '2000-01-31' };
		const { execution, summary } = await run(await workflow({}, empty));
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({ listed: 0, delivered: 0, skipped: 0, failed: 0 });
		const [listing] = environment.horisen.requests.filter(({ path }) =>
			path.endsWith('documents-export'),
		);
		expect(listing.query).toContain('between(documentDate)=2000-01-01,2000-01-31');
	});

	test('fails single documents, each with its reason, and the next run delivers them', async () => {
		const id = await workflow();
		const [refused, broken] = eligible(lastDay()).filter(
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
	});

	test('reports a file of another size and leaves it alone; one of the right size counts as delivered', async () => {
		const first = await run(await workflow());
		const [taken, found] = lines(first.summary, 'delivered');
		writeFileSync(join(inbox, taken.fileName), 'written by somebody else');

		// Another ledger: this workflow knows of no delivery.
		const { execution, summary } = await run(await workflow({ ledgerTable: `other_${round}` }));
		expect(execution.status).toBe('error');
		const [failed, ...others] = lines(summary, 'failed');
		expect(others).toEqual([]);
		expect(failed.documentNumber).toBe(taken.documentNumber);
		expect(failed.reason).toBe(`${taken.fileName} is there already with another size`);
		expect(readFileSync(join(inbox, taken.fileName), 'utf8')).toBe('written by somebody else');
		expect(lines(summary, 'delivered').map(({ fileName }) => fileName)).toContain(found.fileName);
		expect(readdirSync(inbox).filter((name) => name.endsWith('.part'))).toEqual([]);
	});

	test('fails a document whose upload cannot be written, and leaves no file under the final name', async () => {
		const id = await workflow();
		const rehearsal = await run(id);
		const [victim] = lines(rehearsal.summary, 'delivered');
		rmSync(inbox, { recursive: true });
		mkdirSync(join(inbox, `.${victim.fileName}.part`), { recursive: true });

		const { summary } = await run(await workflow({ ledgerTable: `other_${round}` }));
		expect(lines(summary, 'failed').map(({ documentNumber }) => documentNumber)).toEqual([
			victim.documentNumber,
		]);
		expect(existsSync(join(inbox, victim.fileName))).toBe(false);
	});

	test('fails every document with a reason if the SFTP server cannot be reached, and the next run delivers them', async () => {
		const id = await workflow();
		await environment.sftp.stop();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(summary.failed).toBe(summary.listed);
		expect(lines(summary, 'failed')[0].reason).toContain('SFTP server');
		await environment.sftp.start();
		const next = await run(id);
		expect(next.summary).toMatchObject({ delivered: summary.listed, failed: 0 });
	});

	test('finds its ledger by the exact name, beside one whose name contains it', async () => {
		const name = `deliveries_${round}`;
		await environment.createDataTable(`${name}_backup`);
		const id = await workflow();
		const { summary } = await run(id);
		expect(summary.failed).toBe(0);
		const second = await run(id);
		expect(second.summary).toMatchObject({ delivered: 0, skipped: summary.listed });
	});
});
