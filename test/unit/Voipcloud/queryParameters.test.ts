import {
	type QueryValue,
	withoutQueryValues,
	withQueryValues,
} from '../../../nodes/Voipcloud/shared/queryParameters';

const PORTAL = 'https://au.voipcloud.online/api/x';

const values = (given: Partial<Record<'from' | 'to', string>> = {}): QueryValue[] => [
	{
		what: 'first day',
		value: '2023-06-01',
		usualName: 'from_date',
		givenName: given.from,
		looksLike: /from|start/i,
	},
	{
		what: 'last day',
		value: '2023-06-30',
		usualName: 'to_date',
		givenName: given.to,
		looksLike: /(^|[^a-z])to([^a-z]|$)|end/i,
	},
];

const query = (pasted: string, given?: Partial<Record<'from' | 'to', string>>) =>
	withQueryValues(new URL(PORTAL + pasted), values(given)).search;

it.each([
	['nothing pasted', '', '?from_date=2023-06-01&to_date=2023-06-30'],
	[
		'the usual names, in any order',
		'?to_date=1999-12-31&from_date=1999-12-01',
		'?to_date=2023-06-30&from_date=2023-06-01',
	],
	[
		'names of the portal, and what else is there',
		'?format=json&start=1999-12-01&end=1999-12-31',
		'?format=json&start=2023-06-01&end=2023-06-30',
	],
	[
		'an example that is given twice',
		'?from_date=a&from_date=b&to_date=c',
		'?from_date=2023-06-01&to_date=2023-06-30',
	],
	['names without values', '?from_date&to_date=', '?from_date=2023-06-01&to_date=2023-06-30'],
])('writes the values into a URL with %s', (_, pasted, expected) => {
	expect(query(pasted)).toBe(expected);
});

it('prefers the names from the options', () => {
	expect(query('?begin=1&until=2', { from: 'begin', to: ' until ' })).toBe(
		'?begin=2023-06-01&until=2023-06-30',
	);
});

it.each([
	['?day1=1999-12-01&day2=1999-12-31', 'is the first day'],
	['?start=1999-12-01&day2=1999-12-31', 'is the last day'],
	['?start=1&start_of=2&end=3', 'is the first day'],
	['?from_to=1', 'is "from_to" twice'],
])('does not ask for the example in %s', (pasted, message) => {
	expect(() => query(pasted)).toThrow(
		`Method URL does not show which of its parameters ${message}`,
	);
});

it('removes example values from the query if the values are sent as a form', () => {
	const url = withoutQueryValues(new URL(`${PORTAL}?amount=500&lang=en`), ['amount']);
	expect(url.search).toBe('?lang=en');
});
