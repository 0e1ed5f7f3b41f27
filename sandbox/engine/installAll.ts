import { ensureN8n } from './install';

/** Installs every pinned n8n: end-to-end tests that run beside each other need them. */
async function installAll(): Promise<void> {
	const folders = ['n8n', 'n8n-1'];
	await Promise.all(
		folders.map(async (folder) => await ensureN8n((line) => console.log(line), folder)),
	);
}

installAll().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
