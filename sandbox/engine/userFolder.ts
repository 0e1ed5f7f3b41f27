import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { N8nApi, type Owner } from './api';
import type { PinnedN8n } from './install';
import { startN8n } from './n8n';
import { installPackage } from './pack';
import { freePort } from './ports';

/** Environment variable with a prepared user folder to copy. */
export const PREPARED_FOLDER = 'PREPARED_N8N_FOLDER';

export const TEST_OWNER: Owner = { email: 'test@example.com', password: 'Test-1234' };

/** An n8n user folder with this package, a migrated database and an owner: the slow steps, done once. */
export async function prepareUserFolder(pinned: PinnedN8n, userFolder: string): Promise<void> {
	installPackage(userFolder);
	const n8n = await startN8n(pinned, { userFolder, port: await freePort() });
	try {
		await new N8nApi(n8n.url).setUpOwner(TEST_OWNER);
	} finally {
		await n8n.stop();
	}
}

/**
 * Copies the folder that was prepared for several n8n.
 *
 * @returns false if none was prepared; `userFolder` then does not exist
 */
export function copyPreparedFolder(userFolder: string): boolean {
	const prepared = process.env[PREPARED_FOLDER];
	if (prepared) cpSync(prepared, userFolder, { recursive: true, verbatimSymlinks: true });
	return prepared !== undefined;
}

/** As `copyPreparedFolder`, but only the nodes installed in it: no database, no encryption key. */
export function copyPreparedNodes(userFolder: string): boolean {
	const prepared = process.env[PREPARED_FOLDER];
	if (prepared) copyNodes(prepared, userFolder);
	return prepared !== undefined;
}

/** Copies the installed nodes from another user folder. */
export function copyNodes(from: string, to: string): void {
	const nodes = join('.n8n', 'nodes');
	cpSync(join(from, nodes), join(to, nodes), { recursive: true, verbatimSymlinks: true });
}
