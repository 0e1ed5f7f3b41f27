import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalOrNone, decimalText, roundedText, toDecimal } from '../../../common/money';
import { isAbsent } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import type { Totals, Vat } from './invoice';

/** The decimals of all EN 16931 amounts except prices. */
const CENTS = 2;

/** Currencies of ISO 4217 without a smaller unit. */
const WITHOUT_DECIMALS = [
	...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG'],
	...['RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
];

/** All EN 16931 amounts except prices have at most two decimals. Half-up, away from zero. */
export function cents(amount: Big): Big {
	return amount.round(CENTS, Big.roundHalfUp);
}

/** Two decimals, or more if the amount needs them: it is never rounded here. */
export function amountText(amount: Big): string {
	return amount.eq(cents(amount)) ? roundedText(amount, CENTS) : decimalText(amount);
}

/**
 * The smallest step of a document's amounts: that of its currency, or of its net amount if that has smaller steps.
 */
export function smallestStep(currency: string | undefined, net: Big): Big {
	const decimals = WITHOUT_DECIMALS.includes(currency ?? '')
		? [0, 1].find((fewer) => net.eq(net.round(fewer)))
		: CENTS;
	return new Big(10).pow(-(decimals ?? CENTS));
}

/**
 * The document's own figures, neither recalculated nor rounded: the check finds out whether they agree and fit into two
 * decimals. Missing figures stay undefined, for the check to report.
 *
 * @param sign factor for the amounts
 * @param paidAmount whether the paid amount is subtracted from the amount due
 * @throws OperatorError if an amount is invalid, or paid and unpaid amounts do not sum to the total
 */
export function totalsOf(
	document: BusinessDocument,
	sign: 1 | -1,
	paidAmount: 'document' | 'none',
	label: (field: string) => string,
): Totals {
	const amount = (field: string): Big | undefined =>
		amountOrNone(document[field], label(field))?.times(sign);
	const taxExclusive = amount('amountNoVat');
	const tax = amount('vat');
	const total = amount('total');
	const taxInclusive = amount('amountVat') ?? (tax && taxExclusive?.plus(tax));
	// HORISEN's `rounding` is `total` minus `amountVat`.
	const rounding = amount('rounding') ?? (taxInclusive && total?.minus(taxInclusive));
	const paid =
		paidAmount === 'none'
			? undefined
			: paidOf(amount('totalPaid'), amount('totalUnpaid'), total, label);
	const payable = paid ? total?.minus(paid) : total;
	return { taxExclusive, tax, taxInclusive, rounding, paid, payable };
}

/** BT-113, if something is paid: `totalPaid`, or the total minus `totalUnpaid`. */
function paidOf(
	paid: Big | undefined,
	unpaid: Big | undefined,
	total: Big | undefined,
	label: (field: string) => string,
): Big | undefined {
	if (paid?.eq(0)) return undefined;
	if (paid && unpaid && total && !paid.plus(unpaid).eq(total)) {
		const [one, other, whole] = [paid, unpaid, total].map((part) => decimalText(part.abs()));
		throw new OperatorError(
			`${label('totalPaid')} is ${one} and totalUnpaid ${other}, which together are not the total of ${whole}`,
			{
				description:
					'It is unclear how much is left to pay, so no file was made. Correct the document in HORISEN, or set Invoice → Paid Amount to None: the invoice then asks for the whole total.',
			},
		);
	}
	const known = paid ?? (unpaid && total?.minus(unpaid));
	return known?.eq(0) ? undefined : known;
}

/** @throws OperatorError if a value is not an amount */
export function amountOrNone(value: unknown, label: string): Big | undefined {
	return isAbsent(value) ? undefined : toDecimal(value, label);
}

/** The VAT in the owner's currency, if that differs, from the document's amounts. */
export function accountingVat(document: BusinessDocument, sign: 1 | -1): Vat['accounting'] {
	const { currencyCode, domesticCurrencyCode: currency } = document;
	if (typeof currency !== 'string' || currency === '' || currency === currencyCode) {
		return undefined;
	}
	const net = decimalOrNone(document.domesticAmountNoVat);
	const gross = decimalOrNone(document.domesticAmountVat);
	return { currency, amount: net && gross?.minus(net).times(sign) };
}
