import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';

/** The price list: selected in the editor, or by its ID. */
export const priceListField: INodeProperties = {
	displayName: 'Price List',
	name: 'priceList',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a price list…',
			typeOptions: { searchListMethod: 'searchPriceLists', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 101',
			hint: 'After Price List: Get Many, use {{ $json.id }}',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '\\s*[0-9]+\\s*',
						errorMessage: 'A price list ID is a whole number',
					},
				},
			],
		},
	],
};

/** @throws OperatorError if the parameter is not a whole number */
export function priceListIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const value = context.getNodeParameter('priceList', itemIndex, '', { extractValue: true });
	const id = plainText(value, 'Price List');
	if (/^\d+$/.test(id)) return id;
	throw new OperatorError(
		id === '' ? 'Price List is empty' : `Price List is not a whole number: ${JSON.stringify(id)}`,
		{
			description:
				'Choose one from the list, or give the "id" from Price List: Get Many, not the name.',
		},
	);
}
