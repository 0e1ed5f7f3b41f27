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
 * The document's own figures, not recalculated: the check finds out whether they agree. What is missing and
 * nothing else gives stays undefined, for the check to name.
 *
 * @throws OperatorError where an amount is there and is none
 */
export function totalsOf(
	document: BusinessDocument,
	sign: 1 | -1,
	label: (field: string) => string,
): Totals {
	const amount = (field: string): Big | undefined => {
		const found = amountOrNone(document[field], label(field));
		return found && cents(found.times(sign));
	};
	const taxExclusive = amount('amountNoVat');
	const tax = amount('vat');
	const payable = amount('total');
	const taxInclusive = amount('amountVat') ?? (tax && taxExclusive?.plus(tax));
	// HORISEN's `rounding` is what `total` has more than `amountVat`.
	const rounding = amount('rounding') ?? (taxInclusive && payable?.minus(taxInclusive));
	return { taxExclusive, tax, taxInclusive, rounding, payable };
}

/** @throws OperatorError where something is there that is no amount */
export function amountOrNone(value: unknown, label: string): Big | undefined {
	return isAbsent(value) ? undefined : toDecimal(value, label);
}

/** The VAT in the owner's currency, where that is another one. */
export function accountingVat(document: BusinessDocument, sign: 1 | -1): Vat['accounting'] {
	const { currencyCode, domesticCurrencyCode: currency } = document;
	if (typeof currency !== 'string' || currency === '' || currency === currencyCode) {
		return undefined;
	}
	const net = decimalOrNone(document.domesticAmountNoVat);
	const gross = decimalOrNone(document.domesticAmountVat);
	return { currency, amount: net && gross && cents(gross.minus(net).times(sign)) };
}
