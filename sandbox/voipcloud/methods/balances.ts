import type { Method, Parameters } from '../call';
import { balanceOf } from '../data/account';
import { Refusal } from '../errors';
import type { State } from '../state';

export function balanceMethods({ data }: State): Method[] {
	return [
		{
			name: 'customerBalance',
			verb: 'GET',
			path: 'get-customer-balance',
			parameters: ['from_date', 'to_date', 'account_number'],
			answer: (parameters) => {
				const { from, to } = periodOf(parameters);
				return balanceOf(data.customer(parameters.get('account_number') ?? ''), from, to);
			},
		},
		{
			name: 'partnerBalance',
			verb: 'GET',
			path: 'get-partner-balance',
			parameters: ['from_date', 'to_date'],
			answer: (parameters) => {
				const { from, to } = periodOf(parameters);
				return balanceOf(data.partner, from, to);
			},
		},
	];
}

function periodOf(parameters: Parameters): { from: string; to: string } {
	const [from, to] = ['from_date', 'to_date'].map((name) => {
		const text = parameters.get(name) ?? '';
		if (isDay(text)) return text;
		throw new Refusal(400, `${name} must be a date as yyyy-mm-dd.`);
	});
	if (from > to) throw new Refusal(400, 'from_date must not be after to_date.');
	return { from, to };
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
