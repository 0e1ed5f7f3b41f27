import type Big from 'big.js';
import { decimalText, roundedText } from '../../../common/money';
import type { Invoice } from './invoice';

/** The invoice's figures as exact decimal texts, for the output item; undefined what is not known. */
export interface Figures extends Record<string, string | number | undefined> {
	profile: string;
	typeCode?: string;
	currency?: string;
	lines: number;
	lineExtension?: string;
	/** Negative where it is an allowance. */
	roundingDifference?: string;
	taxExclusive?: string;
	vatCategory?: string;
	vatPercent?: string;
	tax?: string;
	taxInclusive?: string;
	rounding?: string;
	payable?: string;
	accountingCurrency?: string;
	accountingTax?: string;
}

const text = (amount: Big | undefined): string | undefined => amount && roundedText(amount, 2);

export function figuresOf(invoice: Invoice): Figures {
	const { vat, totals, roundingDifference } = invoice;
	return {
		profile: invoice.profile.name,
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
		rounding: text(totals.rounding),
		payable: text(totals.payable),
		accountingCurrency: vat.accounting?.currency,
		accountingTax: text(vat.accounting?.amount),
	};
}
