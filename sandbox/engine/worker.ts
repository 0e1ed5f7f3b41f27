import { mkdirSync } from 'node:fs';
import type { PinnedN8n } from './install';
import { closedEnvironment } from './n8n';
import { freePort } from './ports';
import { ManagedProcess } from './processes';

/** A worker of n8n's queue mode. */
export interface QueueWorker {
	process: ManagedProcess;
	/** Ends it after its executions, at the latest after 40 s. */
	stop(): Promise<void>;
	/** Ends it with all its children at once, like `kill -9` or a power cut. */
	kill(): Promise<void>;
}

export interface WorkerOptions {
	/** The worker's own folder, with this package installed. */
	userFolder: string;
	/** How many executions it runs at once. */
	concurrency: number;
	/** The same as the main process: database, Redis, encryption key, binary data. */
	environment: NodeJS.ProcessEnv;
}

const READY_MS = 120_000;
const STOP_MS = 40_000;

/**
 * Starts a worker and waits until it takes executions from the queue.
 *
 * @throws Error with the end of its log, if it ends or is not ready in time
 */
export async function startWorker(
	pinned: PinnedN8n,
	{ userFolder, concurrency, environment }: WorkerOptions,
): Promise<QueueWorker> {
	mkdirSync(userFolder, { recursive: true });
	const port = await freePort();
	const command = [pinned.bin, 'worker', `--concurrency=${concurrency}`];
	const child = new ManagedProcess('n8n worker', pinned.node, command, {
		cwd: userFolder,
		env: {
			...(await closedEnvironment(userFolder)),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			...environment,
		},
	});
	await child.ready(async () => await isReady(port), READY_MS);
	return {
		process: child,
		stop: async () => {
			const killer = setTimeout(() => void child.kill(), STOP_MS);
			await child.finish();
			clearTimeout(killer);
		},
		kill: async () => await child.kill(),
	};
}

async function isReady(port: number): Promise<boolean> {
	try {
		const address = `http://127.0.0.1:${port}/healthz/readiness`;
		return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}
