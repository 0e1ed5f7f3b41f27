import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, type PostgresServer } from '../postgres/server';
import { startRedis, type RedisServer } from '../redis/server';
import type { PinnedN8n } from './install';
import { startN8n, type RunningN8n } from './n8n';
import { installPackage } from './pack';
import { freePort } from './ports';
import { copyNodes, copyPreparedNodes } from './userFolder';
import { startWorker, type QueueWorker } from './worker';

export interface QueueOptions {
	/** Folder for everything that is written, except the data of Postgres and Redis. */
	home: string;
	/** The initial number of workers. */
	workers: number;
	/** How many executions a worker runs at once. Default 5, the minimum that n8n advises. */
	concurrency?: number;
	/** Place of files between nodes: a folder that all processes share (default), or Postgres. */
	binaryData?: 'filesystem' | 'database';
}

const N8N_SCHEMA = 'n8n';

/**
 * n8n in queue mode: a main process, workers, Redis and Postgres, all on 127.0.0.1. Each process has its own user
 * folder with this package, as on separate machines; they share the encryption key and, with `filesystem`, the folder
 * of binary data. Runs by hand also go to the workers.
 */
export class QueueN8n {
	readonly workers: QueueWorker[] = [];
	private folders = 0;

	private constructor(
		private readonly pinned: PinnedN8n,
		private readonly options: QueueOptions,
		readonly postgres: PostgresServer,
		readonly redis: RedisServer,
		readonly main: RunningN8n,
		private readonly environment: NodeJS.ProcessEnv,
	) {}

	/**
	 * @param progress gets a line if Redis or Postgres must be installed first
	 * @throws Error of a part that does not start; the earlier ones are stopped
	 */
	static async start(
		pinned: PinnedN8n,
		options: QueueOptions,
		progress: (line: string) => void,
	): Promise<QueueN8n> {
		const ends: Array<() => Promise<void>> = [];
		try {
			const postgres = await startPostgres(progress);
			ends.unshift(postgres.remove);
			const redis = await startRedis(progress);
			ends.unshift(redis.remove);
			const shared = join(options.home, 'storage');
			mkdirSync(shared, { recursive: true });
			const environment = queueEnvironment(postgres, redis, shared, options);
			const userFolder = join(options.home, 'main');
			if (!copyPreparedNodes(userFolder)) installPackage(userFolder);
			const main = await startN8n(pinned, { userFolder, port: await freePort(), environment });
			ends.unshift(main.stop);
			const n8n = new QueueN8n(pinned, options, postgres, redis, main, environment);
			ends.unshift(async () => await n8n.endWorkers());
			const starting = Array.from({ length: options.workers }, () => n8n.addWorker());
			// Even if one cannot start: the others must be up before they can be ended.
			await Promise.allSettled(starting);
			await Promise.all(starting);
			return n8n;
		} catch (error) {
			for (const end of ends) await end();
			throw error;
		}
	}

	get url(): string {
		return this.main.url;
	}

	/** An operator's Postgres credential for the ledger: n8n's own tables have another schema. */
	get ledgerCredential(): Record<string, unknown> {
		const { host, port, database, user, password } = this.postgres;
		return {
			...{ host, port, database, user, password, maxConnections: 10 },
			...{ ssl: 'disable', sshTunnel: false, allowUnauthorizedCerts: false },
		};
	}

	/** Starts one more worker and waits until it takes executions. */
	async addWorker(): Promise<QueueWorker> {
		this.folders += 1;
		const userFolder = join(this.options.home, `worker-${this.folders}`);
		copyNodes(join(this.options.home, 'main'), userFolder);
		const worker = await startWorker(this.pinned, {
			userFolder,
			concurrency: this.options.concurrency ?? 5,
			environment: this.environment,
		});
		this.workers.push(worker);
		return worker;
	}

	/** Ends the youngest workers until this number is left; they finish their executions first. */
	async keepWorkers(count: number): Promise<void> {
		await Promise.all(this.workers.splice(count).map(async (worker) => await worker.stop()));
	}

	/** Ends all of it. */
	async stop(): Promise<void> {
		await this.endWorkers();
		await this.main.stop();
		await this.redis.remove();
		await this.postgres.remove();
	}

	private async endWorkers(): Promise<void> {
		await this.keepWorkers(0);
	}
}

/**
 * The common environment of main and workers.
 *
 * @param shared the folder of binary data
 */
export function queueEnvironment(
	postgres: Pick<PostgresServer, 'host' | 'port' | 'database' | 'user' | 'password'>,
	redis: Pick<RedisServer, 'host' | 'port'>,
	shared: string,
	{ binaryData = 'filesystem' }: Pick<QueueOptions, 'binaryData'>,
): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		DB_POSTGRESDB_SCHEMA: N8N_SCHEMA,
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		N8N_DEFAULT_BINARY_DATA_MODE: binaryData,
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '900',
		...(binaryData === 'filesystem' ? { N8N_STORAGE_PATH: shared } : {}),
	};
}
