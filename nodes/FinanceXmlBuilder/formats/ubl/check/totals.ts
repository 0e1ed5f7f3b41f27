import Big from 'big.js';
import { decimalText, roundedText } from '../../../../common/money';
import { cents } from '../amounts';
import type { Invoice } from '../invoice';
import { type Violation, whereTrue } from './violation';

/** BR-CO-17: the VAT is less than this away from the net amount × the rate. */
const VAT_SLACK = 1;

/** BR-CO-17 rounds the rate and the VAT to whole numbers, too. */
const HALF = new Big('0.5');

const text = (amount: Big): string => roundedText(amount, 2);

/** Whether lines, net, VAT, gross and payable amount agree, to the cent. */
export function checkTotals(invoice: Invoice): Violation[] {
	return [...checkNet(invoice), ...checkSums(invoice), ...checkTax(invoice)];
}

function checkNet({ lines, lineTotal, roundingDifference, totals }: Invoice): Violation[] {
	const { taxExclusive } = totals;
	const charged = roundingDifference
		? roundingDifference.amount.times(roundingDifference.charge ? 1 : -1)
		: new Big(0);
	const sum = lines.reduce((total, { amount }) => total.plus(amount), new Big(0));
	const difference = taxExclusive.minus(lineTotal).minus(charged);
	return whereTrue(
		[
			!lineTotal.eq(sum),
			{
				rule: 'BR-CO-10',
				field: 'items',
				problem: `BT-106 Sum of lines is ${text(lineTotal)}, but the lines sum to ${text(sum)}`,
				fix: 'Report this: the node adds the lines itself.',
			},
		],
		[
			!difference.eq(0),
			{
				rule: 'BR-CO-13',
				field: 'amountNoVat',
				problem: `BT-109 Amount without VAT is ${text(taxExclusive)}, but the lines sum to ${text(lineTotal)}: ${text(difference)} more than rounding explains`,
				fix: 'Correct the document in the source system; if its lines come from traffic, set "Lines From" to "Items"; or raise "Rounding Tolerance" if the difference is one of rounding.',
			},
		],
	);
}

function checkSums({ totals }: Invoice): Violation[] {
	const { taxExclusive, tax, taxInclusive, rounding, payable } = totals;
	return whereTrue(
		[
			!taxInclusive.eq(taxExclusive.plus(tax)),
			{
				rule: 'BR-CO-15',
				field: 'amountVat',
				problem: `BT-112 Amount with VAT is ${text(taxInclusive)}, but ${text(taxExclusive)} and VAT of ${text(tax)} are ${text(taxExclusive.plus(tax))}`,
				fix: 'Correct amountNoVat, vat and amountVat in the source system.',
			},
		],
		[
			!payable.eq(taxInclusive.plus(rounding)),
			{
				rule: 'BR-CO-16',
				field: 'total',
				problem: `BT-115 Amount due is ${text(payable)}, but ${text(taxInclusive)} and a rounding of ${text(rounding)} are ${text(taxInclusive.plus(rounding))}`,
				fix: 'Correct amountVat, rounding and total in the source system.',
			},
		],
	);
}

function checkTax({ totals: { taxExclusive, tax }, vat, profile }: Invoice): Violation[] {
	const { category, percent, accounting } = vat;
	if (!percent || !category) return [];
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
			(profile.peppol || profile.xrechnung) &&
				accounting !== undefined &&
				accounting.amount.times(tax).lt(0),
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
