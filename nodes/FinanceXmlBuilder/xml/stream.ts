import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { XmlBytes } from '../writing/xmlBytes';

/** How far the XML may be ahead of its reader, so that neither waits for the other. */
const READ_AHEAD_BYTES = 256 * 1024;

/** One XML file in pieces, requested in this order, each after the previous one was taken. */
export interface XmlPieces<R> {
	head(): string;
	rows: Iterable<R> | AsyncIterable<R>;
	row(row: R): string;
	tail(): string;
}

/** Sees the bytes of a file as they pass, and makes a final check; its error ends the stream. */
export interface FileCheck {
	add(chunk: Buffer): void;
	finish(): Promise<void>;
}

/** The properties of a stream after its end. */
export interface Measure {
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/**
 * The pieces as one measured stream in chunks of about 64 KB. Rows are requested only as fast as the stream is read; an
 * error in a piece ends the stream.
 *
 * @param bytes converts the pieces
 * @returns the stream, and a function to call once it has ended
 */
export function xmlStream<R>(
	pieces: XmlPieces<R>,
	bytes: XmlBytes,
	check?: FileCheck,
): { stream: Readable; measure: () => Measure } {
	const hash = createHash('sha256');
	let length = 0;
	async function* measured(): AsyncGenerator<Buffer> {
		for await (const chunk of chunksOf(pieces, bytes)) {
			hash.update(chunk);
			length += chunk.length;
			check?.add(chunk);
			yield chunk;
		}
		await check?.finish();
	}
	return {
		stream: Readable.from(measured(), { objectMode: false, highWaterMark: READ_AHEAD_BYTES }),
		measure: () => ({ bytes: length, sha256: hash.digest('hex') }),
	};
}

async function* chunksOf<R>(
	{ head, rows, row, tail }: XmlPieces<R>,
	bytes: XmlBytes,
): AsyncGenerator<Buffer> {
	bytes.add(head());
	if (Symbol.iterator in rows) {
		// Not `for await`, which would make a promise for every row.
		for (const one of rows) {
			bytes.add(row(one));
			if (bytes.isFull) yield bytes.take();
		}
	} else {
		for await (const one of rows) {
			bytes.add(row(one));
			if (bytes.isFull) yield bytes.take();
		}
	}
	bytes.add(tail());
	bytes.end();
	yield bytes.take();
}
