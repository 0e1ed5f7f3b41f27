import Big from 'big.js';
import { decimalOrNone, toDecimal } from '../../../common/money';
import { isAbsent } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import type { Totals, Vat } from './invoice';

const CENTS = 2;

/** All amounts of EN 16931 but prices have two decimals at most. Half-up, away from zero. */
export function cents(amount: Big): Big {
	return amount.round(CENTS, Big.roundHalfUp);
}

/**
 * The document's own figures, not recalculated: the check finds out whether they agree.
 *
 * @throws OperatorError where an amount is missing that nothing else gives
 */
export function totalsOf(
	document: BusinessDocument,
	sign: 1 | -1,
	label: (field: string) => string,
): Totals {
	const amount = (field: string): Big =>
		cents(toDecimal(document[field], label(field)).times(sign));
	const amountOr = (field: string, otherwise: () => Big): Big =>
		isAbsent(document[field]) ? otherwise() : amount(field);
	const taxExclusive = amount('amountNoVat');
	const tax = amount('vat');
	const payable = amount('total');
	const taxInclusive = amountOr('amountVat', () => taxExclusive.plus(tax));
	// HORISEN's `rounding` is what `total` has more than `amountVat`.
	const rounding = amountOr('rounding', () => payable.minus(taxInclusive));
	return { taxExclusive, tax, taxInclusive, rounding, payable };
}

/** The VAT in the owner's currency, where that is another and the document says it. */
export function accountingVat(document: BusinessDocument, sign: 1 | -1): Vat['accounting'] {
	const { currencyCode, domesticCurrencyCode } = document;
	const net = decimalOrNone(document.domesticAmountNoVat);
	const gross = decimalOrNone(document.domesticAmountVat);
	if (typeof domesticCurrencyCode !== 'string' || domesticCurrencyCode === '') return undefined;
	if (domesticCurrencyCode === currencyCode || !net || !gross) return undefined;
	return { currency: domesticCurrencyCode, amount: cents(gross.minus(net).times(sign)) };
}
