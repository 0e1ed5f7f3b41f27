import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/** Big enough that a stream's own work does not show, small enough that memory does not either. */
const CHUNK_CHARACTERS = 64 * 1024;

/** One XML file in pieces. They are asked for in this order, each when the one before was taken. */
export interface XmlPieces<R> {
	head(): string;
	rows: Iterable<R> | AsyncIterable<R>;
	row(row: R): string;
	tail(): string;
}

/** What is known about a stream after it was read to its end. */
export interface Measure {
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/**
 * The pieces as one UTF-8 stream in chunks of about 64 KB, measured on the way. Rows are asked for only as fast
 * as the stream is read; an error in making a piece ends the stream with it.
 *
 * @returns the stream, and a function to call once it has ended
 */
export function xmlStream<R>(pieces: XmlPieces<R>): { stream: Readable; measure: () => Measure } {
	const hash = createHash('sha256');
	let bytes = 0;
	async function* chunks(): AsyncGenerator<Buffer> {
		for await (const text of joined(pieces)) {
			const chunk = Buffer.from(text);
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	}
	return {
		stream: Readable.from(chunks(), { objectMode: false }),
		measure: () => ({ bytes, sha256: hash.digest('hex') }),
	};
}

async function* joined<R>(pieces: XmlPieces<R>): AsyncGenerator<string> {
	let text = pieces.head();
	for await (const row of pieces.rows) {
		text += pieces.row(row);
		if (text.length >= CHUNK_CHARACTERS) {
			yield text;
			text = '';
		}
	}
	yield text + pieces.tail();
}
