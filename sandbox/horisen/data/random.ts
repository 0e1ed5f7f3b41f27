/** A small seeded generator (mulberry32): the same seed gives the same data on every machine. */
export class Random {
	private state: number;

	constructor(seed: string) {
		this.state = mix(seed);
	}

	/** An integer from `min` to `max`, both included. */
	integer(min: number, max: number): number {
		return min + Math.floor(this.fraction() * (max - min + 1));
	}

	pick<T>(values: readonly T[]): T {
		return values[this.integer(0, values.length - 1)];
	}

	uuid(): string {
		const hex = Array.from({ length: 32 }, () => this.integer(0, 15).toString(16)).join('');
		const variant = '89ab'[this.integer(0, 3)];
		return [
			hex.slice(0, 8),
			hex.slice(8, 12),
			`4${hex.slice(13, 16)}`,
			`${variant}${hex.slice(17, 20)}`,
			hex.slice(20),
		].join('-');
	}

	private fraction(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		return scramble(this.state) / 4_294_967_296;
	}
}

/** A pseudo-random number for an index, from 0 to 2³² − 1: random access without a state. */
export function scatter(index: number): number {
	return scramble(Math.imul(index + 1, 0x6d2b79f5) | 0);
}

function scramble(state: number): number {
	let value = Math.imul(state ^ (state >>> 15), state | 1);
	value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
	return (value ^ (value >>> 14)) >>> 0;
}

function mix(seed: string): number {
	let hash = 0x811c9dc5;
	for (const character of seed) {
		hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
	}
	return hash | 0;
}
