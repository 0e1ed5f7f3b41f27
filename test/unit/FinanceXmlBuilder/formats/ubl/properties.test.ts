import Big from 'big.js';
import fc from 'fast-check';
import { Libxml2 } from '../../../../support/libxml2';
import { billing } from './arbitrary';
import { invoiceOf } from './invoiceOf';
import { rootOf, schemaFile, VALIDATED } from './schemas';

const DOCUMENTS = 10_000;

/** The amounts of an element, anywhere or in the currency given. */
function amounts(xml: string, element: string, currency = '\\w+'): Big[] {
	const pattern = new RegExp(`<cbc:${element} currencyID="${currency}">([^<]*)<`, 'g');
	return [...xml.matchAll(pattern)].map(([, amount]) => new Big(amount));
}

const sum = (list: Big[]): Big => list.reduce((total, amount) => total.plus(amount), new Big(0));
const one = (list: Big[]): Big => list[0] ?? new Big(0);

describe('any document that adds up', () => {
	// Closed after a failure, too: jest would wait for its thread for ever.
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it(`becomes an invoice that passes the check, adds up to the cent and is ${VALIDATED}: ${DOCUMENTS} of them`, async () => {
		const kinds = new Set<string>();
		await fc.assert(
			fc.asyncProperty(billing, async (made) => {
				const xml = invoiceOf(made);
				const { errors } = await libxml2.read(xml, { schemaFile: schemaFile(rootOf(xml)) });
				expect(errors).toEqual([]);
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
				const paid = sum(amounts(xml, 'PrepaidAmount'));
				expect(gross.plus(rounding).minus(paid)).toEqual(one(amounts(xml, 'PayableAmount')));
				expect(net.abs()).toEqual(new Big(made.document.amountNoVat as number).abs());
				expect(amounts(xml, 'PriceAmount').every((price) => price.gte(0))).toBe(true);
				expect(xml).not.toMatch(/(?<!Price)Amount currencyID="\w+">-?\d+(\.\d|\.\d{3,})?</);
			}),
			{ numRuns: DOCUMENTS, endOnFailure: true },
		);
		expect([...kinds].sort()).toEqual(['380', '381', '386', '389']);
	}, 600_000);

	it.each([
		// More than half a yen for each of six items.
		['amountNoVat', '10', 'BR-CO-13'],
		['amountVat', '0.01', 'BR-CO-15'],
		['total', '0.01', 'BR-CO-16'],
	])('is refused with %s off by %s: %s', (field, off, rule) => {
		fc.assert(
			fc.property(billing, (made) => {
				const { document } = made;
				// Off in the direction that keeps a self-billing document negative: a positive one is not for the rules.
				const direction = document.selfBilling === 'yes' ? -1 : 1;
				const wrong = new Big(document[field] as number).plus(new Big(off).times(direction));
				const rounding = document.rounding ?? 0;
				const changed = { ...document, rounding, totalUnpaid: null, [field]: wrong.toFixed() };
				expect(() => invoiceOf({ ...made, document: changed })).toThrow(`(${rule})`);
			}),
			{ numRuns: 300 },
		);
	});
});
