import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { TextChunk } from '../../common/textChunk';

/** How far the XML may be ahead of whoever takes it: enough that neither waits for the other. */
const READ_AHEAD_BYTES = 256 * 1024;

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
	async function* measured(): AsyncGenerator<Buffer> {
		for await (const chunk of chunksOf(pieces)) {
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	}
	return {
		stream: Readable.from(measured(), { objectMode: false, highWaterMark: READ_AHEAD_BYTES }),
		measure: () => ({ bytes, sha256: hash.digest('hex') }),
	};
}

async function* chunksOf<R>({ head, rows, row, tail }: XmlPieces<R>): AsyncGenerator<Buffer> {
	const chunk = new TextChunk();
	chunk.add(head());
	if (Symbol.iterator in rows) {
		// Not by `for await`, which would make a promise for every row.
		for (const one of rows) {
			chunk.add(row(one));
			if (chunk.isFull) yield chunk.take();
		}
	} else {
		for await (const one of rows) {
			chunk.add(row(one));
			if (chunk.isFull) yield chunk.take();
		}
	}
	chunk.add(tail());
	yield chunk.take();
}
