/** A turn to send files to the server; `end` lets the next one start. */
export interface Turn {
	/** How many others have a turn now. */
	readonly others: number;
	/** May be called again. */
	end(): void;
}

/** Lets a limited number send at a time, in the order in which they ask. */
export class Turns {
	private taken = 0;

	private readonly waiting: Array<() => void> = [];

	/** @param most turns at once */
	async take(most: number): Promise<Turn> {
		if (this.taken < most) this.taken++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		let hasEnded = false;
		const others = () => this.taken - (hasEnded ? 0 : 1);
		return {
			get others() {
				return others();
			},
			end: () => {
				if (hasEnded) return;
				hasEnded = true;
				const next = this.waiting.shift();
				if (next) next();
				else this.taken--;
			},
		};
	}
}
