import type { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../common/errors';

export interface NewFile {
	fileName: string;
	mimeType: string;
}

/**
 * Writes a stream into n8n's binary storage as it arrives. A cancelled execution ends the stream, and n8n then removes
 * the partial file.
 *
 * @throws the stream's own error, which n8n's storage may wrap or replace
 */
export async function storeStream(
	context: IExecuteFunctions,
	stream: Readable,
	{ fileName, mimeType }: NewFile,
): Promise<IBinaryData> {
	const cancelled = context.getExecutionCancelSignal();
	// n8n recognises a cancelled execution by the word "canceled".
	const cancel = () =>
		stream.destroy(new OperatorError(`The execution was canceled while writing ${fileName}`));
	cancelled?.addEventListener('abort', cancel, { once: true });
	// Nobody else listens until n8n has opened its file.
	stream.on('error', () => undefined);
	if (cancelled?.aborted) cancel();
	try {
		return await context.helpers.prepareBinaryData(stream, fileName, mimeType);
	} catch (error) {
		// If the storage fails, e.g. on a full disk, it aborts the stream; the storage's own error then gives the reason.
		throw stream.errored && stream.errored.name !== 'AbortError' ? stream.errored : error;
	} finally {
		cancelled?.removeEventListener('abort', cancel);
	}
}
