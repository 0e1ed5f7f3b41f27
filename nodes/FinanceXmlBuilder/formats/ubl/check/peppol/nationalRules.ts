import type { InvoiceHeader, Party } from '../../invoice';
import type { Parties } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';

/** The seller's country for rules that prefer the VAT ID. */
export function supplierCountry({ seller }: Parties): string | undefined {
	return seller.vatId?.slice(0, 2) ?? seller.country;
}

/** Whether the addresses of both parties are in a country. */
export function isWithin(country: string, { seller, buyer }: Parties): boolean {
	return seller.country === country && buyer.country === country;
}

/** A legal ID with a scheme that the country does not accept. A missing legal ID is not checked here. */
export function checkLegalScheme(
	rule: string,
	party: Party,
	term: string,
	schemes: readonly string[],
): Violation[] {
	const { legalId, legalIdScheme } = party;
	return whereTrue([
		legalId !== undefined && !schemes.includes(legalIdScheme ?? ''),
		{
			rule,
			field: partyField(party, 'legalIdScheme'),
			problem: `${term} Legal ID ${JSON.stringify(legalId)} has ${legalIdScheme === undefined ? 'no scheme' : `the scheme ${legalIdScheme}`}`,
			fix: `Fill in ${partyField(party, 'legalIdScheme')}: ${schemes.join(' or ')}.`,
		},
	]);
}

/** Payment means that the country's rules do not allow. */
export function checkMeans(
	rule: string,
	{ payment }: InvoiceHeader,
	means: ReadonlySet<string>,
	fix: string,
): Violation[] {
	return whereTrue([
		payment !== undefined && !means.has(payment.meansCode),
		{
			rule,
			field: 'Payment → Means Code',
			problem: `BT-81 Payment means ${payment?.meansCode} are not one of ${[...means].join(', ')}`,
			fix,
		},
	]);
}
