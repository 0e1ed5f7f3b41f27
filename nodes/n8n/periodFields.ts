import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../common/errors';
import { dayText, plainText } from '../common/formValue';
import { oneOf } from '../common/oneOf';
import {
	checkedPeriod,
	dayIn,
	describePeriod,
	MOST_DAYS,
	type Period,
	type PeriodChoice,
	periodOf,
	PERIODS,
} from '../common/period';

const DEFAULT_DAYS = 45;

/**
 * The Period dropdown of a listing operation, and the fields of its choices.
 *
 * @param what it lists, e.g. `documents`
 * @param openEnds whether the period may lack a beginning or an end
 */
export function periodFields(what: string, { openEnds = true } = {}): INodeProperties[] {
	const all = { name: 'All', value: 'all', description: `All ${what}, whatever their date` };
	return [
		{
			displayName: 'Period',
			name: 'period',
			type: 'options',
			options: [
				...(openEnds ? [all] : []),
				{
					name: 'Between',
					value: 'between',
					description: 'From one day to another, both included',
				},
				{
					name: 'Last Days',
					value: 'lastDays',
					description: 'Today and the given number of days before it',
				},
				{
					name: 'Last Month',
					value: 'lastMonth',
					description: `The whole calendar month before this one. Misses ${what} that are approved after its end.`,
				},
				{ name: 'This Month', value: 'thisMonth', description: 'The whole calendar month' },
			],
			default: openEnds ? 'all' : 'lastMonth',
			description:
				'Which days to list. The time zone in the settings of the workflow decides which day is today; without it, n8n uses its own, by default America/New_York. The output states both dates and the zone.',
		},
		{
			displayName: 'Days',
			name: 'periodDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MOST_DAYS, numberPrecision: 0 },
			displayOptions: { show: { period: ['lastDays'] } },
			default: DEFAULT_DAYS,
			description:
				'How many days before today the period begins; today is included. Choose enough days to include late approvals.',
		},
		betweenField(
			'Period From',
			'periodFrom',
			'e.g. 2023-06-01',
			'First day of the period',
			openEnds,
		),
		betweenField('Period To', 'periodTo', 'e.g. 2023-06-30', 'Last day of the period', openEnds),
	];
}

function betweenField(
	displayName: string,
	name: string,
	placeholder: string,
	what: string,
	isOptional: boolean,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		displayOptions: { show: { period: ['between'] } },
		default: '',
		required: !isOptional,
		placeholder,
		description: `${what} (YYYY-MM-DD), included${isOptional ? '; empty for none' : ''}. The time is not used.`,
	};
}

/**
 * The days that the fields above ask for, in the workflow's time zone.
 *
 * @throws OperatorError naming the field with an invalid value
 */
export function chosenPeriod(
	context: Pick<IExecuteFunctions, 'getNodeParameter' | 'getTimezone'>,
	itemIndex: number,
	now = new Date(),
): Period {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const choice: PeriodChoice = oneOf(parameter('period'), PERIODS, 'Period');
	if (choice === 'between') {
		return checkedPeriod({
			from: dayOf(parameter('periodFrom', ''), 'Period From'),
			to: dayOf(parameter('periodTo', ''), 'Period To'),
		});
	}
	const days = choice === 'lastDays' ? daysOf(parameter('periodDays')) : 0;
	return periodOf(choice, dayIn(context.getTimezone(), now), days);
}

/** Says above the output which days it covers. */
export function hintAtPeriod(context: IExecuteFunctions, what: string, period: Period): void {
	context.addExecutionHints({
		message: `${what} ${describePeriod(period)} (time zone ${context.getTimezone()})`,
		type: 'info',
		location: 'outputPane',
	});
}

function dayOf(value: unknown, label: string): string {
	return plainText(value, label) === '' ? '' : dayText(value, label);
}

function daysOf(value: unknown): number {
	const days = value === '' || value === null ? NaN : Number(value);
	if (Number.isInteger(days) && days >= 0 && days <= MOST_DAYS) return days;
	throw new OperatorError(
		`Days is not a whole number up to ${MOST_DAYS}: ${JSON.stringify(value)}`,
		{
			description: 'Correct the number, or the expression that gives it.',
		},
	);
}
