import { tryToParseDateTime } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import { valueText } from '../shared/filters/values';

/**
 * A date in HORISEN Rates' format, `2006-01-02T15:04:05Z`: UTC, whole seconds.
 *
 * @param value text, a JavaScript date or n8n's own (luxon) date; empty for now. Without an offset, it is a time in
 * `timeZone`; a date alone is its midnight there.
 * @param label names the field in the error
 * @throws OperatorError if the value is not a date
 */
export function rateDate(value: unknown, label: string, timeZone: string): string {
	if (plainText(value, label) === '') return inUtc(Date.now());
	const text = valueText(value, 'dateTime', label);
	try {
		return inUtc(tryToParseDateTime(text, timeZone).toMillis());
	} catch (cause) {
		throw new OperatorError(`${label} is not a date: ${JSON.stringify(text)}`, {
			description: `Write it like 2023-06-30 or 2023-06-30T14:00:00Z. The workflow's time zone is ${timeZone}.`,
			cause,
		});
	}
}

function inUtc(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
