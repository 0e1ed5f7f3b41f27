import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/**
 * A file of an item as a stream. It has an ID if n8n stores it; in memory mode the item holds it.
 *
 * @param chunkBytes how much to read at a time; default is n8n's own size
 */
export async function binaryStream(
	context: IExecuteFunctions,
	file: IBinaryData,
	chunkBytes?: number,
): Promise<Readable> {
	if (file.id) return await context.helpers.getBinaryStream(file.id, chunkBytes);
	return Readable.from([Buffer.from(file.data, 'base64')]);
}
