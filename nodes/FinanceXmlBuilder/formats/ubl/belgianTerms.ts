import { decimalText } from '../../../common/money';
import { BELGIUM_CODES } from './codes/codeLists';
import type { BelgianTerms, InvoiceHeader, Vat } from './invoice';

/** What made the invoice, with its version: that of the node, so that the same document gives the same file. */
const SOFTWARE = 'n8n-nodes-telecom-finance, Finance XML Builder 1';

/** Names of Belgium's own rates. */
const NAMES_OF_RATES: Readonly<Record<string, string>> = { '6': '01', '12': '02', '21': '03' };

/**
 * What UBL.BE asks for beyond EN 16931: the name of the VAT category, the program that made the invoice, and the
 * document that the invoice is.
 *
 * @param chosen name of the category, used if rate and category leave a choice
 */
export function belgianTerms(
	{ id, kind, vat }: Pick<InvoiceHeader, 'id' | 'kind' | 'vat'>,
	chosen: string | undefined,
): BelgianTerms {
	return {
		// Sales to consumers of other countries (OSS) may have a rate that is Belgium's own, too.
		categoryName: chosen?.startsWith('OSS') ? chosen : (onlyName(vat) ?? chosen),
		documents: [
			{ id: 'UBL.BE', description: SOFTWARE },
			{ id, description: kind.root === 'Invoice' ? 'CommercialInvoice' : 'CreditNote' },
		],
	};
}

/** The only name that there is for the rate and the category. */
function onlyName({ category, percent }: Vat): string | undefined {
	if (category === 'Z') return '00';
	if (category === 'O') return 'NS';
	return category === 'S' && percent ? NAMES_OF_RATES[decimalText(percent)] : undefined;
}

/** Belgium's words for a VAT category without VAT, and their code; the operator's own come before them. */
export function belgianReason(
	{ category, reason, reasonCode }: Vat,
	categoryName: string | undefined,
): Pick<Vat, 'reason' | 'reasonCode'> {
	const hasReason = category !== 'S' && category !== 'Z';
	if (!hasReason || reason !== undefined || reasonCode !== undefined) return { reason, reasonCode };
	const code = `BETE-${categoryName === 'NA' ? 'EX' : categoryName}`;
	const index = [...BELGIUM_CODES.reasonCodes].indexOf(code);
	return index < 0 ? {} : { reasonCode: code, reason: [...BELGIUM_CODES.reasons][index] };
}
