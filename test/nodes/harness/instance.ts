import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A separate directory for everything the execution engine keeps on disk (settings, binary data),
 * so that a test never touches the `~/.n8n` of whoever runs it. Called before the engine's first use,
 * which is when it reads these variables.
 */
export function createInstanceDirectory(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), 'n8n-harness-'));
	process.env.N8N_USER_FOLDER = path;
	process.env.N8N_ENCRYPTION_KEY = 'a key for tests';
	process.env.N8N_LOG_LEVEL = 'silent';
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
