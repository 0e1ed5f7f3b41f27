import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../../sandbox/engine/api';
import { ensureN8n } from '../../../sandbox/engine/install';
import { QueueN8n } from '../../../sandbox/engine/queue';
import {
	fillIn,
	readTemplate,
	type Credentials,
	type Forms,
} from '../../../sandbox/engine/template';
import { TEST_OWNER } from '../../../sandbox/engine/userFolder';
import type { QueueWorker } from '../../../sandbox/engine/worker';
import { DISPATCHER, queueCredentials, WORKER } from '../../e2e/support/queueEnvironment';
import { type Common, formsOf } from './choices';
import { postgresLedger, type ReadLedger } from './ledger';
import { withPatience } from './patience';
import type { SceneOptions, SceneStage } from './scene';
import { watch } from './watch';

/** Seconds without news after which a dispatcher gives up open documents. */
const WAIT_SECONDS = 5;

/** As the credential's form has it. */
const SCHEMA = 'delivery_ledger';

/**
 * n8n in queue mode, for scenes of the fan-out. A worker runs one execution at a time, so that it is known which worker
 * runs what.
 */
export class QueueStage implements SceneStage {
	readonly template = DISPATCHER;
	readonly ledgerStore = 'credential';
	private rooms = 0;
	private readonly starting: Array<Promise<QueueWorker>> = [];

	private constructor(
		private readonly home: string,
		readonly n8n: QueueN8n,
		readonly api: N8nApi,
		readonly credentials: Credentials,
	) {}

	static async start(workers: number): Promise<QueueStage> {
		const progress = (line: string) => void process.stderr.write(`${line}\n`);
		const pinned = await ensureN8n(progress);
		const home = mkdtempSync(join(tmpdir(), 'telecom-finance-queue-'));
		const n8n = await QueueN8n.start(pinned, { home, workers, concurrency: 1 }, progress);
		try {
			const api = new N8nApi(n8n.url);
			await api.setUpOwner(TEST_OWNER);
			return new QueueStage(home, n8n, api, await queueCredentials(api, n8n));
		} catch (error) {
			await n8n.stop();
			throw error;
		}
	}

	get readLedger(): ReadLedger {
		return postgresLedger(this.n8n.postgres, SCHEMA);
	}

	/** Publishes the scene's own worker workflow. */
	async prepare(own: Credentials, common: Common, options: SceneOptions): Promise<Forms> {
		const path = `deliver-${this.rooms}`;
		const { batchesThrough = this.n8n.url } = options;
		const template = withPatience(readTemplate(WORKER), options);
		const credentials = { ...own, ...this.credentials };
		const forms = { ...formsOf(template, common, options.choices ?? {}), Batch: { path } };
		await this.api.publish(await this.api.createWorkflow(fillIn(template, credentials, forms)));
		return {
			'Hand to a Worker': { url: `${batchesThrough}/webhook/${path}` },
			Finish: { ledger: common.ledger, waitForWorkers: WAIT_SECONDS },
		};
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

	/** Ends a worker with -9. Another one starts in its place, as an operator's supervisor would do it. */
	async kill(worker: QueueWorker): Promise<void> {
		await worker.kill();
		this.replace(worker);
	}

	/** Has another worker start in the place of one that has ended. */
	replace(worker: QueueWorker): void {
		this.n8n.workers.splice(this.n8n.workers.indexOf(worker), 1);
		this.starting.push(this.n8n.addWorker());
	}

	/** Until all workers are there again. */
	async isWhole(): Promise<void> {
		await Promise.all(this.starting.splice(0));
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		rmSync(this.home, { recursive: true, force: true });
	}
}

function isBusy({ process: { log } }: QueueWorker): boolean {
	const begun = log.match(/started execution/g)?.length ?? 0;
	return begun > (log.match(/finished execution/g)?.length ?? 0);
}
