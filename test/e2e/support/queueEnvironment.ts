import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentials, ledgerCredential } from '../../../sandbox/demo/credentials';
import { startPartners, type Partners } from '../../../sandbox/demo/services';
import { N8nApi } from '../../../sandbox/engine/api';
import { ensureN8n } from '../../../sandbox/engine/install';
import { QueueN8n, type QueueOptions } from '../../../sandbox/engine/queue';
import {
	fillIn,
	type Credentials,
	type Forms,
	readTemplate,
} from '../../../sandbox/engine/template';
import { TEST_OWNER } from '../../../sandbox/engine/userFolder';

export const DISPATCHER = 'horisen-invoices-to-erp-fanout.json';
export const WORKER = 'horisen-invoices-to-erp-fanout-worker.json';

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

/** The credentials of the ledger's database, and of the webhook that only the dispatcher may call. */
export async function queueCredentials(api: N8nApi, n8n: QueueN8n): Promise<Credentials> {
	const create = async (name: string, type: string, data: Record<string, unknown>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	return {
		...(await create('Ledger', 'deliveryLedgerApi', ledgerCredential(n8n.postgres))),
		...(await create('Fan-out', 'httpHeaderAuth', { name: 'x-fan-out', value: 'a-secret-header' })),
	};
}

export interface Fanout {
	dispatcher: string;
	worker: string;
}

/**
 * Imports the fan-out and publishes its worker, as an operator would set it up.
 *
 * @param path of the worker's webhook: each fan-out has its own
 * @param forms of the nodes of both, e.g. Deliver's directory; a node that both have, e.g. Batch, cannot be named
 * @returns the ids of both workflows
 */
export async function importFanout(
	{ api, n8n, credentials }: Pick<QueueEnvironment, 'api' | 'n8n' | 'credentials'>,
	path: string,
	forms: { dispatcher?: Forms; worker: Forms },
): Promise<Fanout> {
	const worker = fillIn(readTemplate(WORKER), credentials, { Batch: { path }, ...forms.worker });
	const dispatcher = fillIn(readTemplate(DISPATCHER), credentials, {
		'Hand to a Worker': { url: `${n8n.url}/webhook/${path}` },
		...forms.dispatcher,
	});
	const ids = {
		worker: await api.createWorkflow(worker),
		dispatcher: await api.createWorkflow(dispatcher),
	};
	await api.publish(ids.worker);
	return ids;
}
