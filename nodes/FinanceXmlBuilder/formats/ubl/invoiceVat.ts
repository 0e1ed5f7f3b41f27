import type { BusinessDocument } from '../../businessDocument';
import { accountingVat, amountOrNone } from './amounts';
import type { Kind, Vat, VatCategory } from './invoice';
import type { UblSettings } from './ublSettings';

/**
 * The VAT category of a document. Above 0 % it is the standard category. The reason for 0 % is a tax decision of the
 * operator, which no document states.
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
