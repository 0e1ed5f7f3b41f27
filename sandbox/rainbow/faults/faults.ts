import type { RouteName } from '../call';
import type { Fault, FaultRule } from './fault';

interface ActiveRule extends FaultRule {
	/** Fitting calls so far. */
	seen: number;
}

/** The faults that are to strike, in the order they were injected: the first that fits a call is taken. */
export class Faults {
	private rules: ActiveRule[] = [];

	inject(rule: FaultRule): void {
		this.rules.push({ ...rule, seen: 0 });
	}

	clear(): void {
		this.rules = [];
	}

	/** The fault that strikes this call, if any; counts it. */
	take(route: RouteName, path: string): Fault | undefined {
		for (const rule of this.rules) {
			if (!fits(rule, route, path)) continue;
			const { skip = 0, times = 1 } = rule;
			rule.seen += 1;
			if (rule.seen > skip && (times === null || rule.seen <= skip + times)) return rule.fault;
		}
		return undefined;
	}
}

function fits({ route: wanted, filepath }: ActiveRule, route: RouteName, path: string): boolean {
	if (wanted !== undefined && ![wanted].flat().includes(route)) return false;
	if (filepath === undefined) return true;
	return path.endsWith(`/invoices/${filepath.split('/').map(encodeURIComponent).join('/')}`);
}
