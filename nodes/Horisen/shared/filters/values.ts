import { OperatorError } from '../../../common/errors';
import { dateText, dayText, plainText } from '../../../common/formValue';
import type { AttributeType } from './operators';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/**
 * One filter value in the vendor's format, from a form field or an expression: text, a number, a JavaScript date or
 * n8n's (luxon) date.
 *
 * @param label names the filter in the error, e.g. `Filter "documentDate between", From`
 * @throws OperatorError if the value is empty or does not fit the type
 */
export function valueText(value: unknown, type: AttributeType, label: string): string {
	const text = plainText(value, label);
	if (text === '') {
		throw new OperatorError(`${label} is empty`, {
			description:
				'Give a value or remove the filter. An expression that finds nothing gives an empty value; to look for missing values use Is Null or Is Empty.',
		});
	}
	switch (type) {
		case 'date':
			return dayText(value, label);
		case 'dateTime':
			return dateTimeText(text, label);
		case 'number':
			if (!NUMBER.test(text)) {
				throw new OperatorError(`${label} is not a number: ${JSON.stringify(text)}`, {
					description: 'Write numbers with a decimal point and without thousands separators.',
				});
			}
			return text;
		default:
			return text;
	}
}

function dateTimeText(text: string, label: string): string {
	dateText(text, label);
	return text.replace(' ', 'T');
}

/** Whether `from` is after `to`, for two values of one type. */
export function isReversed(from: string, to: string, type: AttributeType): boolean {
	if (type === 'number') return Number(from) > Number(to);
	if (type !== 'dateTime') return from > to;
	// The same instant may be written in different zones; without zones the text decides.
	const [start, end] = [Date.parse(from), Date.parse(to)];
	return start > end;
}
