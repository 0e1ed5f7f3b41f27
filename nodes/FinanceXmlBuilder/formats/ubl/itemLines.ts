import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { isRecord } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import { amountOrNone, cents } from './amounts';
import type { Line } from './invoice';
import { priceFor } from './price';
import type { UblSettings } from './settings';
import { textOf } from './text';

/** UN/ECE Rec 20: one, for what has no unit of its own. */
const ONE = 'C62';

/**
 * The document's items as lines (BG-25), each rounded to cents on its own.
 *
 * @param sign what the amounts are multiplied by
 * @throws OperatorError where an item is no object or has an amount that is none
 */
export function itemLines(
	document: BusinessDocument,
	settings: UblSettings,
	sign: 1 | -1,
	label: (field: string) => string,
): Line[] {
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
			unit:
				sourceUnit === undefined ? ONE : (settings.invoice.unitCodes.get(sourceUnit) ?? sourceUnit),
			sourceUnit,
			amount: total && cents(total),
			exactAmount: total,
			properties: [],
			source,
			fromTraffic: false,
		};
	});
}

/** A price is never negative (BR-27): where it would be, the quantity is. */
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
			'The document does not have the shape of a HORISEN document. Look at the item in the input panel; the format "Custom" takes any JSON.',
	});
}
