import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential, sftpCredential } from '../../../sandbox/demo/credentials';
import { N8nApi, type WorkflowFile } from '../../../sandbox/engine/api';
import { ensureN8n } from '../../../sandbox/engine/install';
import { QueueN8n } from '../../../sandbox/engine/queue';
import type { Credentials } from '../../../sandbox/engine/template';
import { TEST_OWNER } from '../../../sandbox/engine/userFolder';
import { startHorisen, type HorisenSimulator } from '../../../sandbox/horisen';
import { startSftpServer, type SftpServer } from '../../../sandbox/sftp/server';
import { importFanout, queueCredentials } from '../../e2e/support/queueEnvironment';
import { postgresLedger } from '../../faults/support/ledger';
import { lastExecution, runInProduction, withWebhook } from '../production';

const LONGEST_RUN_MS = 1_800_000;
/** As the credential's form has it. */
const SCHEMA = 'delivery_ledger';

export interface SceneOptions {
	/** A folder for everything that is written. */
	home: string;
	documents: number;
	/** Traffic rows of each document. */
	rows: number;
	/** Milliseconds before every answer of the vendor's. */
	latencyMs: number;
	/** Executions that a worker runs at once. */
	concurrency: number;
	batchSize: number;
}

/** n8n in queue mode with the fan-out in it, a slow vendor and an SFTP server. */
export class WorkersScene {
	private runs = 0;

	private constructor(
		private readonly options: SceneOptions,
		private readonly horisen: HorisenSimulator,
		private readonly sftp: SftpServer,
		readonly n8n: QueueN8n,
		readonly api: N8nApi,
		readonly credentials: Credentials,
	) {}

	static async set(options: SceneOptions): Promise<WorkersScene> {
		const { home, documents, rows, latencyMs, concurrency } = options;
		const horisen = await startHorisen({ latencyMs });
		horisen.data.documents.length = 0;
		for (let count = 0; count < documents; count++) horisen.data.addLargeReport({ rows });
		const sftp = await startSftpServer(home, console.log);
		const pinned = await ensureN8n(console.log);
		const n8n = await QueueN8n.start(pinned, { home, workers: 0, concurrency }, console.log);
		const api = new N8nApi(n8n.url);
		await api.setUpOwner(TEST_OWNER);
		const create = async (name: string, type: string, data: Record<string, unknown>) => ({
			[type]: { id: await api.createCredential(name, type, data), name },
		});
		const credentials = {
			...(await create('HORISEN', 'horisenOAuth2Api', horisenCredential(horisen))),
			...(await create('ERP', 'erpSftpApi', sftpCredential(sftp))),
			...(await queueCredentials(api, n8n)),
		};
		return new WorkersScene(options, horisen, sftp, n8n, api, credentials);
	}

	/** Sets the number of workers, each of which has run before. */
	async haveWorkers(count: number): Promise<void> {
		await this.n8n.keepWorkers(count);
		while (this.n8n.workers.length < count) await this.n8n.addWorker();
		const all = this.horisen.data.documents.splice(count * 2 * this.options.concurrency);
		await this.deliver(1);
		this.horisen.data.documents.push(...all);
	}

	/**
	 * Delivers all documents like a schedule, with a fresh ledger to a fresh folder, and checks that all arrived.
	 *
	 * @returns milliseconds from the dispatcher's start until Finish has ended the run, with every document delivered and
	 * counted; without n8n's later work on the execution
	 */
	async deliver(batchSize = this.options.batchSize): Promise<number> {
		this.runs += 1;
		const { api, n8n, horisen } = this;
		const ledger = `run-${this.runs}`;
		const remoteDirectory = join(this.sftp.directory, ledger);
		mkdirSync(remoteDirectory);
		const { dispatcher, worker } = await importFanout(this, `deliver-${ledger}`, {
			dispatcher: {
				Recover: { ledger },
				Plan: { ledger },
				'Next Documents': { batchSize },
				Finish: { ledger },
			},
			worker: { Deliver: { remoteDirectory } },
		});
		// Only a run by hand creates a ledger.
		const documents = horisen.data.documents.splice(0);
		await api.run(dispatcher, 'Run by Hand');
		horisen.data.documents.push(...documents);
		const workflow = await api.call<WorkflowFile>('GET', `/rest/workflows/${dispatcher}`);
		await api.replaceWorkflow(dispatcher, withWebhook(workflow));
		await api.publish(dispatcher);
		const startedAt = Date.now();
		const ending = await runInProduction(n8n.url, LONGEST_RUN_MS);
		const arrived = readdirSync(remoteDirectory).length;
		const { documents: rows, runs } = await postgresLedger(n8n.postgres, SCHEMA)(ledger);
		const delivered = rows.filter(({ state }) => state === 'delivered').length;
		const wanted = documents.length;
		if (ending !== 'succeeded' || arrived !== wanted || delivered !== wanted) {
			const said = (await lastExecution(api, dispatcher))?.error?.message ?? ending;
			throw new Error(
				`${arrived} of ${wanted} files arrived, ${delivered} are so in the ledger: ${said}`,
			);
		}
		for (const id of [dispatcher, worker]) await api.unpublish(id);
		return Date.parse(runs.at(-1)?.endedAt ?? '') - startedAt;
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		await this.sftp.stop();
		await this.horisen.stop();
	}
}
