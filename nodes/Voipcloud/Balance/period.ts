import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/;

/** A period in whole days, both included, as `YYYY-MM-DD`. */
export interface Period {
	from: string;
	to: string;
}

export const periodFields: INodeProperties[] = [
	{
		displayName: 'Period From',
		name: 'periodFrom',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2023-06-01',
		description: 'First day of the period (YYYY-MM-DD). The time is not used.',
	},
	{
		displayName: 'Period To',
		name: 'periodTo',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2023-06-30',
		description: 'Last day of the period (YYYY-MM-DD), included. The time is not used.',
	},
];

/** The ways to write a date that a portal may want; VoIPcloud's other methods take the first. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** @throws OperatorError where a day is missing or none, or the period ends before it begins */
export function periodOf(context: IExecuteFunctions, itemIndex: number): Period {
	const day = (name: string, label: string) =>
		dayOf(context.getNodeParameter(name, itemIndex), label);
	const from = day('periodFrom', 'Period From');
	const to = day('periodTo', 'Period To');
	if (from <= to) return { from, to };
	throw new OperatorError(`The period starts (${from}) after it ends (${to})`, {
		description: 'Exchange Period From and Period To, or check the expressions that give them.',
	});
}

/** A day `YYYY-MM-DD` in another format. */
export function formatDay(day: string, format: string): string {
	const [year, month, date] = day.split('-');
	return format.replace('YYYY', year).replace('MM', month).replace('DD', date);
}

/** The calendar day of text, a JavaScript date or n8n's own; it stays as it is written: no time zone moves it. */
function dayOf(value: unknown, label: string): string {
	const text = dateText(value).trim();
	const day = text.slice(0, 10);
	if (DATE.test(text) && isCalendarDay(day)) return day;
	throw new OperatorError(
		text === ''
			? `${label} is empty`
			: `${label} is not a date: ${JSON.stringify(text.slice(0, 40))}`,
		{ description: 'Give a day as YYYY-MM-DD, e.g. 2023-06-30.' },
	);
}

function dateText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	const iso = (value as { toISO?: () => unknown }).toISO?.();
	return typeof iso === 'string' ? iso : String(value);
}

function isCalendarDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
