import { decimalText } from '../../../../common/money';
import type { Element } from '../../../xml/tree';
import type { Invoice, Kind, Line, Vat } from '../invoice';
import { amount, attribute, each, fixed, type Scope, text } from './elements';

/** A line, with the VAT of the whole invoice, which is what the standard wants of every line. */
interface LineScope {
	line: Line;
	vat: Vat;
}

export function lineElements(root: Kind['root'], currency: string) {
	const quantity = root === 'CreditNote' ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity';
	return each<Invoice, LineScope>(
		'lines',
		({ lines, vat }) => lines.map((line) => ({ line, vat })),
		{
			kind: 'element',
			name: root === 'CreditNote' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
			content: [
				text<LineScope>('cbc:ID', 'line id', ({ line }) => line.id),
				text<LineScope>(quantity, 'quantity', ({ line }) => decimalText(line.quantity), unitCode()),
				amount<LineScope>('cbc:LineExtensionAmount', ({ line }) => line.amount, currency),
				itemElement(),
				priceElement(currency),
			],
		},
	);
}

function itemElement(): Element<Scope> {
	return {
		kind: 'element',
		name: 'cac:Item',
		content: [
			text<LineScope>('cbc:Name', 'item name', ({ line }) => line.name),
			each<LineScope, Vat>('vat', ({ vat }) => vat, categoryElement('cac:ClassifiedTaxCategory')),
			each<LineScope, Line['properties'][number]>('properties', ({ line }) => line.properties, {
				kind: 'element',
				name: 'cac:AdditionalItemProperty',
				content: [
					text<Line['properties'][number]>('cbc:Name', 'property', ({ name }) => name),
					text<Line['properties'][number]>('cbc:Value', 'property', ({ value }) => value),
				],
			}),
		],
	};
}

function priceElement(currency: string): Element<Scope> {
	return {
		kind: 'element',
		name: 'cac:Price',
		content: [
			text<LineScope>(
				'cbc:PriceAmount',
				'price',
				({ line }) => line.price && decimalText(line.price),
				{
					name: 'currencyID',
					value: currency,
				},
			),
			text<LineScope>(
				'cbc:BaseQuantity',
				'price base',
				({ line }) => line.baseQuantity?.toString(),
				unitCode(),
			),
		],
	};
}

function unitCode() {
	return attribute<LineScope>('unitCode', ({ line }) => line.unit);
}

/** BR-O-05: what VAT does not apply to has no rate, not even zero. */
export function categoryElement(name: string): Element<Scope> {
	return {
		kind: 'element',
		name,
		content: [
			text<Vat>('cbc:ID', 'VAT category', ({ category }) => category),
			text<Vat>('cbc:Percent', 'VAT rate', ({ category, percent }) =>
				category === 'O' || !percent ? undefined : decimalText(percent),
			),
			vatScheme(),
		],
	};
}

export function vatScheme(): Element<Scope> {
	return { kind: 'element', name: 'cac:TaxScheme', content: [fixed('cbc:ID', 'VAT')] };
}
