import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { limitFields, limitOf } from '../../n8n/limit';
import { priceListField, priceListIdOf } from './priceListField';
import { simplified } from './rate';
import { rateDate } from './rateDate';
import { readRates } from './rates';
import { optionsField } from './ratesListing';

export const getRates: Operation = {
	value: 'getMany',
	name: 'Get Many for a Date',
	action: 'Get many rates for a date',
	description: 'Get the rates of a price list that hold on a date',
	fields: [
		priceListField,
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			description:
				"When the rates hold; empty for now. A date without an offset is in the workflow's time zone; HORISEN is asked in UTC.",
		},
		{
			displayName: 'Compare With Previous',
			name: 'compareWithPrevious',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the previous price of each rate. Rates that are gone are not in it: Get Changes Between Dates shows them.',
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
					description:
						'Flat, with prices as exact decimal text and the difference computed from them',
				},
			],
			default: 'whole',
		},
		optionsField,
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
