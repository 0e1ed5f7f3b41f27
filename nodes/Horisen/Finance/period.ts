import { OperatorError } from '../../common/errors';
import { dayText, plainText } from '../../common/formValue';
import { PERIOD_ATTRIBUTES } from './documentAttributes';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The query of a period, both days included; either may be open. A date is compared as
 * `between(documentDate)=2023-06-01,2023-06-30`; a date-time until before the day after, so that the
 * hours of the last day are in.
 */
export function writePeriod(attribute: string, from: unknown, to: unknown): string[] {
	const type = PERIOD_ATTRIBUTES.find(({ name }) => name === attribute)?.type;
	if (type === undefined) {
		throw new OperatorError(`A period cannot be on "${attribute}"`, {
			description: 'Choose one of the dates in the list of the field Period On.',
		});
	}
	const start = dayOf(from, 'Period From');
	const end = dayOf(to, 'Period To');
	if (start && end && start > end) {
		throw new OperatorError(`The period starts (${start}) after it ends (${end})`, {
			description: 'Exchange Period From and Period To, or check the expressions that give them.',
		});
	}
	if (start && end && type === 'date') return [`between(${attribute})=${start},${end}`];
	const until =
		type === 'date' ? [`lte(${attribute})=${end}`] : [`lt(${attribute})=${dayAfter(end)}`];
	return [...(start ? [`gte(${attribute})=${start}`] : []), ...(end ? until : [])];
}

function dayOf(value: unknown, label: string): string {
	return plainText(value, label) === '' ? '' : dayText(value, label);
}

function dayAfter(day: string): string {
	return day && new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
