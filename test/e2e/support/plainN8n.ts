import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../../sandbox/engine/api';
import { ensureN8n, type PinnedN8n } from '../../../sandbox/engine/install';
import { startN8n } from '../../../sandbox/engine/n8n';
import { freePort } from '../../../sandbox/engine/ports';
import { copyPreparedFolder, TEST_OWNER } from '../../../sandbox/engine/userFolder';

/** The pinned n8n by itself, for workflows of n8n's own nodes: it needs none of this package's. */
export interface PlainN8n {
	api: N8nApi;
	url: string;
	pinned: PinnedN8n;
	userFolder: string;
	stop(): Promise<void>;
}

/** @param environment more environment variables for n8n */
export async function startPlainN8n(environment: NodeJS.ProcessEnv = {}): Promise<PlainN8n> {
	const pinned = await ensureN8n((line) => void process.stderr.write(`${line}\n`));
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-n8n-'));
	const userFolder = join(home, 'n8n');
	const remove = () => rmSync(home, { recursive: true, force: true });
	try {
		const isPrepared = copyPreparedFolder(userFolder);
		const n8n = await startN8n(pinned, { userFolder, port: await freePort(), environment });
		const api = new N8nApi(n8n.url);
		const stop = async () => {
			await n8n.stop();
			remove();
		};
		try {
			await (isPrepared ? api.logIn(TEST_OWNER) : api.setUpOwner(TEST_OWNER));
		} catch (error) {
			await stop();
			throw error;
		}
		return { api, url: n8n.url, pinned, userFolder, stop };
	} catch (error) {
		remove();
		throw error;
	}
}
