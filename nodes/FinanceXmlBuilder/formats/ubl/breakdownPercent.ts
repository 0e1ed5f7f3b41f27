import type Big from 'big.js';
import { germany } from './check/peppol/germany';
import { holding, type Parties } from './check/ruleSet';
import { xrechnung } from './check/xrechnung';
import type { Vat } from './invoice';
import type { Profile } from './profile';

/**
 * BT-119 of the VAT breakdown. What VAT does not apply to has no rate, but Germany wants one there, too
 * (BR-DE-14, DE-R-014): in XRechnung always, in Peppol BIS Billing for invoices within Germany.
 */
export function breakdownPercent(
	profile: Profile,
	parties: Parties,
	{ category, percent }: Vat,
): Big | undefined {
	if (category !== 'O') return percent;
	const ruleSets = holding(profile, parties);
	return ruleSets.includes(germany) || ruleSets.includes(xrechnung) ? percent : undefined;
}
