import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { isRecord } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import { amountOrNone, cents } from './amounts';
import type { InvoiceHeader, Line } from './invoice';
import { priceFor } from './price';
import type { UblSettings } from './ublSettings';
import { textOf } from './documentText';

/** UN/ECE Rec 20: one, for items without a unit. */
const ONE = 'C62';

/**
 * The document's items as lines (BG-25), each rounded to cents separately.
 *
 * @throws OperatorError if an item is not an object or has an invalid amount
 */
export function itemLines(
	document: BusinessDocument,
	settings: UblSettings,
	{ kind: { sign }, period }: InvoiceHeader,
	label: (field: string) => string,
): Line[] {
	const { unitCodes, itemIdField, linePeriod } = settings.invoice;
	const items: unknown[] = Array.isArray(document.items) ? document.items : [];
	return items.map((item, index) => {
		const source = `items[${index}]`;
		if (!isRecord(item)) throw notAnItem(label(source));
		const amount = (field: string): Big | undefined =>
			amountOrNone(item[field], label(`${source}.${field}`));
		const total = amount('totalNoVat')?.times(sign);
		const sourceUnit = textOf(item.measureUnit);
		return {
			id: String(index + 1),
			name: textOf(item.name),
			...countAndPrice(amount('quantity'), amount('price'), total, sign, settings),
			unit: sourceUnit === undefined ? ONE : (unitCodes.get(sourceUnit) ?? sourceUnit),
			sourceUnit,
			amount: total && cents(total),
			exactAmount: total,
			itemId: itemIdField && textOf(item[itemIdField]),
			period: linePeriod === 'yes' ? period : undefined,
			properties: [],
			source,
			fromTraffic: false,
		};
	});
}

/** A price is never negative (BR-27): the quantity is negative instead. */
function countAndPrice(
	quantity: Big | undefined,
	price: Big | undefined,
	total: Big | undefined,
	sign: 1 | -1,
	{ invoice: { priceFrom, priceBase } }: UblSettings,
): Pick<Line, 'quantity' | 'price' | 'baseQuantity'> {
	if (priceFrom === 'total' || price === undefined) {
		return { quantity: new Big(total?.lt(0) ? -1 : 1), price: total?.abs() };
	}
	const count = (quantity ?? new Big(1)).times(sign);
	return {
		quantity: price.lt(0) ? count.times(-1) : count,
		...priceFor(price, priceBase),
	};
}

function notAnItem(label: string): OperatorError {
	return new OperatorError(`${label} is not an object`, {
		description:
			'The document does not have the shape of a HORISEN document. Check the item in the input panel; the format "Custom" takes any JSON.',
	});
}
