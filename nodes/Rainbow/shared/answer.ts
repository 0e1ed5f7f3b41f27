import { CallFailed } from './callFailure';
import type { RainbowAnswer } from './transport';

/**
 * The bytes of an answer as they arrive, all of them: fewer or more than announced are an error.
 *
 * @throws CallFailed where the connection breaks
 */
export async function* bytesOf(
	{ headers, body }: RainbowAnswer,
	alive: () => void,
): AsyncGenerator<Buffer> {
	let bytes = 0;
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			alive();
			bytes += chunk.length;
			yield chunk;
		}
	} catch (error) {
		const code = (error as { code?: string }).code ?? 'ECONNRESET';
		throw new CallFailed({ kind: 'connection', code });
	}
	const announced = announcedBytes(headers);
	if (announced !== undefined && announced !== bytes) {
		throw new CallFailed({ kind: 'incomplete', bytes, announced });
	}
}

/** The parsed JSON of an answer. Truncated JSON is worth another try; a page for people is not. */
export async function readJson(answer: RainbowAnswer, alive: () => void): Promise<unknown> {
	const contentType = contentTypeOf(answer);
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(answer, alive)) chunks.push(chunk);
	const text = Buffer.concat(chunks).toString();
	const looksLikeJson = /json/i.test(contentType) || /^\s*[[{]/.test(text);
	if (/html/i.test(contentType) || !looksLikeJson) {
		throw new CallFailed({
			kind: 'wrongType',
			contentType: contentType || 'no content type',
			expected: 'JSON data',
		});
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new CallFailed({ kind: 'unreadable' });
	}
}

/** The content type of an answer; empty where it has none. */
export function contentTypeOf({ headers }: RainbowAnswer): string {
	return String(headers['content-type'] ?? '');
}

/** A compressed answer is unpacked on the way: its length says nothing of the file's. */
function announcedBytes(headers: Record<string, unknown>): number | undefined {
	const length = headers['content-length'];
	const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
	return isPlain && typeof length === 'string' && /^\d+$/.test(length) ? Number(length) : undefined;
}
