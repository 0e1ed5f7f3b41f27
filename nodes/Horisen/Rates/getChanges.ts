import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Operation } from '../../routing/operation';
import { priceListField, priceListIdOf } from './priceListField';
import { compareRates, type RatesOfDate } from './rateChanges';
import { rateDate } from './rateDate';
import { ratesSubject, readRates } from './rates';
import { optionsField } from './ratesListing';

export const getChanges: Operation = {
	value: 'getChanges',
	name: 'Get Changes Between Dates',
	action: 'Get rate changes between dates',
	description: 'Compare the rates of a price list on two dates: up, down, new, gone',
	fields: [
		priceListField,
		{
			displayName: 'Date From',
			name: 'dateFrom',
			type: 'dateTime',
			default: '',
			required: true,
			description:
				"When the earlier rates hold. A date without an offset is in the workflow's time zone; HORISEN is asked in UTC.",
		},
		{
			displayName: 'Date To',
			name: 'dateTo',
			type: 'dateTime',
			default: '',
			description: 'When the later rates hold; empty for now',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'Items',
					value: 'items',
					description: 'One item a changed rate, largest change first; none where nothing changed',
				},
				{
					name: 'Summary',
					value: 'summary',
					description: 'One item with the counts and, in a field, the list of changes',
				},
			],
			default: 'items',
		},
		optionsField,
	],
	async execute(itemIndex) {
		const priceListId = priceListIdOf(this, itemIndex);
		const { dateFrom, dateTo } = datesOf(this, itemIndex);
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const ratesOn = async (date: string): Promise<RatesOfDate> => {
			const request = { priceListId, date };
			return { subject: ratesSubject(request), rates: await readRates(this, request, options) };
		};
		const { changes, counts, unchanged } = compareRates(
			await ratesOn(dateFrom),
			await ratesOn(dateTo),
		);
		const about = { priceListId: Number(priceListId), dateFrom, dateTo };
		if (this.getNodeParameter('output', itemIndex) === 'items') {
			return changes.map((change) => ({ json: { ...about, ...change } }));
		}
		return [{ json: { ...about, changed: changes.length, ...counts, unchanged, changes } }];
	},
};

function datesOf(
	context: IExecuteFunctions,
	itemIndex: number,
): { dateFrom: string; dateTo: string } {
	const from = context.getNodeParameter('dateFrom', itemIndex);
	if (from === undefined || from === null || from === '') {
		throw new OperatorError('Date From is empty', {
			description:
				'Give the earlier of the two dates. An expression that finds nothing gives an empty value.',
		});
	}
	const dateFrom = rateDate(from, 'Date From', context.getTimezone());
	const dateTo = rateDate(
		context.getNodeParameter('dateTo', itemIndex),
		'Date To',
		context.getTimezone(),
	);
	if (dateFrom < dateTo) return { dateFrom, dateTo };
	throw new OperatorError(`Date From (${dateFrom}) is not before Date To (${dateTo})`, {
		description: 'Exchange the two dates, or check the expressions that give them.',
	});
}
