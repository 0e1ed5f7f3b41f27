import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryItem } from '../../sandbox/demo/scene';
import type { Execution, WorkflowFile } from '../../sandbox/engine/api';
import { DataTables } from '../../sandbox/engine/dataTables';
import { importSet, importWithItsId } from '../../sandbox/engine/importSet';
import { fillIn, readTemplate } from '../../sandbox/engine/template';
import type { FinanceDocument } from '../../sandbox/horisen';
import { startAlertReceiver } from './support/alertReceiver';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-invoices-to-erp-guarded.json';

type Json = Record<string, unknown>;

interface Summary extends Json {
	documents: Array<{
		documentUuid: string;
		documentNumber: string;
		outcome: string;
		reason?: string;
		fileName?: string;
		sha256?: string;
	}>;
}

let environment: Environment;
let tables: DataTables;
let inbox: string;
let table: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
	tables = new DataTables(environment.api);
	const [ledger] = await importSet(environment.api, { 'ledger-data-table.json': {} });
	await environment.api.publish(ledger);
}, 900_000);

afterAll(async () => await environment?.stop());

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `guarded-${round}`);
	table = `guarded_${round}`;
	mkdirSync(inbox);
});

async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	return await environment.importTemplate(TEMPLATE, {
		remoteDirectory: inbox,
		ledgerTable: table,
		startEmptyLedger: 'yes',
		...settings,
	});
}

async function run(id: string): Promise<{ execution: Execution; summary: Summary }> {
	const execution = await environment.run(id);
	const summary = summaryItem(execution) as Summary | undefined;
	if (!summary) throw new Error(`No summary: ${execution.status}: ${execution.error?.message}`);
	return { execution, summary };
}

function eligible(): FinanceDocument[] {
	const to = new Date().toISOString().slice(0, 10);
	const from = new Date(Date.parse(to) - 45 * 86_400_000).toISOString().slice(0, 10);
	return environment.horisen.data.eligible('sales', { from, to });
}

async function rows(): Promise<Json[]> {
	return (await tables.rows(table)).filter(({ state }) => state !== 'lease');
}

/** Published, the workflow runs at once instead of tomorrow morning. */
function everySecond(workflow: WorkflowFile): WorkflowFile {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Every Morning' ? { ...node, parameters: { rule } } : node,
		),
	};
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** As a change in HORISEN's data does: the document is the same, a business field is another. */
function change(uuid: string, fields: Json): void {
	const document = environment.horisen.data.documents.find(
		({ documentUuid }) => documentUuid === uuid,
	);
	if (!document) throw new Error(`The simulator has no document ${uuid}`);
	Object.assign(document, fields);
}

describe('HORISEN invoices to ERP, guarded, in a real n8n', () => {
	test('delivers every eligible document once, whole, with a settled row each, and nothing on the second run', async () => {
		const id = await workflow();
		const { execution, summary } = await run(id);
		expect(execution.error).toBeUndefined();
		const expected = eligible();
		// Those that were cancelled before they were ever delivered are listed, and left alone.
		const skipped = Number(summary.listed) - expected.length;
		expect(summary).toMatchObject({
			skipped,
			delivered: expected.length,
			failed: 0,
			held: 0,
		});

		const settled = await rows();
		expect(settled).toHaveLength(expected.length);
		for (const { state, fileName, sha256: recorded, attempts, lastError } of settled) {
			expect({ state, attempts, lastError }).toEqual({
				state: 'delivered',
				attempts: 1,
				lastError: null,
			});
			expect(sha256(join(inbox, String(fileName)))).toBe(recorded);
		}
		expect(readdirSync(inbox).sort()).toEqual(settled.map(({ fileName }) => fileName).sort());
		const [lease] = (await tables.rows(table)).filter(({ state }) => state === 'lease');
		expect(lease).toMatchObject({ token: null, leaseExpiresAt: null });
		expect(lease.completedAt).toBeTruthy();

		const calls = environment.horisen.requests.length;
		const second = await run(id);
		expect(second.execution.status).toBe('success');
		expect(second.summary).toMatchObject({ delivered: 0, skipped: summary.listed, failed: 0 });
		const later = environment.horisen.requests.slice(calls);
		expect(later.filter(({ path }) => path.includes('traffic'))).toEqual([]);
	}, 120_000);

	test('a document that changed after delivery is held and reported, or delivered as a new revision', async () => {
		const { summary } = await run(await workflow());
		const [changed] = summary.documents;
		change(changed.documentUuid, { dueDate: '2031-01-01' });

		const held = await run(await workflow());
		expect(held.execution.status).toBe('error');
		expect(held.summary).toMatchObject({ delivered: 0, held: 1, failed: 0 });
		expect(held.execution.error?.message).toContain(changed.documentNumber);
		expect((await run(await workflow({ failOnHeld: 'no' }))).execution.status).toBe('success');

		const delivered = await run(await workflow({ onChange: 'deliver' }));
		expect(delivered.summary).toMatchObject({ delivered: 1, held: 0 });
		const revisions = (await rows()).filter(({ key }) => key === changed.documentUuid);
		expect(revisions.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
		expect(new Set(revisions.map(({ fileName }) => fileName)).size).toBe(2);
		expect(readdirSync(inbox)).toHaveLength(Number(summary.delivered) + 1);
	}, 180_000);

	test('a document that is held is settled by hand in the ledger, as its reason says', async () => {
		const { summary } = await run(await workflow());
		const [changed] = summary.documents;
		change(changed.documentUuid, { dueDate: '2031-01-01' });

		const held = await run(await workflow());
		const [, id, revision] = /set "revision" of ledger row (\d+) to "(\w+)"/.exec(
			String(held.execution.error?.message),
		) as RegExpExecArray;
		await tables.change(table, Number(id), { revision });

		const settled = await run(await workflow());
		expect(settled.execution.status).toBe('success');
		expect(settled.summary).toMatchObject({ delivered: 0, held: 0, failed: 0 });
		expect(readdirSync(inbox)).toHaveLength(Number(summary.delivered));
	}, 180_000);

	test('a cancellation is an event of its own', async () => {
		const { summary } = await run(await workflow());
		const [cancelled] = summary.documents;
		change(cancelled.documentUuid, { status: 'canceled' });
		const held = await run(await workflow());
		expect(held.summary).toMatchObject({ held: 1, delivered: 0 });
		const { summary: sent } = await run(await workflow({ onCancellation: 'deliver' }));
		expect(sent).toMatchObject({ delivered: 1 });
		const events = (await rows()).filter(({ key }) => key === cancelled.documentUuid);
		expect(events.map(({ event }) => event)).toEqual(['invoice', 'cancellation']);
	}, 180_000);

	test('acknowledges what was delivered, also what an earlier run delivered', async () => {
		const first = await run(await workflow());
		const { summary, execution } = await run(await workflow({ acknowledge: 'exported' }));
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({
			delivered: 0,
			acknowledged: first.summary.delivered,
			notAcknowledged: [],
		});
		expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(['acknowledged']));
		expect(new Set(eligible().map(({ syncStatus }) => syncStatus))).toEqual(new Set(['exported']));
		// HORISEN's new status is no change of the document.
		const third = await run(await workflow({ acknowledge: 'exported' }));
		expect(third.summary).toMatchObject({
			skipped: first.summary.listed,
			held: 0,
			acknowledged: 0,
		});
	}, 180_000);

	test('tells HORISEN of errors by choice, with the reason', async () => {
		const [broken] = eligible();
		change(broken.documentUuid, { amountNoVat: 'NaN' });
		const { summary } = await run(await workflow({ acknowledge: 'exported and errors' }));
		expect(summary).toMatchObject({ failed: 1 });
		expect(
			eligible().find(({ documentUuid }) => documentUuid === broken.documentUuid)?.syncStatus,
		).toBe('error');
		const [row] = (await rows()).filter(({ key }) => key === broken.documentUuid);
		expect(row).toMatchObject({
			state: 'failed',
			lastError: expect.stringContaining('amountNoVat'),
		});
	}, 120_000);

	test('a go-live date keeps history out', async () => {
		const dates = eligible()
			.map(({ documentDate }) => documentDate)
			.sort();
		const goLiveDate = dates[Math.floor(dates.length / 2)];
		const { summary } = await run(await workflow({ goLiveDate }));
		const later = dates.filter((date) => date >= goLiveDate);
		expect(summary).toMatchObject({
			delivered: later.length,
			history: dates.length - later.length,
		});
	}, 120_000);

	test('a lost ledger stops the run when documents were exported already', async () => {
		await run(await workflow({ acknowledge: 'exported' }));
		await tables.delete(table);
		const id = await workflow({ acknowledge: 'exported', startEmptyLedger: 'no' });
		const execution = await environment.run(id);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(`The ledger "${table}" is not there`);
		expect(await tables.exists(table)).toBe(false);
	}, 120_000);

	test('a scheduled run without a ledger makes none, whatever Settings say: it stops, and the alert tells', async () => {
		const { api, credentials } = environment;
		const receiver = await startAlertReceiver();
		const alert = receiver.receiving(readTemplate('horisen-delivery-alert.json'));
		await api.publish(await importWithItsId(api, alert));
		const settings = { remoteDirectory: inbox, ledgerTable: table, startEmptyLedger: 'yes' };
		const guarded = await importWithItsId(
			api,
			everySecond(fillIn(readTemplate(TEMPLATE), credentials, settings)),
		);
		await api.publish(guarded);
		const { text } = await receiver.next();
		await api.unpublish(guarded);
		await receiver.stop();
		expect(text).toContain(`The ledger "${table}" is not there.`);
		expect(text).toContain('run it once by hand: that makes the ledger');
		expect(await tables.exists(table)).toBe(false);
	}, 120_000);

	test('an empty period ends with a summary that says so', async () => {
		const { execution, summary } = await run(
			await workflow({ periodFrom: '2000-01-01', periodTo: '2000-01-31' }),
		);
		expect(execution.status).toBe('success');
		expect(summary).toMatchObject({ listed: 0, delivered: 0, failed: 0, documents: [] });
	}, 60_000);

	test('a server that is not the pinned one stops the run before anything is claimed, and the lease is let go', async () => {
		const id = await workflow({ remoteDirectory: join(inbox, 'nowhere') });
		const execution = await environment.run(id);
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('Nothing was delivered');
		expect(await rows()).toEqual([]);
	}, 60_000);
});
