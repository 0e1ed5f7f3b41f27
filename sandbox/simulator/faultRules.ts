import type { AnyFault, Rule } from './fault';

interface ActiveRule<R> {
	rule: R;
	id: number;
	/** Fitting calls so far. */
	seen: number;
}

/** The faults that are to strike, in the order they were injected: the first that fits a call is taken. */
export class FaultRules<R extends Rule<AnyFault>, Target> {
	/** How many calls were struck, also by faults that are cleared since. */
	strikes = 0;
	private active: Array<ActiveRule<R>> = [];
	private lastId = 0;

	/** @param fits whether a rule is for this call */
	constructor(private readonly fits: (rule: R, target: Target) => boolean) {}

	/** @returns an id for `remove` */
	inject(rule: R): number {
		this.lastId += 1;
		this.active.push({ rule: { ...rule }, id: this.lastId, seen: 0 });
		return this.lastId;
	}

	remove(id: number): void {
		this.active = this.active.filter((active) => active.id !== id);
	}

	clear(): void {
		this.active = [];
	}

	/** The fault that strikes this call, if any; counts it. */
	take(target: Target): R['fault'] | undefined {
		for (const active of this.active) {
			const { rule } = active;
			if (!this.fits(rule, target)) continue;
			const { skip = 0, times = 1 } = rule;
			active.seen += 1;
			if (active.seen > skip && (times === null || active.seen <= skip + times)) {
				this.strikes += 1;
				return rule.fault;
			}
		}
		return undefined;
	}
}
