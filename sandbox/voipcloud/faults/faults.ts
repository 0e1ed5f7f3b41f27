import { FaultRules } from '../../simulator/faultRules';
import type { MethodName, Parameters } from '../call';
import type { FaultRule } from './fault';

/** The fields that a rule matches. */
export interface FaultTarget {
	method: MethodName;
	parameters: Parameters;
}

export class Faults extends FaultRules<FaultRule, FaultTarget> {
	constructor() {
		super(fits);
	}
}

function fits(rule: FaultRule, { method, parameters }: FaultTarget): boolean {
	if (rule.method !== undefined && rule.method !== method) return false;
	return (
		rule.accountNumber === undefined || rule.accountNumber === parameters.get('account_number')
	);
}
