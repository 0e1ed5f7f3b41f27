import { RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';
import { isNorwegian } from './checkDigits';
import { supplierCountry } from './nationalRules';

/** Rules for sellers of Norway. */
export const norway: RuleSet = {
	release: RELEASES.peppol,
	holds: (parties) => supplierCountry(parties) === 'NO',
	checkHeader: checkVatId,
};

function checkVatId({ seller }: InvoiceHeader): Violation[] {
	const { vatId } = seller;
	const number = /^NO(\d{9})MVA$/.exec(vatId ?? '')?.[1];
	return whereTrue([
		vatId?.startsWith('NO') === true && (number === undefined || !isNorwegian(number)),
		{
			rule: 'NO-R-001',
			field: partyField(seller, 'vatId'),
			problem: `BT-31 Seller VAT ID ${JSON.stringify(vatId)} is not NO, an organisation number and MVA`,
			fix: `Fill in ${partyField(seller, 'vatId')}, e.g. NO974760673MVA.`,
		},
	]);
}
