import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { summaryItem } from '../../sandbox/demo/scene';
import { showInvoices } from '../../sandbox/demo/showInvoices';
import { OTHER_WORKFLOWS, showWorkflow } from '../../sandbox/demo/showWorkflow';
import { importSet } from '../../sandbox/engine/importSet';
import { fillIn, readTemplate } from '../../sandbox/engine/template';
import {
	importFanout,
	startQueueEnvironment,
	type QueueEnvironment,
} from './support/queueEnvironment';

const LEDGER_TABLE = 'queue_mode';

/** What the invoices' workflows put into a file beside each document. */
const BUILD_XML = 'Build XML';

let environment: QueueEnvironment;
let printed: string[];

beforeEach(() => {
	printed = [];
});

const show = () => ({
	...{ api: environment.api, credentials: environment.credentials, services: environment },
	print: (line: string) => void printed.push(line),
});

function inboxOf(name: string): string {
	const inbox = join(environment.sftp.directory, name);
	mkdirSync(inbox, { recursive: true });
	return inbox;
}

/** Runs a workflow by hand on a worker. @returns what its Summary says */
async function summaryOf(id: string): Promise<Record<string, unknown>> {
	const execution = await environment.api.run(id, 'Run by Hand');
	expect(execution.error).toBeUndefined();
	return summaryItem(execution) ?? {};
}

describe('queue mode, files in a folder that main and workers share', () => {
	beforeAll(async () => {
		environment = await startQueueEnvironment({ workers: 2 });
	}, 900_000);

	afterAll(async () => await environment?.stop(), 120_000);

	test('the documented loop runs on a worker', async () => {
		expect([await showInvoices(show()), printed]).toEqual([true, expect.anything()]);
		const started = ({ process }: { process: { log: string } }) =>
			process.log.includes('Worker started execution');
		expect(environment.n8n.workers.some(started)).toBe(true);
	}, 120_000);

	test.each(OTHER_WORKFLOWS.map((shown) => [shown.file, shown] as const))(
		'%s runs on a worker',
		async (_, shown) => {
			expect([await showWorkflow(show(), shown), printed]).toEqual([true, expect.anything()]);
		},
		120_000,
	);

	test.each(['ledger-data-table.json', 'ledger-postgres.json'])(
		'the guarded loop runs on a worker with %s, and watchdog and audit after it',
		async (ledgerFile) => {
			const { api, credentials, horisen } = environment;
			const remoteDirectory = inboxOf(ledgerFile);
			const ledgerWorkflow = String(readTemplate(ledgerFile).id);
			const ledger = { ledgerWorkflow, ledgerTable: LEDGER_TABLE };
			const [ledgerId, alert, guarded, watchdog, audit] = await importSet(
				api,
				{
					[ledgerFile]: {},
					'horisen-delivery-alert.json': {},
					'horisen-invoices-to-erp-guarded.json': {
						...{ ...ledger, remoteDirectory, startEmptyLedger: 'yes' },
					},
					'horisen-delivery-watchdog.json': ledger,
					'horisen-delivery-audit.json': { ...ledger, remoteDirectory },
				},
				credentials,
			);
			for (const id of [ledgerId, alert, guarded]) await api.publish(id);
			const expected = horisen.data.eligible();
			expect(await summaryOf(guarded)).toMatchObject({ delivered: expected.length, failed: 0 });
			expect(readdirSync(remoteDirectory)).toHaveLength(expected.length);

			const watched = await api.run(watchdog, 'Run by Hand');
			expect(watched.error).toBeUndefined();
			expect(watched.runData.Findings[0].data?.main?.[0]?.[0].json).toMatchObject({ findings: [] });
			expect((await api.run(audit, 'Run by Hand')).error).toBeUndefined();
		},
		240_000,
	);

	test("a worker's file can be opened in the editor, which asks the main process for it", async () => {
		const { api, credentials } = environment;
		const settings = { remoteDirectory: inboxOf('editor'), ledgerTable: 'editor' };
		const template = fillIn(readTemplate('horisen-invoices-to-erp.json'), credentials, settings);
		const { runData } = await api.run(await api.createWorkflow(template), 'Run by Hand');
		const id = runData[BUILD_XML][0].data?.main?.[0]?.[0].binary?.xml.id;
		expect(id).toMatch(/^filesystem/);
		expect(await api.file(String(id))).toMatch(/^<\?xml /);
	}, 120_000);
});

describe('queue mode, files in the database', () => {
	beforeAll(async () => {
		environment = await startQueueEnvironment({ workers: 2, binaryData: 'database' });
	}, 900_000);

	afterAll(async () => await environment?.stop(), 120_000);

	test('carries a report of 100,000 rows; one of more is refused by name, and says what to do', async () => {
		const { horisen, api } = environment;
		horisen.data.documents.length = 0;
		const fits = horisen.data.addLargeReport({ rows: 100_000 });
		const tooLarge = horisen.data.addLargeReport({ rows: 100_001 });
		const remoteDirectory = inboxOf('large');
		const id = await importFanout(environment, {
			...{ remoteDirectory, batchSize: 1, ledgerTable: 'large', startEmptyLedger: 'yes' },
		});
		const execution = await api.run(id, 'Run by Hand');
		const documents = summaryItem(execution)?.documents as Array<Record<string, unknown>>;
		const of = (uuid: string) => documents.find(({ documentUuid }) => documentUuid === uuid);
		expect(of(fits.documentUuid)).toMatchObject({ outcome: 'delivered' });
		expect(of(tooLarge.documentUuid)).toMatchObject({
			outcome: 'failed',
			reason: expect.stringMatching(/has 100001 rows.*N8N_DEFAULT_BINARY_DATA_MODE/),
		});
		expect(readdirSync(remoteDirectory)).toHaveLength(1);
	}, 300_000);
});
