import { ensureN8n } from './install';
import { prepareUserFolder } from './userFolder';

/** Prepares the user folder that is named as the argument, for tests that start many an n8n. */
async function prepare(userFolder: string): Promise<void> {
	const pinned = await ensureN8n((line) => console.log(line));
	await prepareUserFolder(pinned, userFolder);
}

prepare(process.argv[2]).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
