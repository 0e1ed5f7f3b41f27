import { pipeline } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { bufferOf } from './bufferOf';
import { OperatorError } from './errors';

/** zlib's default, fixed here because another level gives other bytes. */
const LEVEL = 6;

const CHUNK_BYTES = 64 * 1024;

/** The place of the operating system in a gzip header (RFC 1952), and the value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

export const GZIP_MIME_TYPE = 'application/gzip';

/** Whether a file's type or name says that it is compressed with gzip. */
export function isCalledGzip(file: { mimeType?: string; fileName?: string }): boolean {
	return (
		/^application\/(x-)?gzip$/i.test(file.mimeType ?? '') || /\.gz$/i.test(file.fileName ?? '')
	);
}

/**
 * Compresses content with gzip as it passes. The same content gives the same bytes, however it is chunked: the header
 * has no time, name or system.
 */
export async function* gzipped(content: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
	const gzip = createGzip({ level: LEVEL, chunkSize: CHUNK_BYTES });
	let isFirst = true;
	for await (const chunk of through(content, gzip)) {
		if (isFirst) chunk[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
		isFirst = false;
		yield chunk;
	}
}

/**
 * Unpacks content that is compressed with gzip; other content passes unchanged. The first two bytes tell.
 *
 * @param label names the file in the error
 * @throws OperatorError if the compressed content is cut off or damaged
 */
export async function* gunzipped(
	content: AsyncIterable<unknown>,
	label: string,
): AsyncGenerator<Buffer> {
	const { first, all } = await peek(content);
	if (first[0] !== 0x1f || first[1] !== 0x8b) return yield* all;
	try {
		yield* through(all, createGunzip({ chunkSize: CHUNK_BYTES }));
	} catch (cause) {
		if (!(cause as NodeJS.ErrnoException).code?.startsWith('Z_')) throw cause;
		throw new OperatorError(`${label} is compressed, and cut off or damaged`, {
			description:
				'Fetch the file again; a cut file usually means that the disk was full. Nothing was taken from it.',
			cause,
		});
	}
}

/** Pipes a source through a transformer; if either end closes, so does the other. */
async function* through(
	content: AsyncIterable<unknown>,
	transformer: ReturnType<typeof createGzip>,
): AsyncGenerator<Buffer> {
	pipeline(content, transformer, () => undefined);
	yield* transformer as AsyncIterable<Buffer>;
}

/** The first two bytes of a content, if it has that many, and all of it again. */
async function peek(
	content: AsyncIterable<unknown>,
): Promise<{ first: Buffer; all: AsyncGenerator<Buffer> }> {
	const chunks = content[Symbol.asyncIterator]();
	const read = async () => {
		const { done, value } = await chunks.next();
		return done ? undefined : bufferOf(value);
	};
	let first: Buffer = Buffer.alloc(0);
	while (first.length < 2) {
		const next = await read();
		if (next === undefined) break;
		first = first.length === 0 ? next : Buffer.concat([first, next]);
	}
	return { first, all: rejoined(first, chunks) };
}

async function* rejoined(first: Buffer, rest: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
	try {
		if (first.length > 0) yield first;
		for (let next = await rest.next(); !next.done; next = await rest.next()) {
			yield bufferOf(next.value);
		}
	} finally {
		await rest.return?.();
	}
}
