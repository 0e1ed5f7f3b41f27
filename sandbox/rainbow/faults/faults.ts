import { FaultRules } from '../../simulator/faultRules';
import type { RouteName } from '../call';
import type { FaultRule } from './fault';

/** The fields that a rule matches. */
export interface FaultTarget {
	route: RouteName;
	path: string;
}

export class Faults extends FaultRules<FaultRule, FaultTarget> {
	constructor() {
		super(fits);
	}
}

function fits({ route: wanted, filepath }: FaultRule, { route, path }: FaultTarget): boolean {
	if (wanted !== undefined && ![wanted].flat().includes(route)) return false;
	if (filepath === undefined) return true;
	return path.endsWith(`/invoices/${filepath.split('/').map(encodeURIComponent).join('/')}`);
}
