import type { IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Period } from '../../common/period';
import { chosenPeriod } from '../../n8n/periodFields';

/** The date formats that a portal may need; VoIPcloud's other methods use the first. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** @throws OperatorError if a day is missing or invalid, or the period ends before it begins */
export function balancePeriodOf(context: IExecuteFunctions, itemIndex: number): Period {
	const period = chosenPeriod(context, itemIndex);
	for (const [day, label] of [
		[period.from, 'Period From'],
		[period.to, 'Period To'],
	]) {
		if (day !== '') continue;
		throw new OperatorError(`${label} is empty`, {
			description: 'Give a day as YYYY-MM-DD, e.g. 2023-06-30, or choose another Period.',
		});
	}
	return period;
}

/** A day `YYYY-MM-DD` in another format. */
export function formatDay(day: string, format: string): string {
	const [year, month, date] = day.split('-');
	return format.replace('YYYY', year).replace('MM', month).replace('DD', date);
}
