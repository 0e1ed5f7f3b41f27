import type { WorkflowFile } from '../../sandbox/engine/api';
import { importWithItsId } from '../../sandbox/engine/importSet';
import { readTemplate } from '../../sandbox/engine/template';
import { startAlertReceiver, type AlertReceiver } from './support/alertReceiver';
import { chain, executeWorkflow, node } from './support/callWorkflow';
import { startPlainN8n, type PlainN8n } from './support/plainN8n';

const ALERT = readTemplate('horisen-delivery-alert.json');
/** Longer than an alert takes. */
const QUIET_MS = 3_000;

let n8n: PlainN8n;
let receiver: AlertReceiver;

beforeAll(async () => {
	n8n = await startPlainN8n();
	receiver = await startAlertReceiver();
	await importWithItsId(n8n.api, receiver.receiving(ALERT));
	await n8n.api.publish(String(ALERT.id));
}, 900_000);

afterAll(async () => {
	await receiver?.stop();
	await n8n?.stop();
});

/** A published workflow that a webhook starts and that ends badly, with the alert as its error workflow. */
async function failing(name: string, step: WorkflowFile['nodes'][number]): Promise<void> {
	const webhook = { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} };
	const id = await n8n.api.createWorkflow({
		name,
		nodes: [node('Posted', 'webhook', 2.1, webhook, { webhookId: name }), step],
		connections: chain('Posted', step.name),
		settings: { executionOrder: 'v1', errorWorkflow: ALERT.id },
	});
	await n8n.api.publish(id);
}

async function start(name: string): Promise<void> {
	const response = await fetch(`${n8n.url}/webhook/${name}`, { method: 'POST', body: '{}' });
	expect(response.status).toBe(200);
}

describe('the alert of a failed delivery', () => {
	test('names the workflow, the step, what happened, what to do and where to look', async () => {
		const errorMessage = '2 of 40 documents failed: INV-1, INV-2. Check the ERP inbox "in".';
		const name = 'fails-in-words';
		await failing(name, node('End as Failed', 'stopAndError', 1, { errorMessage }));
		await start(name);
		const { subject, text } = await receiver.next();
		expect(subject).toBe('n8n: "fails-in-words" failed');
		expect(text.split('\n')).toEqual([
			'"fails-in-words" ended with an error in the step "End as Failed".',
			'',
			`What happened: ${errorMessage}`,
			'What to do: Open the execution and look at the step in red.',
			expect.stringContaining('the next run takes it up'),
			'',
			expect.stringMatching(new RegExp(`^Execution: ${n8n.url}/workflow/[\\w-]+/executions/\\d+$`)),
		]);
		expect(receiver.alerts).toEqual([]);
	}, 60_000);

	test('says what to do when a sub-workflow is not published', async () => {
		const name = 'calls-what-is-not-published';
		await failing(name, executeWorkflow('Open Ledger', "={{ 'tfLedgerDataTable' }}"));
		await start(name);
		const { text } = await receiver.next();
		expect(text).toContain('in the step "Open Ledger"');
		expect(text).toContain('What happened: Workflow is not active and cannot be executed.');
		expect(text).toContain('What to do: A sub-workflow is not published, or not there. Publish');
	}, 60_000);

	test('blots out secrets', async () => {
		const errorMessage =
			'401 for https://joe:hunter2@erp.example/in with Authorization: Bearer abc.def-123, client_secret=s3cr3t, {"api_key": "k-1"}';
		const name = 'fails-with-secrets';
		await failing(name, node('Step', 'stopAndError', 1, { errorMessage }));
		await start(name);
		const { text } = await receiver.next();
		expect(text).toContain('401 for https://***@erp.example/in');
		for (const secret of ['hunter2', 'abc.def-123', 's3cr3t', 'k-1']) {
			expect(text).not.toContain(secret);
		}
	}, 60_000);

	test('is sent only while the alert is published', async () => {
		const name = 'fails-unheard';
		await failing(name, node('Step', 'stopAndError', 1, { errorMessage: 'unheard' }));
		await n8n.api.unpublish(String(ALERT.id));
		await start(name);
		await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
		expect(receiver.alerts).toEqual([]);
		await n8n.api.publish(String(ALERT.id));
		await start(name);
		expect((await receiver.next()).text).toContain('unheard');
	}, 60_000);
});
