import { type RowHash, wordOf } from './digest';

const SMALLEST = 1 << 10;

/**
 * A set of hashes with 8 bytes each, at most half full: a million rows take 16 MB, a tenth of a `Set` of texts. Two
 * hashes count as equal if their first 64 bits are.
 */
export class HashSet {
	/** Two words per slot; a free slot has zeros. */
	private slots = new Uint32Array(2 * SMALLEST);

	private count = 0;

	has(hash: RowHash): boolean {
		const second = wordOf(hash, 4);
		return this.isTaken(this.slotOf(firstWord(hash, second), second));
	}

	add(hash: RowHash): void {
		const second = wordOf(hash, 4);
		this.insert(firstWord(hash, second), second);
		if (this.count * 4 > this.slots.length) this.grow();
	}

	private insert(first: number, second: number): void {
		const slot = this.slotOf(first, second);
		if (this.isTaken(slot)) return;
		this.slots[slot] = first;
		this.slots[slot + 1] = second;
		this.count++;
	}

	private isTaken(slot: number): boolean {
		return this.slots[slot] !== 0 || this.slots[slot + 1] !== 0;
	}

	/** The slot that holds the key, or the free slot where it belongs. */
	private slotOf(first: number, second: number): number {
		const { slots } = this;
		const mask = slots.length - 1;
		let slot = (first * 2) & mask;
		while (this.isTaken(slot) && (slots[slot] !== first || slots[slot + 1] !== second)) {
			slot = (slot + 2) & mask;
		}
		return slot;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Uint32Array(old.length * 2);
		this.count = 0;
		for (let slot = 0; slot < old.length; slot += 2) {
			if (old[slot] !== 0 || old[slot + 1] !== 0) this.insert(old[slot], old[slot + 1]);
		}
	}
}

/** Zeros mark a free slot, so a hash that begins with zeros gets a one instead. */
function firstWord(hash: RowHash, second: number): number {
	const first = wordOf(hash, 0);
	return first === 0 && second === 0 ? 1 : first;
}
