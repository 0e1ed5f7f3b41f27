import { ensureN8n } from './install';

/** Installs every pinned n8n, one after the other: end-to-end tests that run beside each other need them. */
async function installAll(): Promise<void> {
	for (const folder of ['n8n', 'n8n-1']) await ensureN8n((line) => console.log(line), folder);
}

installAll().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
