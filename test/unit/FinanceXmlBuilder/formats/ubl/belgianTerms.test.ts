import Big from 'big.js';
import { belgianTerms } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/belgianTerms';
import type {
	InvoiceHeader,
	Vat,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/invoice';

const kind = { root: 'Invoice' } as InvoiceHeader['kind'];

const nameOf = (category: Vat['category'], percent: number, chosen?: string) =>
	belgianTerms({ id: '4711', kind, vat: { category, percent: new Big(percent) } }, chosen)
		.categoryName;

describe('the name of the VAT category in UBL.BE', () => {
	it.each<[string, Vat['category'], number, string | undefined, string | undefined]>([
		['the name of a Belgian rate comes before a choice for other invoices', 'S', 21, '44', '03'],
		['the name of a zero rate, too', 'Z', 0, '44', '00'],
		['OSS may have a Belgian rate', 'S', 21, 'OSS-S', 'OSS-S'],
		['without VAT it is the choice', 'AE', 0, '44', '44'],
		['another rate has none', 'S', 19, undefined, undefined],
	])('%s', (_, category, percent, chosen, expected) => {
		expect(nameOf(category, percent, chosen)).toBe(expected);
	});
});
