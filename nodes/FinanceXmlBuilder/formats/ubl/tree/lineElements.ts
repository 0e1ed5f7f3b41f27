import Big from 'big.js';
import { decimalText } from '../../../../common/money';
import type { Element } from '../../../xml/tree';
import type { Invoice, Kind, Line, Vat } from '../invoice';
import { amount, attribute, each, fixed, group, type Scope, text } from './elements';

/** A line, with the VAT and the classification of the whole invoice, which the standard wants of every line. */
interface LineScope {
	line: Line;
	vat: WrittenVat;
	classification: Invoice['classification'];
	/** As UBL.BE has it of every line: of four decimals at most. */
	lineVat?: Big;
}

/** A VAT category, and what Belgium calls it. */
export type WrittenVat = Vat & { name?: string };

/** As many as UBL.BE allows: since 2026 Belgium rounds VAT to cents in the total alone. */
const LINE_VAT_DECIMALS = 4;

export function writtenVat({ vat, belgium }: Invoice): WrittenVat {
	return belgium ? { ...vat, name: belgium.categoryName } : vat;
}

function lineScope(invoice: Invoice, line: Line): LineScope {
	const { belgium, classification } = invoice;
	const vat = writtenVat(invoice);
	const lineVat = belgium && line.amount?.times(vat.percent ?? 0).div(100);
	return {
		...{ line, vat, classification },
		lineVat: lineVat?.round(LINE_VAT_DECIMALS, Big.roundHalfUp),
	};
}

export function lineElements(root: Kind['root'], currency: string) {
	const quantity = root === 'CreditNote' ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity';
	return each<Invoice, LineScope>(
		'lines',
		(invoice) => invoice.lines.map((line) => lineScope(invoice, line)),
		{
			kind: 'element',
			name: root === 'CreditNote' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
			content: [
				text<LineScope>('cbc:ID', 'line id', ({ line }) => line.id),
				text<LineScope>(quantity, 'quantity', ({ line }) => decimalText(line.quantity), unitCode()),
				amount<LineScope>('cbc:LineExtensionAmount', ({ line }) => line.amount, currency),
				group(
					'cac:InvoicePeriod',
					text<LineScope>('cbc:StartDate', 'BT-134', ({ line }) => line.period?.start),
					text<LineScope>('cbc:EndDate', 'BT-135', ({ line }) => line.period?.end),
				),
				group(
					'cac:TaxTotal',
					amount<LineScope>('cbc:TaxAmount', ({ lineVat }) => lineVat, currency),
				),
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
			group(
				'cac:SellersItemIdentification',
				text<LineScope>('cbc:ID', 'BT-155', ({ line }) => line.itemId),
			),
			group(
				'cac:CommodityClassification',
				text<LineScope>(
					'cbc:ItemClassificationCode',
					'BT-158',
					({ classification }) => classification?.code,
					attribute<LineScope>('listID', ({ classification }) => classification?.list || undefined),
					attribute<LineScope>('listVersionID', ({ classification }) => classification?.version),
				),
			),
			each<LineScope, WrittenVat>(
				'vat',
				({ vat }) => vat,
				categoryElement('cac:ClassifiedTaxCategory', categoryName(), lineReasonCode()),
			),
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

/** BR-O-05: outside the scope of VAT there is no rate, not even zero. */
export function categoryElement(
	element: string,
	name?: Element<Scope>,
	reasonCode?: Element<Scope>,
): Element<Scope> {
	return {
		kind: 'element',
		name: element,
		content: [
			text<Vat>('cbc:ID', 'VAT category', ({ category }) => category),
			...(name ? [name] : []),
			text<Vat>('cbc:Percent', 'VAT rate', ({ category, percent }) =>
				category === 'O' || !percent ? undefined : decimalText(percent),
			),
			...(reasonCode ? [reasonCode] : []),
			vatScheme(),
		],
	};
}

/** What Belgium calls the category. */
export function categoryName(): Element<Scope> {
	return text<WrittenVat>('cbc:Name', 'VAT category name', ({ name }) => name);
}

/** UBL.BE names the reason at every line, too. */
function lineReasonCode(): Element<Scope> {
	return text<WrittenVat>('cbc:TaxExemptionReasonCode', 'reason code', ({ name, reasonCode }) =>
		name === undefined ? undefined : reasonCode,
	);
}

export function vatScheme(): Element<Scope> {
	return { kind: 'element', name: 'cac:TaxScheme', content: [fixed('cbc:ID', 'VAT')] };
}
