import { RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';
import { supplierCountry } from './nationalRules';

/** Rules for sellers of Italy. */
export const italy: RuleSet = {
	release: RELEASES.peppol,
	holds: (parties) => supplierCountry(parties) === 'IT',
	requires: [
		{ rule: 'IT-R-002', terms: ['BT-35'] },
		{ rule: 'IT-R-003', terms: ['BT-37'] },
		{ rule: 'IT-R-004', terms: ['BT-38'] },
	],
	checkHeader: checkTaxId,
};

function checkTaxId({ seller }: InvoiceHeader): Violation[] {
	const { taxId } = seller;
	return whereTrue([
		taxId !== undefined && !/^[A-Z0-9]{11,16}$/.test(taxId),
		{
			rule: 'IT-R-001',
			field: partyField(seller, 'taxId'),
			problem: `BT-32 Seller tax registration ${JSON.stringify(taxId)} is not a Codice Fiscale`,
			fix: `Fill in ${partyField(seller, 'taxId')} with 11 to 16 capitals or digits, e.g. 00743110157, or leave it empty.`,
		},
	]);
}
