import type { MethodName, Parameters } from '../call';
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
	take(method: MethodName, parameters: Parameters): Fault | undefined {
		for (const rule of this.rules) {
			if (rule.method !== undefined && rule.method !== method) continue;
			const { accountNumber = parameters.get('account_number') } = rule;
			if (accountNumber !== parameters.get('account_number')) continue;
			const { skip = 0, times = 1 } = rule;
			rule.seen += 1;
			if (rule.seen > skip && (times === null || rule.seen <= skip + times)) return rule.fault;
		}
		return undefined;
	}
}
