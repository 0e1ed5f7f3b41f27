/** A chunk of a stream, which may be a text, as bytes; one that has them already is not copied. */
export function bufferOf(chunk: unknown): Buffer {
	return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array);
}
