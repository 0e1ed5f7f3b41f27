/** Big enough to make a stream's overhead negligible, small enough to save memory. */
const FULL_BYTES = 64 * 1024;

/** Room for the text that makes a chunk full: a row takes less. */
const CAPACITY = FULL_BYTES + 8 * 1024;

const NOTHING = Buffer.alloc(0);

/** UTF-8 needs at most three bytes per unit of a JavaScript string. */
const BYTES_PER_UNIT = 3;

/**
 * Collects texts as UTF-8. Encoding each small text at once costs less than joining them first: one character beyond
 * Latin-1 would double the memory of the joined text.
 */
export class TextChunk {
	/** Made for the first text: V8 collects its whole heap after every 64 MB of new buffers, used or not. */
	private buffer = NOTHING;
	private length = 0;

	get isFull(): boolean {
		return this.length >= FULL_BYTES;
	}

	add(text: string): void {
		const needed = this.length + text.length * BYTES_PER_UNIT;
		if (needed > this.buffer.length) this.grow(needed);
		this.length += this.buffer.write(text, this.length);
	}

	/** Text that is already encoded, in any encoding. */
	addBytes(bytes: Uint8Array): void {
		const needed = this.length + bytes.length;
		if (needed > this.buffer.length) this.grow(needed);
		this.buffer.set(bytes, this.length);
		this.length = needed;
	}

	/** Returns the collected text and empties the chunk. */
	take(): Buffer {
		const taken = this.buffer.subarray(0, this.length);
		this.buffer = NOTHING;
		this.length = 0;
		return taken;
	}

	private grow(size: number): void {
		const larger = Buffer.allocUnsafe(Math.max(size, CAPACITY));
		this.buffer.copy(larger, 0, 0, this.length);
		this.buffer = larger;
	}
}
