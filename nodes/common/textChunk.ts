/** Big enough that a stream's own work does not show, small enough that memory does not either. */
const FULL_BYTES = 64 * 1024;

/** Room for the text that makes a chunk full. */
const CAPACITY = FULL_BYTES + 16 * 1024;

/** UTF-8 takes at most three bytes for each unit of a JavaScript string. */
const BYTES_PER_UNIT = 3;

/**
 * Collects texts as UTF-8. Encoding each text on its own, while it is small, costs less than joining them first:
 * one character beyond Latin-1 would double the memory of everything it is joined with.
 */
export class TextChunk {
	private buffer = Buffer.allocUnsafe(CAPACITY);
	private length = 0;

	get isFull(): boolean {
		return this.length >= FULL_BYTES;
	}

	add(text: string): void {
		const needed = this.length + text.length * BYTES_PER_UNIT;
		if (needed > this.buffer.length) this.grow(needed);
		this.length += this.buffer.write(text, this.length);
	}

	/** What was collected; the chunk begins anew. */
	take(): Buffer {
		const taken = this.buffer.subarray(0, this.length);
		this.buffer = Buffer.allocUnsafe(CAPACITY);
		this.length = 0;
		return taken;
	}

	private grow(size: number): void {
		const larger = Buffer.allocUnsafe(size);
		this.buffer.copy(larger, 0, 0, this.length);
		this.buffer = larger;
	}
}
