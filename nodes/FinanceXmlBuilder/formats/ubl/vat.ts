import type { BusinessDocument } from '../../businessDocument';
import { accountingVat, amountOrNone } from './amounts';
import type { Kind, Vat, VatCategory } from './invoice';
import type { UblSettings } from './settings';

/**
 * The VAT category of a document. Above 0 % it is the standard one; why 0 % is charged is a tax decision that
 * the operator makes, and no document says.
 */
export function vatOf(
	document: BusinessDocument,
	{ vat }: UblSettings,
	{ sign }: Kind,
	label: (field: string) => string,
): Vat {
	const percent = amountOrNone(document.vatPercent, label('vatPercent'));
	const category: VatCategory | undefined = percent?.gt(0) ? 'S' : vat.zeroRateCategory;
	const isExempt = category !== undefined && category !== 'S' && category !== 'Z';
	return {
		category,
		percent,
		...(isExempt ? { reason: vat.exemptionReason, reasonCode: vat.exemptionReasonCode } : {}),
		accounting: vat.accountingCurrency === 'domestic' ? accountingVat(document, sign) : undefined,
	};
}
