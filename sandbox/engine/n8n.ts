import { mkdirSync } from 'node:fs';
import type { PinnedN8n } from './install';
import { freePort } from './ports';
import { ManagedProcess } from './processes';

export interface RunningN8n {
	/** The editor's address, e.g. `http://127.0.0.1:5678`. */
	url: string;
	process: ManagedProcess;
	stop(): Promise<void>;
	/** Ends it with all its children at once, like `kill -9` or a power cut. */
	kill(): Promise<void>;
}

export interface N8nOptions {
	/**
	 * n8n's folder for its database, files, nodes and encryption key; created if missing. Restarted with the same folder
	 * and port, it is the same n8n, including logins.
	 */
	userFolder: string;
	port: number;
	/** More environment variables, e.g. a time zone. */
	environment?: NodeJS.ProcessEnv;
	/** How long the first start may take: it migrates an empty database. */
	timeoutMs?: number;
}

/** A port that was free when chosen may be taken by another program when n8n needs it. */
const STARTS = 3;

/**
 * Starts n8n, reachable only from this machine, and waits until its REST API answers.
 *
 * @throws Error with the end of n8n's log, if it ends or does not answer in time
 */
export async function startN8n(pinned: PinnedN8n, options: N8nOptions): Promise<RunningN8n> {
	for (let start = 1; ; start++) {
		try {
			return await startOnce(pinned, options);
		} catch (error) {
			const isBrokerPortTaken = /Task Broker's port \d+ is already in use/.test(String(error));
			if (start === STARTS || !isBrokerPortTaken) throw error;
		}
	}
}

async function startOnce(pinned: PinnedN8n, options: N8nOptions): Promise<RunningN8n> {
	mkdirSync(options.userFolder, { recursive: true });
	const url = `http://127.0.0.1:${options.port}`;
	const child = new ManagedProcess('n8n', pinned.node, [pinned.bin, 'start'], {
		cwd: options.userFolder,
		env: {
			...(await closedEnvironment(options.userFolder)),
			N8N_PORT: String(options.port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_EDITOR_BASE_URL: url,
			N8N_SECURE_COOKIE: 'false',
			...options.environment,
		},
	});
	const isReady = async () => await answersJson(`${url}/rest/settings`);
	await child.ready(isReady, options.timeoutMs ?? 180_000);
	return {
		url,
		process: child,
		stop: async () => await child.stop(),
		kill: async () => await child.kill(),
	};
}

/** The environment of every n8n process: its own folder and task runner broker, and no access beyond this machine. */
export async function closedEnvironment(userFolder: string): Promise<NodeJS.ProcessEnv> {
	return {
		PATH: process.env.PATH,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	};
}

async function answersJson(address: string): Promise<boolean> {
	try {
		const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
		return response.ok && (response.headers.get('content-type') ?? '').includes('application/json');
	} catch {
		return false;
	}
}
