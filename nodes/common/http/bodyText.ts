import type { Readable } from 'node:stream';

/** More of an error's answer is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * The text of an answer that is streamed. A text that the HTTP client makes stays reachable from its closed
 * connection, which V8 clears away late: over a thousand pages that is most of the memory.
 */
export async function textOf(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
	// Whole, and beyond V8's heap until then: a text put together of its parts leaves each part in it. A byte order mark is left out.
	return new TextDecoder().decode(Buffer.concat(chunks));
}

/** The text of an error's answer, which for a streamed one nobody has read. */
export async function errorTextOf(data: unknown): Promise<string> {
	if (typeof data === 'string') return data;
	if (typeof (data as Readable | undefined)?.on !== 'function') return '';
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of data as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes > MAX_ERROR_BYTES) break;
		}
	} catch (error) {
		// The status says enough; the rest of the answer did not come.
		if (chunks.length === 0) return error instanceof Error ? error.message : '';
	}
	return Buffer.concat(chunks).toString();
}
