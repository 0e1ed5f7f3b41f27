import Big from 'big.js';
import { decimalText } from '../../../../../common/money';
import { amountText, cents } from '../../amounts';
import type { Invoice, InvoiceHeader } from '../../invoice';
import { type Violation, missing, whereTrue } from '../violation';

/** BR-CO-17: the VAT differs by less than this from the net amount × the rate. */
const VAT_SLACK = 1;

/** BR-CO-17 rounds the rate and the VAT to whole numbers, too. */
const HALF = new Big('0.5');

/** The required amounts, and whether they fit into EN 16931. */
export function checkAmounts(header: InvoiceHeader): Violation[] {
	return [...checkPresent(header), ...checkDecimals(header)];
}

function checkPresent({ totals, vat }: InvoiceHeader): Violation[] {
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

/** Currencies such as KWD have three decimals. An amount is never rounded silently. */
function checkDecimals({ totals, vat, currency }: InvoiceHeader): Violation[] {
	const own = currency ?? '';
	const second = vat.accounting?.currency ?? '';
	const amounts: Array<[string, string, string, string, Big | undefined]> = [
		['BR-DEC-12', 'BT-109 Amount without VAT', 'amountNoVat', own, totals.taxExclusive],
		['BR-DEC-13', 'BT-110 VAT', 'vat', own, totals.tax],
		['BR-DEC-14', 'BT-112 Amount with VAT', 'amountVat', own, totals.taxInclusive],
		['BR-DEC-15', 'BT-111 VAT', 'domesticAmountVat', second, vat.accounting?.amount],
		['BR-DEC-16', 'BT-113 Paid amount', 'totalPaid', own, totals.paid],
		['BR-DEC-17', 'BT-114 Rounding', 'rounding', own, totals.rounding],
		['BR-DEC-18', 'BT-115 Amount due', 'total', own, totals.payable],
	];
	return amounts.flatMap(([rule, term, field, code, amount]) =>
		!amount || amount.eq(cents(amount))
			? []
			: {
					rule,
					field,
					problem: `${term} is ${decimalText(amount)} ${code}, which has more than the two decimals of EN 16931`,
					fix:
						rule === 'BR-DEC-15'
							? 'Set "Second Currency" to "None".'
							: 'An e-invoice cannot state this amount exactly. Bill in a currency with two decimals, or make the file in the format "Document" or "Custom".',
				},
	);
}

/** Whether lines, net, VAT, gross and payable amount agree, to the cent. Missing amounts agree with all. */
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
			problem: `BT-109 Amount without VAT is ${amountText(taxExclusive)}, but the lines sum to ${amountText(lineTotal)}: they differ by ${amountText(difference.abs())}, more than rounding explains`,
			fix: 'Correct the document in the source system; if its lines come from traffic, set "Lines From" to "Items"; or raise "Rounding Tolerance" if the difference comes from rounding.',
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
			problem: `BT-112 Amount with VAT is ${amountText(taxInclusive)}, but ${amountText(taxExclusive)} and VAT of ${amountText(tax)} are ${amountText(expected)}`,
			fix: 'Correct amountNoVat, vat and amountVat in the source system.',
		},
	]);
}

function checkDue({ totals: { taxInclusive, rounding, paid, payable } }: Invoice): Violation[] {
	if (!taxInclusive || !rounding || !payable) return [];
	const expected = taxInclusive.plus(rounding).minus(paid ?? 0);
	return whereTrue([
		!payable.eq(expected),
		{
			rule: 'BR-CO-16',
			field: 'total',
			problem: `BT-115 Amount due is ${amountText(payable)}, but ${amountText(taxInclusive)} and a rounding of ${amountText(rounding)}${paid ? `, minus ${amountText(paid)} paid,` : ''} are ${amountText(expected)}`,
			fix: 'Correct amountVat, rounding and total in the source system.',
		},
	]);
}

function checkTax({ totals: { taxExclusive, tax }, vat }: Invoice): Violation[] {
	const { category, percent } = vat;
	if (!percent || !category || !taxExclusive || !tax) return [];
	const expected = cents(taxExclusive.times(percent).div(100));
	const right =
		category === 'S'
			? `${decimalText(percent)} % of ${amountText(taxExclusive)} is ${amountText(expected)}`
			: `the VAT category ${category} has none`;
	const found: Array<[boolean, Violation]> = [
		[
			category === 'S' ? !tax.abs().minus(expected.abs()).abs().lt(VAT_SLACK) : !tax.eq(0),
			{
				rule: `BR-${category}-09`,
				field: 'vat',
				problem: `BT-117 VAT is ${amountText(tax)}, but ${right}`,
				fix: 'Correct vat or vatPercent in the source system.',
			},
		],
		[
			category === 'S' && percent.lt(HALF) && (tax.gte(HALF) || tax.lt(HALF.neg())),
			{
				rule: 'BR-CO-17',
				field: 'vatPercent',
				problem: `BT-119 VAT rate of ${decimalText(percent)} % counts as 0 %, but BT-117 VAT is ${amountText(tax)}`,
				fix: 'The standard has no rates below half a percent. Correct vatPercent in the source system.',
			},
		],
	];
	return whereTrue(...found);
}
