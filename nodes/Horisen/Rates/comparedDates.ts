import { tryToParseDateTime } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { wholeAmountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import { addDays, dayIn, MOST_DAYS } from '../../common/period';
import { rateDate } from './rateDate';

/** Two moments in HORISEN Rates' format, and their days for people. */
export interface ComparedDates {
	dateFrom: string;
	dateTo: string;
	/** `YYYY-MM-DD` in the workflow's time zone. */
	dayFrom: string;
	dayTo: string;
}

/** The two dates to compare. */
export const comparedDatesFields: INodeProperties[] = [
	{
		displayName: 'Compare',
		name: 'compare',
		type: 'options',
		options: [
			{
				name: 'Days Ago With Today',
				value: 'daysAgo',
				description:
					"Compare the start of an earlier day with the start of today, in the workflow's time zone: daily runs leave no gaps",
			},
			{ name: 'Two Dates', value: 'twoDates', description: 'Any two moments' },
		],
		default: 'twoDates',
	},
	{
		displayName: 'Days Ago',
		name: 'daysAgo',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_DAYS },
		displayOptions: { show: { compare: ['daysAgo'] } },
		default: 1,
		description: 'How many days before today the earlier rates are valid; 1 is yesterday',
	},
	{
		displayName: 'Date From',
		name: 'dateFrom',
		type: 'dateTime',
		displayOptions: { show: { compare: ['twoDates'] } },
		default: '',
		required: true,
		description:
			"Date of the earlier rates. A date without an offset is in the workflow's time zone; the node asks HORISEN in UTC.",
	},
	{
		displayName: 'Date To',
		name: 'dateTo',
		type: 'dateTime',
		displayOptions: { show: { compare: ['twoDates'] } },
		default: '',
		description: 'Date of the later rates; empty for now',
	},
];

/** @throws OperatorError unless there are two dates in order */
export function comparedDatesOf(context: IExecuteFunctions, itemIndex: number): ComparedDates {
	const timeZone = context.getTimezone();
	const compare = oneOf(
		context.getNodeParameter('compare', itemIndex),
		['daysAgo', 'twoDates'],
		'Compare',
	);
	const dates =
		compare === 'daysAgo'
			? daysBefore(context.getNodeParameter('daysAgo', itemIndex), timeZone)
			: {
					dateFrom: rateDate(earlierDate(context, itemIndex), 'Date From', timeZone),
					dateTo: rateDate(context.getNodeParameter('dateTo', itemIndex), 'Date To', timeZone),
				};
	const { dateFrom, dateTo } = dates;
	if (dateFrom < dateTo) {
		const [dayFrom, dayTo] = [dateFrom, dateTo].map((date) => dayIn(timeZone, new Date(date)));
		return { dateFrom, dateTo, dayFrom, dayTo };
	}
	throw new OperatorError(`Date From (${dateFrom}) is not before Date To (${dateTo})`, {
		description: 'Swap the two dates, or check the expressions that give them.',
	});
}

function earlierDate(context: IExecuteFunctions, itemIndex: number): unknown {
	const from = context.getNodeParameter('dateFrom', itemIndex);
	if (from !== undefined && from !== null && from !== '') return from;
	throw new OperatorError('Date From is empty', {
		description:
			'Give the earlier of the two dates. An expression that finds nothing gives an empty value.',
	});
}

/** When clocks change, a day does not start 24 hours after the previous one. */
function daysBefore(value: unknown, timeZone: string): { dateFrom: string; dateTo: string } {
	const days = wholeAmountOf(value, 'Days Ago', 1, MOST_DAYS);
	const today = dayIn(timeZone, new Date());
	const [dateFrom, dateTo] = [addDays(today, -days), today].map((day) =>
		rateDate(tryToParseDateTime(day, timeZone).toISO(), 'Days Ago', timeZone),
	);
	return { dateFrom, dateTo };
}
