import { OperatorError } from '../../common/errors';
import { addDays, type Period } from '../../common/period';
import { PERIOD_ATTRIBUTES } from './documentAttributes';

/**
 * The query of a period, both days included; either end may be open. A date uses
 * `between(documentDate)=2023-06-01,2023-06-30`; a date-time ends before the next day, to include the hours of the last
 * day.
 *
 * @throws OperatorError if the attribute is not a date
 */
export function writePeriod(attribute: string, { from, to }: Period): string[] {
	const type = PERIOD_ATTRIBUTES.find(({ name }) => name === attribute)?.type;
	if (type === undefined) {
		throw new OperatorError(`"${attribute}" cannot be used for a period`, {
			description: 'Choose one of the dates in the list of the field Period On.',
		});
	}
	if (from && to && type === 'date') return [`between(${attribute})=${from},${to}`];
	const until =
		type === 'date' ? `lte(${attribute})=${to}` : `lt(${attribute})=${to && addDays(to, 1)}`;
	return [...(from ? [`gte(${attribute})=${from}`] : []), ...(to ? [until] : [])];
}
