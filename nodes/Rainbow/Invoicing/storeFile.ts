import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { storeStream } from '../../routing/storeStream';
import { bytesOf, contentTypeOf } from '../shared/answer';
import { CallFailed } from '../shared/callFailure';
import type { RainbowAnswer } from '../shared/transport';
import { nameInDisposition, safeFileName } from './fileName';

const MIME_TYPE = 'text/csv';

/** A downloaded file, and what is known of it. */
export interface StoredFile {
	binary: IBinaryData;
	fileName: string;
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/**
 * Writes an answer into n8n's binary storage while it arrives; memory holds one chunk. Of a try that fails
 * on the way nothing is kept.
 *
 * @param ownName the last part of the file's path, for an answer that names no file
 */
export async function storeFile(
	context: IExecuteFunctions,
	answer: RainbowAnswer,
	alive: () => void,
	ownName: string,
): Promise<StoredFile> {
	refusePages(contentTypeOf(answer));
	const disposition = String(answer.headers['content-disposition'] ?? '');
	const fileName = safeFileName(
		nameInDisposition(disposition),
		safeFileName(ownName, 'invoice.csv'),
	);
	const hash = createHash('sha256');
	let bytes = 0;
	const measured = async function* () {
		for await (const chunk of bytesOf(answer, alive)) {
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	};
	const stream = Readable.from(measured(), { objectMode: false });
	const binary = await storeStream(context, stream, { fileName, mimeType: MIME_TYPE });
	return { binary, fileName, bytes, sha256: hash.digest('hex') };
}

/** A web page, or an error told in JSON, must never become an invoice. */
function refusePages(contentType: string): void {
	if (!/html|json/i.test(contentType)) return;
	throw new CallFailed({ kind: 'wrongType', contentType, expected: 'a CSV file' });
}
