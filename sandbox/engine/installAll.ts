import { ensureN8n } from './install';

/** Installs every pinned n8n, for end-to-end tests in parallel. */
async function installAll(): Promise<void> {
	const progress = (line: string): void => console.log(line);
	await Promise.all([ensureN8n(progress), ensureN8n(progress, 'n8n-1')]);
}

installAll().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
