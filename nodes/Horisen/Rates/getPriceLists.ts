import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../n8n/operation';
import { limitFields, limitOf } from '../../n8n/limit';
import { chosenPriceLists, readPriceLists } from './priceLists';
import { ratesOptions } from './ratesListing';

export const getPriceLists: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many price lists',
	description: "Get the customer's price lists",
	fields: [
		...limitFields,
		{
			displayName: 'Only',
			name: 'only',
			type: 'string',
			displayOptions: { show: { returnAll: [true] } },
			default: '',
			placeholder: 'e.g. 101, Wholesale EUR',
			description:
				'IDs or exact names of price lists, separated by commas, or an expression that gives a list; empty for all. A price list that does not exist is an error.',
		},
		ratesOptions,
	],
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const limit = limitOf(this, itemIndex);
		const priceLists = await readPriceLists(this, options, limit);
		const only = limit === undefined ? this.getNodeParameter('only', itemIndex) : '';
		return chosenPriceLists(priceLists, only).map((json) => ({ json: json as IDataObject }));
	},
};
