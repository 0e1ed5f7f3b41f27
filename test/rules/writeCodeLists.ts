import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { CODE_LISTS, dataFile, ownLists } from './codeLists';

async function formatted(json: string, filepath: string): Promise<string> {
	return await format(json, { ...(await resolveConfig(filepath)), filepath });
}

/** Rewrites the data files from the official ones: `npm run rules -- --codes`. */
export async function writeCodeLists(folder: string): Promise<void> {
	for (const [name, { release }] of Object.entries(CODE_LISTS)) {
		const lists = ownLists(folder, name);
		const text = await formatted(JSON.stringify({ release: release.name, lists }), dataFile(name));
		const isNew = !existsSync(dataFile(name)) || readFileSync(dataFile(name), 'utf8') !== text;
		if (isNew) writeFileSync(dataFile(name), text);
		console.log(`${isNew ? 'Written' : 'The same'}: ${name}.json, of ${release.name}`);
	}
}
