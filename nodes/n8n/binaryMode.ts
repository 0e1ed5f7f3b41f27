import type { IExecuteFunctions } from 'n8n-workflow';

/** The probe: a file of two bytes, which n8n deletes with its execution. */
const PROBE = {
	content: Buffer.from('{}'),
	name: 'storage-probe.json',
	mimeType: 'application/json',
};

let inDatabase: Promise<boolean> | undefined;

/**
 * Whether n8n keeps binary data in its database, which loads each file into memory in one piece. Only the id of a
 * stored file tells a node, so this stores one, once per process.
 */
export async function keepsFilesInDatabase(context: IExecuteFunctions): Promise<boolean> {
	if (!inDatabase) {
		inDatabase = storesInDatabase(context);
		// After a failure, the next call asks again.
		inDatabase.catch(() => (inDatabase = undefined));
	}
	return await inDatabase;
}

async function storesInDatabase({ helpers }: IExecuteFunctions): Promise<boolean> {
	const { id } = await helpers.prepareBinaryData(PROBE.content, PROBE.name, PROBE.mimeType);
	return id?.startsWith('database:') === true;
}
