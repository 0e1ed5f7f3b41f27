import Big from 'big.js';
import fc from 'fast-check';
import { UblFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl';
import { Skeletons } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/skeletons';
import { Stamping } from '../../../../../nodes/FinanceXmlBuilder/xml/stamping';
import { XmlText } from '../../../../../nodes/FinanceXmlBuilder/xml/text';
import { Libxml2 } from '../../../../support/libxml2';
import { type Billing, billing } from './arbitrary';
import { schemaFile, VALIDATED } from './schemas';
import { ublSettings } from './settings';

const DOCUMENTS = 10_000;
const VALIDATED_DOCUMENTS = 300;

const skeletons = new Skeletons();

/** The invoice, or the error of the node's check. */
function xmlOf({ document, settings }: Billing): string {
	const format = new UblFormat(ublSettings(settings), skeletons);
	const stamping = new Stamping('Document "1"', new XmlText('replace'));
	return format.open({ document, trafficKind: 'none', stamping }).tail();
}

/** The amounts of an element, anywhere or in the currency given. */
function amounts(xml: string, element: string, currency = '\\w+'): Big[] {
	const pattern = new RegExp(`<cbc:${element} currencyID="${currency}">([^<]*)<`, 'g');
	return [...xml.matchAll(pattern)].map(([, amount]) => new Big(amount));
}

const sum = (list: Big[]): Big => list.reduce((total, amount) => total.plus(amount), new Big(0));
const one = (list: Big[]): Big => list[0] ?? new Big(0);

describe('any document that adds up', () => {
	it(`is an invoice that the check passes and that adds up to the cent: ${DOCUMENTS} of them`, () => {
		const kinds = new Set<string>();
		fc.assert(
			fc.property(billing, (made) => {
				const xml = xmlOf(made);
				kinds.add(/TypeCode>(\d+)</.exec(xml)?.[1] ?? '');
				const [lines, sumOfLines] = [
					amounts(xml.slice(xml.indexOf('Line><')), 'LineExtensionAmount'),
					one(amounts(xml, 'LineExtensionAmount')),
				];
				const net = one(amounts(xml, 'TaxExclusiveAmount'));
				const gross = one(amounts(xml, 'TaxInclusiveAmount'));
				const charges = sum(amounts(xml, 'ChargeTotalAmount'));
				const allowances = sum(amounts(xml, 'AllowanceTotalAmount'));
				const rounding = sum(amounts(xml, 'PayableRoundingAmount'));
				const currency = made.document.currencyCode as string;
				const [tax] = amounts(xml, 'TaxAmount', currency);
				expect(sum(lines)).toEqual(sumOfLines);
				expect(sumOfLines.plus(charges).minus(allowances)).toEqual(net);
				expect(net.plus(tax)).toEqual(gross);
				expect(gross.plus(rounding)).toEqual(one(amounts(xml, 'PayableAmount')));
				expect(net.abs()).toEqual(new Big(made.document.amountNoVat as number).abs());
				expect(amounts(xml, 'PriceAmount').every((price) => price.gte(0))).toBe(true);
				expect(xml).not.toMatch(/(?<!Price)Amount currencyID="\w+">-?\d+(\.\d|\.\d{3,})?</);
			}),
			{ numRuns: DOCUMENTS, endOnFailure: true },
		);
		expect([...kinds].sort()).toEqual(['380', '381', '386', '389']);
	}, 240_000);

	it(`is ${VALIDATED}: ${VALIDATED_DOCUMENTS} of them`, async () => {
		const libxml2 = new Libxml2();
		for (const made of fc.sample(billing, VALIDATED_DOCUMENTS)) {
			const xml = xmlOf(made);
			const root = xml.includes('<CreditNote ') ? 'CreditNote' : 'Invoice';
			const { errors } = await libxml2.read(xml, { schemaFile: schemaFile(root) });
			expect({ errors, made: errors.length > 0 ? made : undefined }).toEqual({ errors: [] });
		}
		await libxml2.close();
	}, 120_000);

	it.each([
		['amountNoVat', '1', 'BR-CO-13'],
		['amountVat', '0.01', 'BR-CO-15'],
		['total', '0.01', 'BR-CO-16'],
	])('is refused with %s off by %s: %s', (field, off, rule) => {
		fc.assert(
			fc.property(billing, ({ document, settings }) => {
				const wrong = new Big(document[field] as number).plus(off);
				const rounding = document.rounding ?? 0;
				const changed = { ...document, rounding, [field]: wrong.toFixed() };
				expect(() => xmlOf({ document: changed, settings })).toThrow(`(${rule})`);
			}),
			{ numRuns: 300 },
		);
	});
});
