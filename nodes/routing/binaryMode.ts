import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n is asked with: a file of two bytes, which goes with the execution that it belongs to. */
const PROBE = {
	content: Buffer.from('{}'),
	name: 'storage-probe.json',
	mimeType: 'application/json',
};

let inDatabase: Promise<boolean> | undefined;

/**
 * Whether n8n keeps binary data in its database, where each file passes through memory in one piece. n8n
 * tells nodes only by the id of a file that it stored; so one is stored, once a process.
 */
export async function keepsFilesInDatabase(context: IExecuteFunctions): Promise<boolean> {
	if (!inDatabase) {
		inDatabase = storesInDatabase(context);
		// What failed once is asked again.
		inDatabase.catch(() => (inDatabase = undefined));
	}
	return await inDatabase;
}

async function storesInDatabase({ helpers }: IExecuteFunctions): Promise<boolean> {
	const { id } = await helpers.prepareBinaryData(PROBE.content, PROBE.name, PROBE.mimeType);
	return id?.startsWith('database:') === true;
}
