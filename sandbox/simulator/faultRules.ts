import type { AnyFault, Rule } from './fault';

interface ActiveRule<R> {
	rule: R;
	id: number;
	/** Matching calls so far. */
	seen: number;
}

/** The pending faults in the order of injection: the first that matches a call wins. */
export class FaultRules<R extends Rule<AnyFault>, Target> {
	/** How many calls were hit, including by faults cleared since. */
	strikes = 0;
	private active: Array<ActiveRule<R>> = [];
	private lastId = 0;

	/** @param fits whether a rule matches a call */
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

	/** The fault for this call, if any; counts it. */
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
