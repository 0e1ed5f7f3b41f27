import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../n8n/operation';
import { limitFields, limitOf } from '../../n8n/limit';
import { priceListField, priceListIdOf } from './priceListField';
import { simplified } from './rate';
import { rateDate } from './rateDate';
import { readRates } from './rates';
import { ratesOptions } from './ratesListing';

export const getRates: Operation = {
	value: 'getMany',
	name: 'Get Many for a Date',
	action: 'Get many rates for a date',
	description: 'Get the rates of a price list that are valid on a date',
	fields: [
		priceListField,
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			description:
				"Date of the rates; empty for now. A date without an offset is in the workflow's time zone; the node asks HORISEN in UTC.",
		},
		{
			displayName: 'Compare With Previous',
			name: 'compareWithPrevious',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the previous price of each rate. It does not show rates that are gone; Get Changes Between Dates does.',
		},
		...limitFields,
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{ name: 'Whole Rate', value: 'whole', description: 'Everything HORISEN sends' },
				{
					name: 'Simplified',
					value: 'simplified',
					description: 'Flat, with prices as exact decimal text and their difference',
				},
			],
			default: 'whole',
		},
		ratesOptions,
	],
	async execute(itemIndex) {
		const parameter = (name: string) => this.getNodeParameter(name, itemIndex);
		const diff = parameter('compareWithPrevious') as boolean;
		const rates = await readRates(
			this,
			{
				priceListId: priceListIdOf(this, itemIndex),
				date: rateDate(parameter('date'), 'Date', this.getTimezone()),
				diff,
				limit: limitOf(this, itemIndex),
			},
			parameter('options') as IDataObject,
		);
		const isWhole = parameter('output') === 'whole';
		return rates.map((rate): INodeExecutionData => ({
			json: isWhole ? (rate as IDataObject) : simplified(rate, diff),
		}));
	},
};
