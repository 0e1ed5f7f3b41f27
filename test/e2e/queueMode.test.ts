import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkDelivered, outcomeOf } from '../../sandbox/demo/outcome';
import { ledgerCredential } from '../../sandbox/demo/credentials';
import type { Execution, WorkflowFile } from '../../sandbox/engine/api';
import { type Credentials, fillIn, type Forms, readTemplate } from '../../sandbox/engine/template';
import { lastExecution } from '../bench/production';
import {
	type Fanout,
	importFanout,
	type QueueEnvironment,
	startQueueEnvironment,
} from './support/queueEnvironment';

/** Beside the seeded ones. */
const MORE_DOCUMENTS = 40;
const ROWS = 50;

jest.setTimeout(300_000);

let environment: QueueEnvironment;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startQueueEnvironment({ workers: 2 });
}, 900_000);

afterAll(async () => await environment?.stop(), 120_000);

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `inbox-${round}`);
	mkdirSync(inbox);
});

const ledger = () => ({ ledger: `ledger-${round}`, ledgerStore: 'credential' });

async function fanout(finish: Forms[string] = {}): Promise<Fanout> {
	return await importFanout(environment, `deliver-${round}`, {
		dispatcher: {
			Recover: ledger(),
			Plan: ledger(),
			'Next Documents': { batchSize: 8 },
			Finish: { ...ledger(), ...finish },
		},
		worker: { Deliver: { remoteDirectory: inbox } },
	});
}

/** Other choices in a workflow, as an operator would make them. */
async function refill(id: string, credentials: Credentials, forms: Forms): Promise<void> {
	const { api } = environment;
	const workflow = await api.call<WorkflowFile>('GET', `/rest/workflows/${id}`);
	await api.replaceWorkflow(id, fillIn(workflow, credentials, forms));
}

interface Summary {
	counts: Record<string, number>;
	needsAttention: Array<{ reason: string; whatToDo: string }>;
}

function summaryOf(execution: Execution): Summary {
	const [item] = (execution.runData.Finish?.[0]?.data?.main ?? []).flatMap((items) => items ?? []);
	if (!item) throw new Error(`No summary: ${execution.status}: ${execution.error?.message}`);
	return item.json as unknown as Summary;
}

const run = async (id: string) => await environment.api.run(id, 'Run by Hand');

describe('the fan-out, on two workers', () => {
	it('delivers every document once, whole, by both workers, and nothing on the second run', async () => {
		const { horisen, n8n } = environment;
		for (let count = 0; count < MORE_DOCUMENTS; count++)
			horisen.data.addLargeReport({ rows: ROWS });
		const expected = horisen.data.eligible();
		const { dispatcher } = await fanout();
		const first = await run(dispatcher);
		expect(first.error).toBeUndefined();
		expect(summaryOf(first).counts).toMatchObject({ delivered: expected.length, failed: 0 });
		expect(readdirSync(inbox)).toHaveLength(expected.length);
		expect(checkDelivered(inbox, outcomeOf(first)!)).toEqual([]);
		for (const { process } of n8n.workers)
			expect(process.log).toContain('Worker started execution');

		const calls = horisen.requests.length;
		const second = await run(dispatcher);
		expect(second.status).toBe('success');
		const { documents } = summaryOf(first).counts;
		expect(summaryOf(second).counts).toMatchObject({ delivered: 0, skipped: documents });
		const later = horisen.requests.slice(calls);
		expect(later.filter(({ path }) => path.includes('traffic'))).toEqual([]);
	});

	it('acknowledges what the workers delivered', async () => {
		const { api, credentials, horisen } = environment;
		const { dispatcher, worker } = await fanout();
		await refill(worker, credentials, { Acknowledge: { syncStatus: 'exported' } });
		await api.publish(worker);
		const expected = horisen.data.eligible();
		const { status } = await run(dispatcher);
		expect(status).toBe('success');
		expect(new Set(expected.map(({ syncStatus }) => syncStatus))).toEqual(new Set(['exported']));
	});
});

describe('documents that no worker takes', () => {
	it('are named at once, with advice, and delivered once a worker takes them', async () => {
		const { api, horisen } = environment;
		const { dispatcher, worker } = await fanout();
		await api.unpublish(worker);
		const expected = horisen.data.eligible();
		const execution = await run(dispatcher);
		expect(execution.status).toBe('error');
		const { counts, needsAttention } = summaryOf(execution);
		expect(counts).toMatchObject({ delivered: 0, failed: expected.length });
		for (const { reason, whatToDo } of needsAttention) {
			expect(reason).toMatch(/^It was not handed to a worker: .*not registered/);
			expect(whatToDo).toMatch(/the worker workflow is published/);
		}
		expect(readdirSync(inbox)).toEqual([]);

		await api.publish(worker);
		expect(summaryOf(await run(dispatcher)).counts).toMatchObject({ delivered: expected.length });
	});

	it('are reported with the wrong header as the cause, which no item shows', async () => {
		const { api, credentials } = environment;
		const { dispatcher } = await fanout();
		const value = 'guessed-by-somebody';
		const id = await api.createCredential('Wrong', 'httpHeaderAuth', { name: 'x-fan-out', value });
		const wrong = { ...credentials, httpHeaderAuth: { id, name: 'Wrong' } };
		await refill(dispatcher, wrong, {});
		const execution = await run(dispatcher);
		expect(summaryOf(execution).needsAttention[0].reason).toMatch(/403.*Authorization/i);
		expect(JSON.stringify(execution)).not.toContain(value);
	});
});

describe('a worker with another ledger', () => {
	it('delivers nothing and says why, and the dispatcher says where to look', async () => {
		const { api, credentials, n8n } = environment;
		const data = { ...ledgerCredential(n8n.postgres), schema: 'another_ledger' };
		const id = await api.createCredential('Another', 'deliveryLedgerApi', data);
		const { dispatcher, worker } = await fanout({ waitForWorkers: 3 });
		await refill(worker, { ...credentials, deliveryLedgerApi: { id, name: 'Another' } }, {});
		await api.publish(worker);
		const [told] = summaryOf(await run(dispatcher)).needsAttention;
		expect(told.reason).toMatch(/^No worker reported on it/);
		expect(told.whatToDo).toMatch(/executions of the worker workflow/);
		const failed = await lastExecution(api, worker);
		expect(failed?.error?.message).toMatch(/There is no ledger yet|does not know the run/);
		expect(readdirSync(inbox)).toEqual([]);
	});
});

describe('the guarded workflow on a worker', () => {
	it('refuses a ledger in a file, and delivers with one in Postgres', async () => {
		const { api, credentials, horisen } = environment;
		const guarded = async (forms: Forms) => {
			const template = readTemplate('horisen-invoices-to-erp-guarded.json');
			return await run(await api.createWorkflow(fillIn(template, credentials, forms)));
		};
		const refused = await guarded({ Deliver: { remoteDirectory: inbox } });
		expect(refused.error?.message).toMatch(/cannot be used in queue mode/);
		expect(refused.error?.description).toMatch(/From Credential/);

		const ledgerStore = 'credential';
		const delivered = await guarded({
			Recover: ledger(),
			Plan: ledger(),
			Deliver: { remoteDirectory: inbox, ledgerStore },
			Record: { ledgerStore },
			Finish: ledger(),
		});
		expect(delivered.error).toBeUndefined();
		expect(readdirSync(inbox)).toHaveLength(horisen.data.eligible().length);
	});
});
