import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from '../../sandbox/engine/api';
import { importByCommand, importWithItsId } from '../../sandbox/engine/importSet';
import { fillIn, readTemplate } from '../../sandbox/engine/template';
import { startAlertReceiver, type AlertReceiver } from './support/alertReceiver';
import { callerOf, chain, node, type Call, type Json } from './support/callWorkflow';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

const LEDGER = readTemplate('ledger-data-table.json');
const ALERT = readTemplate('horisen-delivery-alert.json');
const WATCHDOG = readTemplate('horisen-delivery-watchdog.json');
const [LEDGER_ID, ALERT_ID, WATCHDOG_ID] = [LEDGER, ALERT, WATCHDOG].map(({ id }) => String(id));

/** Stands in for the delivery: begins by a webhook, fails, answers the watchdog. */
const DELIVERY: WorkflowFile = {
	id: 'tfInvoicesGuarded',
	name: 'Delivery',
	nodes: [
		node(
			'Posted',
			'webhook',
			2.1,
			{ httpMethod: 'POST', path: 'deliver', responseMode: 'onReceived', options: {} },
			{ webhookId: 'deliver' },
		),
		node('Deliver', 'stopAndError', 1, { errorMessage: '1 of 3 documents failed: INV-7' }),
		node('Asked by the Watchdog', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
		node('Published', 'set', 3.4, {
			mode: 'raw',
			jsonOutput: '{ "published": true }',
			options: {},
		}),
	],
	connections: {
		...chain('Posted', 'Deliver'),
		...chain('Asked by the Watchdog', 'Published'),
	},
	settings: { executionOrder: 'v1', errorWorkflow: ALERT_ID },
};

let n8n: PlainN8n;
let receiver: AlertReceiver;
let call: Call;
let round = 0;
let table: string;

beforeAll(async () => {
	n8n = await startPlainN8n();
	receiver = await startAlertReceiver();
}, 900_000);

afterAll(async () => {
	await receiver?.stop();
	await n8n?.stop();
});

/** The watchdog as its operator sets it up, run by its button. @returns its findings */
async function findings(settings: Record<string, string | number> = {}): Promise<string[]> {
	await importWithItsId(n8n.api, fillIn(WATCHDOG, {}, { ledgerTable: table, ...settings }));
	const { status, runData, error } = await n8n.api.run(WATCHDOG_ID, 'Run by Hand');
	expect([status, error?.message]).toEqual(['success', undefined]);
	const found = runData.Findings[0].data?.main?.[0]?.[0].json as { findings: string[] };
	expect(runData['Send Alert'] !== undefined).toBe(found.findings.length > 0);
	return found.findings;
}

/** A watchdog that looks every other second instead of every six hours. */
function everyOtherSecond(watchdog: WorkflowFile): WorkflowFile {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 2 }] };
	return {
		...watchdog,
		nodes: watchdog.nodes.map((step) =>
			step.name === 'Every Six Hours' ? { ...step, parameters: { rule } } : step,
		),
	};
}

/** What the scheduled watchdog says once its text is of this kind. */
async function alertWith(part: string): Promise<string> {
	for (let tries = 0; tries < 20; tries += 1) {
		const { text } = await receiver.next();
		if (text.includes(part)) return text;
	}
	throw new Error(`No alert with "${part}"`);
}

describe("the set, imported by n8n's command and published in the order of the README", () => {
	test('alerts when a run fails, and when something is not published', async () => {
		const folder = join(n8n.userFolder, 'workflows');
		mkdirSync(folder);
		const set = [
			LEDGER,
			receiver.receiving(ALERT),
			DELIVERY,
			everyOtherSecond(receiver.receiving(WATCHDOG)),
		];
		for (const workflow of set) {
			writeFileSync(join(folder, `${workflow.id}.json`), JSON.stringify(workflow));
		}
		expect(await importByCommand(n8n.pinned, n8n.userFolder, folder)).toContain(
			`Successfully imported ${set.length} workflows`,
		);
		for (const { id } of set) await n8n.api.publish(String(id));

		// All is published: what is missing is the ledger's table, which the first delivery makes.
		expect(await alertWith('is not there')).toMatch(
			/^1\. The ledger "telecom_finance_ledger" is not there\. Before the first delivery that is as it should be\.[^\n]*$/,
		);

		await n8n.api.unpublish(ALERT_ID);
		expect(await alertWith('The alert workflow')).toMatch(
			/^1\. The alert workflow \("tfDeliveryAlert"\) is not published, or not there: nobody is told/,
		);
		await n8n.api.unpublish(LEDGER_ID);
		expect(await alertWith('a sub-workflow')).toContain(
			'The ledger, a sub-workflow, ("tfLedgerDataTable") is not published, or not there: no delivery can run.',
		);
		await n8n.api.unpublish(String(DELIVERY.id));
		expect(await alertWith('The delivery workflow')).toContain(
			'The delivery workflow ("tfInvoicesGuarded") is not published',
		);
		await n8n.api.unpublish(WATCHDOG_ID);

		for (const { id } of [LEDGER, ALERT, DELIVERY]) await n8n.api.publish(String(id));
		await fetch(`${n8n.url}/webhook/deliver`, { method: 'POST', body: '{}' });
		expect(await alertWith('INV-7')).toContain(
			'"Delivery" ended with an error in the step "Deliver".',
		);
	}, 180_000);
});

describe('the watchdog', () => {
	beforeAll(async () => {
		for (const workflow of [LEDGER, ALERT, DELIVERY]) {
			await n8n.api.publish(await importWithItsId(n8n.api, workflow));
		}
		call = await callerOf(n8n, LEDGER_ID);
	}, 60_000);

	beforeEach(() => {
		round += 1;
		table = `watched_${round}`;
	});

	const ledger = async (...items: Json[]) =>
		await call(items.map((item) => ({ ledger: table, token: 'token', leaseMinutes: 5, ...item })));
	const open = async (more: Json = {}) =>
		await ledger({ action: 'open', holder: 'execution 12', create: true, ...more });
	const close = async (completed: boolean, summary: string) =>
		await ledger({ action: 'close', completed, summary });

	test('says nothing when all is well', async () => {
		await open();
		await close(true, '3 delivered');
		expect(await findings()).toEqual([]);
	}, 60_000);

	test('sees in a run by hand, too, what is not published, though n8n would run it', async () => {
		await n8n.api.unpublish(ALERT_ID);
		const [alert, ...others] = await findings();
		await n8n.api.publish(ALERT_ID);
		expect(alert).toContain('The alert workflow ("tfDeliveryAlert") is not published');
		expect(others).toEqual([expect.stringContaining(`The ledger "${table}" is not there`)]);
	}, 60_000);

	test('names what it asks for under an id that is not there', async () => {
		const [alert, delivery, sub] = await findings({
			...{ alertWorkflow: 'mistyped1', deliveryWorkflow: 'mistyped2', ledgerWorkflow: 'mistyped3' },
		});
		expect(alert).toContain('("mistyped1") is not published, or not there');
		expect(alert).toContain('enter that as alertWorkflow in Settings');
		expect(delivery).toContain('("mistyped2") is not published');
		expect(sub).toContain('("mistyped3") is not published');
	}, 60_000);

	test('reports that no run completed, and how the last one ended', async () => {
		await open();
		await close(false, 'No connection to the ERP');
		expect(await findings()).toEqual([]);
		const [late, ...others] = await findings({ maxDaysWithoutRun: 0 });
		expect(others).toEqual([]);
		expect(late).toContain('No run has completed since the ledger was made');
		expect(late).toContain('The last one said: No connection to the ERP');
	}, 60_000);

	test('reports a run that was killed: its lease expired without being released', async () => {
		await open({ leaseMinutes: 0.005 });
		await new Promise((resolve) => setTimeout(resolve, 600));
		const [crashed, ...others] = await findings();
		expect(others).toEqual([]);
		expect(crashed).toContain('The run "execution 12" did not end: its lease expired');
	}, 60_000);

	test('reports documents that hang, each with its state, attempts and last error', async () => {
		await open();
		const documents = ['INV-1', 'INV-2', 'INV-3'].map((documentNumber) => ({
			...{ action: 'claim', key: documentNumber, revision: 'r', documentNumber, partner: 'ACME' },
		}));
		const [first, second, third] = await ledger(...documents);
		await ledger(
			{ action: 'write', rowId: first.rowId, state: 'delivered' },
			{ action: 'write', rowId: second.rowId, state: 'failed', lastError: 'The disk is full' },
			{ action: 'write', rowId: third.rowId, state: 'publishing' },
		);
		await close(true, '');
		expect(await findings()).toEqual([]);
		const [hanging, ...others] = await findings({ maxHoursUnsettled: 0 });
		expect(others).toEqual([]);
		expect(hanging.split('\n')).toEqual([
			'2 documents are not settled after more than 0 hours:',
			'  - INV-2 (ACME): failed for 0 hours, 1 attempt; The disk is full',
			'  - INV-3 (ACME): publishing for 0 hours, 1 attempt',
		]);
	}, 60_000);
});
