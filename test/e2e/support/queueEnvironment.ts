import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentials } from '../../../sandbox/demo/credentials';
import { startPartners, type Partners } from '../../../sandbox/demo/services';
import { N8nApi } from '../../../sandbox/engine/api';
import { importSet } from '../../../sandbox/engine/importSet';
import { ensureN8n } from '../../../sandbox/engine/install';
import { QueueN8n, type QueueOptions } from '../../../sandbox/engine/queue';
import type { Credentials } from '../../../sandbox/engine/template';
import { TEST_OWNER } from '../../../sandbox/engine/userFolder';

/** n8n in queue mode, the vendors' simulators and an OpenSSH server, all our own. */
export interface QueueEnvironment extends Partners {
	n8n: QueueN8n;
	api: N8nApi;
	/** Also of the ledger in Postgres, and of the fan-out's webhook. */
	credentials: Credentials;
}

/** Starts all of it; when one part cannot start, those before it are ended. */
export async function startQueueEnvironment(
	options: Omit<QueueOptions, 'home'>,
): Promise<QueueEnvironment> {
	const progress = (line: string) => void process.stderr.write(`${line}\n`);
	const pinned = await ensureN8n(progress);
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-queue-'));
	const ends: Array<() => Promise<void> | void> = [
		() => rmSync(home, { recursive: true, force: true }),
	];
	const stop = async () => {
		for (const end of ends.splice(0)) await end();
	};
	try {
		const partners = await startPartners(home, () => {});
		ends.unshift(partners.stop);
		const n8n = await QueueN8n.start(pinned, { ...options, home }, progress);
		ends.unshift(async () => await n8n.stop());
		const api = new N8nApi(n8n.url);
		await api.setUpOwner(TEST_OWNER);
		const credentials = {
			...(await createCredentials(api, partners)),
			...(await queueCredentials(api, n8n)),
		};
		return { ...partners, n8n, api, credentials, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The credentials of the ledger's database, and of the webhook that only the fan-out may call. */
export async function queueCredentials(api: N8nApi, n8n: QueueN8n): Promise<Credentials> {
	const create = async (name: string, type: string, data: Record<string, unknown>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	return {
		...(await create('Ledger database', 'postgres', n8n.ledgerCredential)),
		...(await create('Fan-out', 'httpHeaderAuth', { name: 'x-fan-out', value: 'a-secret-header' })),
	};
}

/**
 * Publishes what the fan-out consists of beside itself, and imports it.
 *
 * @returns the fan-out's id, for a run by hand
 */
export async function importFanout(
	{ api, n8n, credentials }: Pick<QueueEnvironment, 'api' | 'n8n' | 'credentials'>,
	settings: Record<string, string | number>,
): Promise<string> {
	const [ledger, worker, fanout] = await importSet(
		api,
		{
			'ledger-postgres.json': {},
			'horisen-invoices-to-erp-fanout-worker.json': ofTheWorker(settings),
			'horisen-invoices-to-erp-fanout.json': { instanceAddress: n8n.url, ...settings },
		},
		credentials,
	);
	await api.publish(ledger);
	await api.publish(worker);
	return fanout;
}

const OF_THE_WORKER = ['ledgerTable', 'ledgerWorkflow', 'remoteDirectory'];

/** Those of the fan-out's settings that stand in its worker workflow's, too: where things go. */
export function ofTheWorker(settings: Record<string, string | number>): typeof settings {
	const own = Object.entries(settings).filter(([name]) => OF_THE_WORKER.includes(name));
	return Object.fromEntries(own);
}
