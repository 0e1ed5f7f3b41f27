import { decimalText } from '../../../../../common/money';
import { RELEASES } from '../../codes/codeLists';
import type { InvoiceHeader } from '../../invoice';
import type { RuleSet } from '../ruleSet';
import { partyField, type Violation, whereTrue } from '../violation';
import { isSwedish } from './checkDigits';

/** The seller's F-tax approval, as BT-32. */
const F_TAX = 'Godkänd för F-skatt';

const RATES = [25, 12, 6];

/** Rules for sellers in Sweden. */
export const sweden: RuleSet = {
	release: RELEASES.peppol,
	holds: ({ seller }) => seller.country === 'SE',
	checkHeader: (header) => [...checkNumbers(header), ...checkRate(header)],
};

function checkNumbers({ seller }: InvoiceHeader): Violation[] {
	const { vatId, taxId, legalId } = seller;
	return whereTrue(
		[
			vatId?.startsWith('SE') === true && !/^SE\d{12}$/.test(vatId),
			{
				rule: 'SE-R-001',
				field: partyField(seller, 'vatId'),
				problem: `BT-31 Seller VAT ID ${JSON.stringify(vatId)} is not SE and 12 digits`,
				fix: `Fill in ${partyField(seller, 'vatId')}: SE, the organisation number and 01, e.g. SE556036079301.`,
			},
		],
		[
			legalId !== undefined && !isSwedish(legalId),
			{
				rule: 'SE-R-013',
				field: partyField(seller, 'legalId'),
				problem: `BT-30 Seller legal ID ${JSON.stringify(legalId)} is not a Swedish organisation number`,
				fix: `Fill in ${partyField(seller, 'legalId')} with only its ten digits, e.g. 5560360793.`,
			},
		],
		[
			legalId !== undefined && taxId !== undefined && taxId.toUpperCase() !== F_TAX.toUpperCase(),
			{
				rule: 'SE-R-005',
				field: partyField(seller, 'taxId'),
				problem: `BT-32 Seller tax registration is ${JSON.stringify(taxId)}`,
				fix: `A Swedish seller writes "${F_TAX}" there or leaves it empty.`,
			},
		],
	);
}

function checkRate({ seller, vat: { category, percent } }: InvoiceHeader): Violation[] {
	const isSwedishVat = seller.vatId?.startsWith('SE') === true;
	return whereTrue([
		isSwedishVat && category === 'S' && !!percent && !RATES.some((rate) => percent.eq(rate)),
		{
			rule: 'SE-R-006',
			field: 'vatPercent',
			problem: `BT-119 VAT rate of ${percent && decimalText(percent)} % does not exist in Sweden`,
			fix: 'Sweden has 25, 12 and 6 %. Correct vatPercent in the source system.',
		},
	]);
}
