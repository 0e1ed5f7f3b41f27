import type Big from 'big.js';
import { decimalText } from '../../../common/money';
import { amountText } from './amounts';
import type { Invoice } from './invoice';

/** The invoice's figures as exact decimal texts, for the output item; undefined if unknown. */
export interface Figures extends Record<string, string | number | undefined> {
	profile: string;
	typeCode?: string;
	currency?: string;
	lines: number;
	lineExtension?: string;
	/** Negative for an allowance. */
	roundingDifference?: string;
	taxExclusive?: string;
	vatCategory?: string;
	vatPercent?: string;
	tax?: string;
	taxInclusive?: string;
	/** The paid amount. */
	paid?: string;
	rounding?: string;
	payable?: string;
	accountingCurrency?: string;
	accountingTax?: string;
}

const text = (amount: Big | undefined): string | undefined => amount && amountText(amount);

export function figuresOf(invoice: Invoice): Figures {
	const { vat, totals, roundingDifference } = invoice;
	return {
		profile: invoice.specification.name,
		typeCode: invoice.kind.typeCode,
		currency: invoice.currency,
		lines: invoice.lines.length,
		lineExtension: text(invoice.lineTotal),
		roundingDifference:
			roundingDifference &&
			text(roundingDifference.amount.times(roundingDifference.charge ? 1 : -1)),
		taxExclusive: text(totals.taxExclusive),
		vatCategory: vat.category,
		vatPercent: vat.percent && decimalText(vat.percent),
		tax: text(totals.tax),
		taxInclusive: text(totals.taxInclusive),
		paid: text(totals.paid),
		rounding: text(totals.rounding),
		payable: text(totals.payable),
		accountingCurrency: vat.accounting?.currency,
		accountingTax: text(vat.accounting?.amount),
	};
}
