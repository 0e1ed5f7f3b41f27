import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Execution } from '../../sandbox/engine/api';
import type { VoipcloudSimulator } from '../../sandbox/voipcloud';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'voipcloud-statements-to-erp.json';

interface Line {
	accountNumber: string;
	name: string;
	outcome: 'delivered' | 'skipped' | 'failed';
	closingBalance?: string;
	check?: string;
	fileName?: string;
	sha256?: string;
	reason?: string;
}

interface Summary {
	listed: number;
	delivered: number;
	skipped: number;
	failed: number;
	differences: number;
	lowBalances: Array<{ accountNumber: string; name: string; closingBalance: string }>;
	statements: Line[];
}

interface AccountRow {
	accountNumber?: string;
	name?: string;
	customerReference?: string;
}

let environment: Environment;
let voipcloud: VoipcloudSimulator;
let project: string;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
	({ voipcloud } = environment);
	({ id: project } = await environment.api.call<{ id: string }>('GET', '/rest/projects/personal'));
}, 900_000);

afterAll(async () => {
	await environment?.stop();
});

beforeEach(() => {
	voipcloud.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `statements-${round}`);
	mkdirSync(inbox);
});

const accountsTable = () => `accounts_${round}`;

/** The template with tables and an inbox of its own. */
async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	return await environment.importTemplate(TEMPLATE, {
		remoteDirectory: inbox,
		accountsTable: accountsTable(),
		ledgerTable: `ledger_${round}`,
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

/** What the operator does in the Data Tables page after the first run. */
async function fillAccounts(rows: AccountRow[] = everyAccount()): Promise<void> {
	const path = `/rest/projects/${project}/data-tables`;
	const filter = encodeURIComponent(JSON.stringify({ name: accountsTable() }));
	const { data } = await environment.api.call<{ data: Array<{ id: string; name: string }> }>(
		'GET',
		`${path}?filter=${filter}`,
	);
	const table = data.find(({ name }) => name === accountsTable());
	if (!table) throw new Error(`There is no table ${accountsTable()}; the first run makes it.`);
	await environment.api.call('POST', `${path}/${table.id}/insert`, { data: rows });
}

/** The template with a filled table of accounts. */
async function filledWorkflow(
	rows?: AccountRow[],
	settings: Record<string, string | number> = {},
): Promise<string> {
	const id = await workflow(settings);
	await environment.run(id);
	await fillAccounts(rows);
	return id;
}

function everyAccount(): AccountRow[] {
	return voipcloud.data.customers.map(({ accountNumber, name }) => ({
		accountNumber,
		name,
		customerReference: `ERP-${accountNumber}`,
	}));
}

const lines = ({ statements }: Summary, outcome: Line['outcome']) =>
	statements.filter((line) => line.outcome === outcome);

const balanceCalls = () =>
	voipcloud.requests.filter(({ path }) => path.endsWith('customer-balance'));

describe('VoIPcloud statements to ERP, in a real n8n', () => {
	test('stops while there are no accounts, and says where to fill them in', async () => {
		const id = await workflow();
		for (let attempt = 0; attempt < 2; attempt += 1) {
			const execution = await environment.run(id);
			expect(execution.status).toBe('error');
			expect(execution.error?.message).toContain(
				`The Data Table ${accountsTable()} holds no account`,
			);
			expect(execution.error?.message).toContain('add one row for each customer: accountNumber');
		}
		expect(voipcloud.requests).toHaveLength(0);
		expect(readdirSync(inbox)).toEqual([]);
	}, 120_000);

	test('delivers one statement a customer, exact to the last decimal, and nothing on the second run', async () => {
		const id = await filledWorkflow();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('success');
		const count = voipcloud.data.customers.length;
		expect(summary).toMatchObject({ listed: count, delivered: count, failed: 0, differences: 1 });

		const delivered = lines(summary, 'delivered');
		expect(readdirSync(inbox).sort()).toEqual(delivered.map(({ fileName }) => fileName).sort());
		for (const { fileName, sha256 } of delivered) {
			const content = readFileSync(join(inbox, fileName ?? ''));
			expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
		}
		const { from, to } = voipcloud.data.lastFullMonth;
		expect(statementOf(delivered, '1001')).toEqual({
			'@number': `1001_${from}_${to}`,
			'@currency': 'AUD',
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
			Check: { '@status': 'matched', '@difference': '0', '@totalChargesDifference': '0' },
		});
		expect(statementOf(delivered, '0010005')).toMatchObject({
			Customer: { '@accountNumber': '0010005', Name: 'Zero & Daughters' },
		});
		expect(statementOf(delivered, '1004')).toMatchObject({ Charges: { Calls: '0.0000001' } });
		expect(statementOf(delivered, '1007')).toMatchObject({
			Check: { '@status': 'difference', '@difference': '0.01' },
		});

		const calls = balanceCalls().length;
		const second = await run(id);
		expect(second.execution.status).toBe('success');
		expect(second.summary).toMatchObject({ delivered: 0, skipped: count, failed: 0 });
		expect(balanceCalls()).toHaveLength(calls);
		expect(readdirSync(inbox)).toHaveLength(count);
		// Also who is low is known without asking again.
		const low = [
			{ accountNumber: '1003', name: '"Ünïcödé" Ltd 📞', closingBalance: '-14.5' },
			{ accountNumber: '1002', name: 'Nordlicht GmbH & Co. KG <Zentrale>', closingBalance: '5.7' },
		];
		expect(summary.lowBalances).toEqual(low);
		expect(second.summary.lowBalances).toEqual(low);
	}, 120_000);

	test('an account that fails fails alone, and the next run delivers it', async () => {
		const id = await filledWorkflow(undefined, { batchSize: 3 });
		voipcloud.faults.inject({
			accountNumber: '1002',
			times: null,
			fault: { kind: 'code', code: 400, message: 'Account is locked.' },
		});
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(
			'1002: VoIPcloud refuses the balance of account 1002',
		);
		expect(lines(summary, 'failed').map(({ accountNumber }) => accountNumber)).toEqual(['1002']);
		expect(summary.delivered).toBe(summary.listed - 1);

		voipcloud.faults.clear();
		const next = await run(id);
		expect(next.execution.status).toBe('success');
		expect(lines(next.summary, 'delivered').map(({ accountNumber }) => accountNumber)).toEqual([
			'1002',
		]);
	}, 120_000);

	test('an address that is not allow-listed fails all in words', async () => {
		const id = await filledWorkflow();
		voipcloud.allowIp(false);
		const { summary } = await run(id);
		expect(summary).toMatchObject({ delivered: 0, failed: summary.listed });
		expect(lines(summary, 'failed')[0].reason).toContain('does not let this n8n in');
	}, 120_000);

	test('rows that cannot be used are reported by name, blank ones ignored, doubles made once', async () => {
		const id = await filledWorkflow([
			{ accountNumber: '1001', name: 'One' },
			{ accountNumber: ' 1001 ', name: 'The same' },
			{ name: 'Without a number' },
			{},
			{ accountNumber: '4242', name: 'Unknown' },
		]);
		const { summary } = await run(id);
		expect(summary.statements.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
			['One', 'delivered'],
			['The same', 'skipped'],
			['Unknown', 'failed'],
			['Without a number', 'failed'],
		]);
		const reason = (name: string) => summary.statements.find((line) => line.name === name)?.reason;
		expect(reason('Without a number')).toContain('has no accountNumber');
		expect(reason('Unknown')).toContain('the balance of account 4242 (404)');
		expect(reason('The same')).toContain('Another row');
	}, 120_000);

	test('asks for the period that is set', async () => {
		const period = { periodFrom: '2000-01-01', periodTo: '2000-01-31' };
		const id = await filledWorkflow([{ accountNumber: '1001' }], { ...period, currencyCode: '' });
		const { summary } = await run(id);
		expect(balanceCalls()[0].query).toBe(
			'from_date=2000-01-01&to_date=2000-01-31&account_number=1001',
		);
		expect(summary).toMatchObject({ ...period, delivered: 1, failed: 0 });
		const statement = statementOf(lines(summary, 'delivered'), '1001');
		expect(statement).not.toHaveProperty('@currency');
		expect(statement.Customer).toEqual({ '@accountNumber': '1001' });
	}, 120_000);

	test('a file of another size is left alone and reported; one of our own size counts as delivered', async () => {
		const first = await run(await filledWorkflow());
		const [taken, found, gone] = lines(first.summary, 'delivered');
		writeFileSync(join(inbox, taken.fileName ?? ''), 'written by somebody else');
		rmSync(join(inbox, gone.fileName ?? ''));

		// Another ledger: this workflow knows of no delivery. One batch sees every outcome.
		voipcloud.faults.inject({ accountNumber: '1006', fault: { kind: 'code', code: 400 } });
		const settings = { ledgerTable: `other_${round}` };
		const { execution, summary } = await run(await workflow(settings));
		expect(execution.status).toBe('error');
		const reasons = lines(summary, 'failed').map(({ accountNumber, reason }) => [
			accountNumber,
			reason,
		]);
		expect(Object.fromEntries(reasons)).toEqual({
			[taken.accountNumber]: expect.stringContaining('24 bytes') as string,
			'1006': expect.stringContaining('(code 400)') as string,
		});
		expect(lines(summary, 'delivered')).toHaveLength(summary.listed - 2);
		const again = summary.statements.find(({ fileName }) => fileName === gone.fileName);
		expect(again).toMatchObject({ outcome: 'delivered', sha256: gone.sha256 });
		expect(again?.reason).toBeUndefined();
		expect(readFileSync(join(inbox, taken.fileName ?? ''), 'utf8')).toBe(
			'written by somebody else',
		);
		expect(
			summary.statements.find(({ fileName }) => fileName === found.fileName)?.reason,
		).toContain('on the server already');
		expect(readdirSync(inbox).filter((name) => name.endsWith('.part'))).toEqual([]);
	}, 120_000);

	test('an SFTP server out of reach fails every statement in words, and the next run delivers them', async () => {
		const id = await filledWorkflow();
		await environment.sftp.stop();
		const { execution, summary } = await run(id);
		expect(execution.status).toBe('error');
		expect(summary.failed).toBe(summary.listed);
		expect(lines(summary, 'failed')[0].reason).toContain('SFTP server');
		await environment.sftp.start();
		const next = await run(id);
		expect(next.summary).toMatchObject({ delivered: summary.listed, failed: 0 });
	}, 180_000);

	test('finds its tables by their exact names beside others whose names contain them', async () => {
		await environment.createDataTable(`${accountsTable()}_backup`);
		await environment.createDataTable(`ledger_${round}_backup`);
		const { summary } = await run(await filledWorkflow());
		expect(summary).toMatchObject({ delivered: summary.listed, failed: 0 });
		expect(existsSync(join(inbox, summary.statements[0].fileName ?? ''))).toBe(true);
	}, 120_000);
});

/** A delivered file, parsed; every value as its text. */
function statementOf(delivered: Line[], accountNumber: string): Record<string, unknown> {
	const line = delivered.find((candidate) => candidate.accountNumber === accountNumber);
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
	});
	const parsed: unknown = parser.parse(readFileSync(join(inbox, line?.fileName ?? '')));
	return (parsed as { Statement: Record<string, unknown> }).Statement;
}
