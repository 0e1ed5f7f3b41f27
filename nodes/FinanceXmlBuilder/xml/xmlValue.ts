import { decimalText, toDecimal } from '../../common/money';
import { OperatorError } from '../../common/errors';
import { isRecord } from '../../common/value';
import type { FieldLabels } from './text';

/**
 * The text of a single value: numbers as exact decimals, `true` and `false`, dates as ISO 8601.
 *
 * @throws OperatorError if it has more than one value, or an invalid number
 */
export function singleText(value: unknown, field: string, labels: FieldLabels): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return amountText(value, field, labels);
		case 'boolean':
		case 'bigint':
			return String(value);
		default:
			if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
			throw new OperatorError(`${labels.label(field)} is not a single value but ${kindOf(value)}`, {
				description:
					'A text, a number or a yes/no value is expected there. Check the item in the input panel; nothing was written for this document.',
			});
	}
}

/**
 * Exact decimal text of an amount, which is almost always the amount's own text. It uses `JSON.stringify`, which gives
 * the same text as `String`, because `String` caches its latest results: of a million amounts, V8 would keep most until
 * its next full collection.
 */
export function amountText(value: unknown, field: string, labels: FieldLabels): string {
	if (typeof value === 'number') {
		const size = Math.abs(value);
		if (size < 1e21 && (size >= 1e-6 || size === 0)) return JSON.stringify(value);
	}
	return decimalText(toDecimal(value, labels.label(field)));
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return isRecord(value) ? 'an object' : `of type ${typeof value}`;
}
