import Big from 'big.js';
import { decimalText, roundedText } from '../../../../common/money';
import { cents } from '../amounts';
import type { Invoice, InvoiceHeader } from '../invoice';
import { type Violation, missing, whereTrue } from './violation';

/** BR-CO-17: the VAT is less than this away from the net amount × the rate. */
const VAT_SLACK = 1;

/** BR-CO-17 rounds the rate and the VAT to whole numbers, too. */
const HALF = new Big('0.5');

const text = (amount: Big): string => roundedText(amount, 2);

/** The amounts that every invoice names. */
export function checkAmounts({ totals, vat }: InvoiceHeader): Violation[] {
	return whereTrue(
		[!totals.taxExclusive, missing('BR-13', 'BT-109 Amount without VAT', 'amountNoVat')],
		[!totals.tax, missing('BR-46', 'BT-110 VAT', 'vat')],
		[
			!totals.taxInclusive,
			missing('BR-14', 'BT-112 Amount with VAT', 'amountVat', 'Fill in amountNoVat and vat.'),
		],
		[!totals.payable, missing('BR-15', 'BT-115 Amount due', 'total')],
		[
			vat.accounting !== undefined && !vat.accounting.amount,
			missing(
				'BR-53',
				`BT-111 VAT in the second currency, ${vat.accounting?.currency},`,
				'domesticAmountNoVat and domesticAmountVat',
				'Fill them in, or set "Second Currency" to "None".',
			),
		],
	);
}

/** Whether lines, net, VAT, gross and payable amount agree, to the cent. What is missing agrees with all. */
export function checkTotals(invoice: Invoice): Violation[] {
	return [...checkNet(invoice), ...checkGross(invoice), ...checkDue(invoice), ...checkTax(invoice)];
}

function checkNet({ lineTotal, roundingDifference, totals }: Invoice): Violation[] {
	const { taxExclusive } = totals;
	if (!lineTotal || !taxExclusive) return [];
	const charged = roundingDifference
		? roundingDifference.amount.times(roundingDifference.charge ? 1 : -1)
		: new Big(0);
	const difference = taxExclusive.minus(lineTotal).minus(charged);
	return whereTrue([
		!difference.eq(0),
		{
			rule: 'BR-CO-13',
			field: 'amountNoVat',
			problem: `BT-109 Amount without VAT is ${text(taxExclusive)}, but the lines sum to ${text(lineTotal)}: ${text(difference)} more than rounding explains`,
			fix: 'Correct the document in the source system; if its lines come from traffic, set "Lines From" to "Items"; or raise "Rounding Tolerance" if the difference is one of rounding.',
		},
	]);
}

function checkGross({ totals: { taxExclusive, tax, taxInclusive } }: Invoice): Violation[] {
	if (!taxExclusive || !tax || !taxInclusive) return [];
	const expected = taxExclusive.plus(tax);
	return whereTrue([
		!taxInclusive.eq(expected),
		{
			rule: 'BR-CO-15',
			field: 'amountVat',
			problem: `BT-112 Amount with VAT is ${text(taxInclusive)}, but ${text(taxExclusive)} and VAT of ${text(tax)} are ${text(expected)}`,
			fix: 'Correct amountNoVat, vat and amountVat in the source system.',
		},
	]);
}

function checkDue({ totals: { taxInclusive, rounding, payable } }: Invoice): Violation[] {
	if (!taxInclusive || !rounding || !payable) return [];
	const expected = taxInclusive.plus(rounding);
	return whereTrue([
		!payable.eq(expected),
		{
			rule: 'BR-CO-16',
			field: 'total',
			problem: `BT-115 Amount due is ${text(payable)}, but ${text(taxInclusive)} and a rounding of ${text(rounding)} are ${text(expected)}`,
			fix: 'Correct amountVat, rounding and total in the source system.',
		},
	]);
}

function checkTax({ totals: { taxExclusive, tax }, vat, profile }: Invoice): Violation[] {
	const { category, percent, accounting } = vat;
	if (!percent || !category || !taxExclusive || !tax) return [];
	const expected = cents(taxExclusive.abs().times(percent).div(100));
	const found: Array<[boolean, Violation]> = [
		[
			category === 'S' ? !tax.abs().minus(expected).abs().lt(VAT_SLACK) : !tax.eq(0),
			{
				rule: `BR-${category}-09`,
				field: 'vat',
				problem: `BT-117 VAT is ${text(tax)}, but ${decimalText(percent)} % of ${text(taxExclusive)} is ${text(expected)}`,
				fix: 'Correct vat or vatPercent in the source system.',
			},
		],
		[
			category === 'S' && percent.lt(HALF) && (tax.gte(HALF) || tax.lt(HALF.neg())),
			{
				rule: 'BR-CO-17',
				field: 'vatPercent',
				problem: `BT-119 VAT rate of ${decimalText(percent)} % counts as 0 %, but BT-117 VAT is ${text(tax)}`,
				fix: 'The standard has no rates below half a percent. Correct vatPercent in the source system.',
			},
		],
		[
			(profile.peppol || profile.xrechnung) && accounting?.amount?.times(tax).lt(0) === true,
			{
				rule: 'PEPPOL-EN16931-R055',
				field: 'domesticAmountVat',
				problem: `BT-111 VAT in ${accounting?.currency} has not the sign of BT-110 VAT ${text(tax)}`,
				fix: 'Correct domesticAmountNoVat and domesticAmountVat in the source system, or set "Second Currency" to "None".',
			},
		],
	];
	return whereTrue(...found);
}
