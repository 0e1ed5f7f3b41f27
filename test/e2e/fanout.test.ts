import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryItem } from '../../sandbox/demo/scene';
import type { Execution } from '../../sandbox/engine/api';
import { importSet } from '../../sandbox/engine/importSet';
import {
	importFanout,
	startQueueEnvironment,
	type QueueEnvironment,
} from './support/queueEnvironment';

type Json = Record<string, unknown>;

/** Beside the seeded ones. */
const MORE_DOCUMENTS = 40;
const ROWS = 50;

let environment: QueueEnvironment;
let inbox: string;
let round = 0;

beforeAll(async () => {
	environment = await startQueueEnvironment({ workers: 2 });
}, 900_000);

afterAll(async () => await environment?.stop(), 60_000);

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `fanout-${round}`);
	mkdirSync(inbox);
});

async function workflow(settings: Record<string, string | number> = {}): Promise<string> {
	return await importFanout(environment, {
		...{ remoteDirectory: inbox, ledgerTable: `fanout_${round}`, batchSize: 8 },
		startEmptyLedger: 'yes',
		...settings,
	});
}

async function run(id: string): Promise<{ execution: Execution; summary: Json }> {
	const execution = await environment.api.run(id, 'Run by Hand');
	const summary = summaryItem(execution);
	if (!summary) throw new Error(`No summary: ${execution.status}: ${execution.error?.message}`);
	return { execution, summary };
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('HORISEN invoices to ERP, fan-out, on two workers', () => {
	test('delivers every document once, whole, by both workers, and nothing on the second run', async () => {
		const { horisen, n8n } = environment;
		for (let count = 0; count < MORE_DOCUMENTS; count++)
			horisen.data.addLargeReport({ rows: ROWS });
		const expected = horisen.data.eligible();
		const id = await workflow();
		const { execution, summary } = await run(id);
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({ delivered: expected.length, failed: 0, held: 0 });
		const lines = summary.documents as Json[];
		const delivered = lines.filter(({ outcome }) => outcome === 'delivered');
		for (const { fileName, sha256: recorded } of delivered) {
			expect(sha256(join(inbox, String(fileName)))).toBe(recorded);
		}
		expect(readdirSync(inbox)).toHaveLength(expected.length);
		for (const { process } of n8n.workers)
			expect(process.log).toContain('Worker started execution');

		const calls = horisen.requests.length;
		const second = await run(id);
		expect(second.execution.status).toBe('success');
		expect(second.summary).toMatchObject({ delivered: 0, skipped: summary.listed, failed: 0 });
		const later = horisen.requests.slice(calls);
		expect(later.filter(({ path }) => path.includes('traffic'))).toEqual([]);
	}, 180_000);

	test('acknowledges what its workers delivered', async () => {
		const { horisen } = environment;
		const expected = horisen.data.eligible();
		const { execution, summary } = await run(await workflow({ acknowledge: 'exported' }));
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({ acknowledged: expected.length, notAcknowledged: [] });
		expect(new Set(expected.map(({ syncStatus }) => syncStatus))).toEqual(new Set(['exported']));
	}, 120_000);

	test('says of each document why it was not posted, and delivers it once it can', async () => {
		const { api, horisen } = environment;
		const id = await workflow();
		await api.unpublish('tfInvoicesFanoutWorker');
		const expected = horisen.data.eligible();
		const { execution, summary } = await run(id);
		expect(execution.error?.message).toMatch(
			/No worker took its batch: .* answered ".*not registered.*Check that the worker workflow is published/,
		);
		expect(summary).toMatchObject({ delivered: 0, failed: expected.length });
		expect(readdirSync(inbox)).toEqual([]);

		await api.publish('tfInvoicesFanoutWorker');
		expect((await run(id)).summary).toMatchObject({ delivered: expected.length, failed: 0 });
	}, 120_000);

	test('does not begin where its worker workflow delivers elsewhere, and says which settings differ', async () => {
		const { api, credentials } = environment;
		const id = await workflow();
		const elsewhere = { ledgerTable: `fanout_${round}`, remoteDirectory: '/elsewhere' };
		const file = 'horisen-invoices-to-erp-fanout-worker.json';
		await api.publish((await importSet(api, { [file]: elsewhere }, credentials))[0]);
		const { error } = await api.run(id, 'Run by Hand');
		expect(error?.message).toMatch(
			`Nothing was delivered. The worker workflow takes no batch for another ledger or directory than its own: remoteDirectory is "/elsewhere" in its Settings and "${inbox}" in the fan-out's.`,
		);
		expect(await environment.n8n.postgres.rows(`fanout_${round}`).catch(() => [])).toEqual([]);
	}, 60_000);

	test('does not begin without its worker workflow, and says which setting names it', async () => {
		const id = await workflow({ workerWorkflow: 'tfElsewhere' });
		expect((await environment.api.run(id, 'Run by Hand')).error?.message).toMatch(
			/^Nothing was delivered\. The worker workflow \("tfElsewhere"\) is not published, or not there\./,
		);
	}, 60_000);

	test('takes a batch only from who knows the secret', async () => {
		await workflow();
		const address = `${environment.n8n.url}/webhook/tf-invoices-batch`;
		const headers = { 'content-type': 'application/json', 'x-fan-out': 'guessed' };
		const { status } = await fetch(address, { method: 'POST', headers, body: '{}' });
		expect(status).toBe(403);
	}, 60_000);
});
