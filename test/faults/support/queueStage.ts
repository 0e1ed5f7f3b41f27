import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../../sandbox/engine/api';
import { importSet, importWithItsId } from '../../../sandbox/engine/importSet';
import { ensureN8n } from '../../../sandbox/engine/install';
import { QueueN8n } from '../../../sandbox/engine/queue';
import { fillIn, readTemplate, type Credentials } from '../../../sandbox/engine/template';
import { TEST_OWNER } from '../../../sandbox/engine/userFolder';
import type { QueueWorker } from '../../../sandbox/engine/worker';
import { ofTheWorker, queueCredentials } from '../../e2e/support/queueEnvironment';
import { withPatience } from './patience';
import type { SceneOptions, SceneStage } from './scene';
import type { Equipment } from './stage';
import { watch } from './watch';

/** Seconds without any change after which the dispatcher gives a batch up. */
export const WAIT_SECONDS = 8;

/**
 * n8n in queue mode, in which scenes run the fan-out. A worker runs one execution at a time, so that it is
 * known which of them has what.
 */
export class QueueStage implements SceneStage {
	readonly template = 'horisen-invoices-to-erp-fanout.json';
	private rooms = 0;
	private ledger?: string;

	private constructor(
		private readonly home: string,
		readonly n8n: QueueN8n,
		readonly api: N8nApi,
		private readonly common: Credentials,
	) {}

	static async start(workers: number): Promise<QueueStage> {
		const progress = (line: string) => void process.stderr.write(`${line}\n`);
		const pinned = await ensureN8n(progress);
		const home = mkdtempSync(join(tmpdir(), 'telecom-finance-queue-'));
		const n8n = await QueueN8n.start(pinned, { home, workers, concurrency: 1 }, progress);
		const api = new N8nApi(n8n.url);
		await api.setUpOwner(TEST_OWNER);
		return new QueueStage(home, n8n, api, await queueCredentials(api, n8n));
	}

	get tables(): SceneStage['tables'] {
		return this.n8n.postgres;
	}

	async ledgerWorkflow(): Promise<string> {
		this.ledger ??= await this.importLedger();
		return this.ledger;
	}

	/** Publishes the worker workflow with the scene's credentials: there is one at a time. */
	async equip(
		own: Credentials,
		common: Equipment['settings'],
		options: SceneOptions,
	): Promise<Equipment> {
		const credentials = { ...own, ...this.common };
		const template = readTemplate('horisen-invoices-to-erp-fanout-worker.json');
		const worker = fillIn(withPatience(template, options), credentials, ofTheWorker(common));
		await this.api.publish(await importWithItsId(this.api, worker));
		const settings = { instanceAddress: this.n8n.url, waitMinutes: WAIT_SECONDS / 60 };
		return { credentials, settings };
	}

	room(): { number: number; folder: string } {
		this.rooms += 1;
		return { number: this.rooms, folder: join(this.home, `scene-${this.rooms}`) };
	}

	/** The worker that began an execution and has not ended it. */
	async workerOf(executionId: string): Promise<QueueWorker> {
		return await watch(`a worker with execution ${executionId}`, () =>
			this.n8n.workers.find(
				({ process: { log } }) =>
					log.includes(`started execution ${executionId} `) &&
					!log.includes(`finished execution ${executionId} `),
			),
		);
	}

	/** The worker that runs a batch, which no dispatcher among the executions named does. */
	async workerOfBatch(...dispatchers: string[]): Promise<QueueWorker> {
		const busy = await Promise.all(dispatchers.map(async (id) => await this.workerOf(id)));
		return await watch('a worker with a batch', () =>
			this.n8n.workers.find((worker) => !busy.includes(worker) && isBusy(worker)),
		);
	}

	/** The execution that a worker began last. */
	lastOf({ process: { log } }: QueueWorker): string {
		const begun = [...log.matchAll(/started execution (\d+) /g)].map(([, id]) => id);
		return String(begun.at(-1));
	}

	/** Ends a worker with -9, and starts another one in its place, as an operator's supervisor would. */
	async killAndReplace(worker: QueueWorker): Promise<void> {
		await worker.kill();
		await this.replace(worker);
	}

	/** Starts another worker in the place of one that has ended. */
	async replace(worker: QueueWorker): Promise<void> {
		this.n8n.workers.splice(this.n8n.workers.indexOf(worker), 1);
		await this.n8n.addWorker();
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		rmSync(this.home, { recursive: true, force: true });
	}

	private async importLedger(): Promise<string> {
		const [id] = await importSet(this.api, { 'ledger-postgres.json': {} }, this.common);
		await this.api.publish(id);
		return id;
	}
}

function isBusy({ process: { log } }: QueueWorker): boolean {
	const begun = log.match(/started execution/g)?.length ?? 0;
	return begun > (log.match(/finished execution/g)?.length ?? 0);
}
