import type { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../common/errors';

export interface NewFile {
	fileName: string;
	mimeType: string;
}

/**
 * Writes a stream into n8n's binary storage while it is made. A cancelled execution ends the stream, and n8n
 * then removes what it had written.
 *
 * @throws what the stream failed with, as it was: n8n's storage may wrap or replace it
 */
export async function storeStream(
	context: IExecuteFunctions,
	stream: Readable,
	{ fileName, mimeType }: NewFile,
): Promise<IBinaryData> {
	const cancelled = context.getExecutionCancelSignal();
	// By the word "canceled" n8n tells a cancelled execution from a failed one.
	const cancel = () =>
		stream.destroy(new OperatorError(`The execution was canceled while ${fileName} was written`));
	cancelled?.addEventListener('abort', cancel, { once: true });
	// Until n8n has opened its file, nobody else listens.
	stream.on('error', () => undefined);
	if (cancelled?.aborted) cancel();
	try {
		return await context.helpers.prepareBinaryData(stream, fileName, mimeType);
	} catch (error) {
		// A storage that fails, e.g. on a full disk, aborts the stream: then the storage's own error says why.
		throw stream.errored && stream.errored.name !== 'AbortError' ? stream.errored : error;
	} finally {
		cancelled?.removeEventListener('abort', cancel);
	}
}
