import type { HorisenSimulator } from '../../../sandbox/horisen';
import { horisenCredential } from '../../../sandbox/demo/credentials';

/** What an operator types into the HORISEN credential; its separator is right from the start. */
export function horisenFields(horisen: HorisenSimulator): Record<string, string> {
	return Object.fromEntries(
		Object.entries(horisenCredential(horisen)).filter(([name]) => name !== 'separator'),
	);
}
