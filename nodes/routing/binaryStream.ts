import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** A file of an item as a stream. It has an ID where n8n stores it; in memory mode the item holds it. */
export async function binaryStream(
	context: IExecuteFunctions,
	file: IBinaryData,
): Promise<Readable> {
	if (file.id) return await context.helpers.getBinaryStream(file.id);
	return Readable.from([Buffer.from(file.data, 'base64')]);
}
