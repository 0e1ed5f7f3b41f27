/** A chunk of a stream as bytes. A text is encoded; bytes are not copied. */
export function bufferOf(chunk: unknown): Buffer {
	return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array);
}
