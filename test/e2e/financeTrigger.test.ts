import type { Execution } from '../../sandbox/engine/api';
import type { FinanceDocument } from '../../sandbox/horisen';
import { startEnvironment, type Environment } from './support/environment';

const TRIGGER = 'HORISEN Finance Trigger';

let environment: Environment;
let inserted = 0;

beforeAll(async () => {
	environment = await startEnvironment();
}, 900_000);

afterAll(async () => await environment?.stop());

beforeEach(() => environment.horisen.reset());

/** A workflow that starts with the trigger and polls every minute, n8n's shortest interval. */
async function workflow(parameters: Record<string, unknown>): Promise<string> {
	const { horisenOAuth2Api } = environment.credentials;
	return await environment.api.createWorkflow({
		name: `Trigger ${JSON.stringify(parameters)}`,
		nodes: [
			{
				id: 'trigger',
				name: TRIGGER,
				type: 'n8n-nodes-telecom-finance.horisenFinanceTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
				credentials: { horisenOAuth2Api },
			},
			{
				id: 'after',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	});
}

/** Polls at once, from what n8n saved. */
async function publishAgain(id: string): Promise<void> {
	await environment.api.unpublish(id);
	await environment.api.publish(id);
}

async function executionIds(id: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await environment.api.call<{ results: Array<{ id: string }> }>(
		'GET',
		`/rest/executions?filter=${filter}&limit=50`,
	);
	return results.map((execution) => execution.id);
}

/** The executions since those that are known, once there is one, or none came in the time. */
async function newExecutions(id: string, known: string[], waitMs: number): Promise<Execution[]> {
	const deadline = Date.now() + waitMs;
	for (;;) {
		const found = (await executionIds(id)).filter((each) => !known.includes(each));
		if (found.length > 0 || Date.now() > deadline) {
			return await Promise.all(
				found.map(async (each) => await environment.api.waitFor(each, 120_000)),
			);
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

function told(executions: Execution[]) {
	return executions.flatMap(
		({ runData }) => runData.After?.[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [],
	);
}

function insert(insertDt = new Date().toISOString()): FinanceDocument {
	const { documents } = environment.horisen.data;
	inserted += 1;
	const document = {
		...structuredClone(documents[0]),
		id: 700_000 + inserted,
		documentUuid: `22222222-0000-4000-8000-${String(inserted).padStart(12, '0')}`,
		insertDt,
		paymentStatus: 'open',
	} as FinanceDocument;
	documents.push(document);
	return document;
}

describe('HORISEN Finance Trigger, in a real n8n', () => {
	test('reports a new document and then its change exactly once, on schedule and over another publishing', async () => {
		const id = await workflow({ triggerOn: 'createdOrChanged' });
		await environment.api.publish(id);
		expect(await newExecutions(id, [], 3_000)).toEqual([]);

		const document = insert();
		const first = await newExecutions(id, [], 150_000);
		expect(told(first)).toEqual([
			{
				...document,
				event: { eventId: expect.any(String), type: 'documentCreated', changed: [] },
			},
		]);

		document.paymentStatus = 'paid';
		let known = await executionIds(id);
		await publishAgain(id);
		const second = await newExecutions(id, known, 60_000);
		expect(told(second)).toEqual([
			expect.objectContaining({
				id: document.id,
				paymentStatus: 'paid',
				event: expect.objectContaining({ type: 'documentChanged', changed: ['payment'] }),
			}),
		]);

		known = await executionIds(id);
		await publishAgain(id);
		expect(await newExecutions(id, known, 5_000)).toEqual([]);
		await environment.api.unpublish(id);
	});

	test('saves what it learned by an empty run, so that a later change is reported', async () => {
		const id = await workflow({ triggerOn: 'changed', watch: ['dispute'] });
		await environment.api.publish(id);
		const document = insert();
		await publishAgain(id);
		const empty = await newExecutions(id, [], 60_000);
		expect(empty.map(({ status }) => status)).toEqual(['success']);
		expect(told(empty)).toEqual([]);

		document.disputeStatus = document.disputeStatus === 'open' ? 'closed' : 'open';
		const known = await executionIds(id);
		await publishAgain(id);
		expect(told(await newExecutions(id, known, 60_000)).map((json) => json.id)).toEqual([
			document.id,
		]);
		await environment.api.unpublish(id);
	});

	test('is not published if HORISEN refuses, and says why', async () => {
		const id = await workflow({});
		environment.horisen.allowIp(false);
		await expect(environment.api.publish(id)).rejects.toThrow(
			/HORISEN Finance refuses this client/,
		);
	});

	test('shows the latest documents in a run by hand', async () => {
		const newest = insert('9999-01-01T00:00:00.000Z');
		const id = await workflow({});
		const { status, runData } = await environment.api.run(id, TRIGGER);
		expect(status).toBe('success');
		const items = runData[TRIGGER]?.[0]?.data?.main?.[0] ?? [];
		expect(items).toHaveLength(5);
		expect(items[0].json.id).toBe(newest.id);
	});
});
