import { ensureN8n } from './install';
import { prepareUserFolder } from './userFolder';

/** Prepares the user folder in the argument, for tests that start several n8n. */
async function prepare(userFolder: string): Promise<void> {
	const pinned = await ensureN8n((line) => console.log(line));
	await prepareUserFolder(pinned, userFolder);
}

prepare(process.argv[2]).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
