import type { INodeProperties } from 'n8n-workflow';

export const priceBase: INodeProperties = {
	displayName: 'Price For',
	name: 'priceBase',
	type: 'options',
	options: [
		{ name: 'A Thousand if Prices Are Below a Cent', value: 'auto' },
		{ name: 'One', value: '1' },
		{ name: 'A Thousand', value: '1000' },
	],
	default: 'auto',
	description: 'Number of messages that a price is for (BT-149)',
};

export const priceFrom: INodeProperties = {
	displayName: 'Price From',
	name: 'priceFrom',
	type: 'options',
	options: [
		{ name: 'Item', value: 'item', description: 'Quantity and price of the item' },
		{
			name: 'Total',
			value: 'total',
			description: 'Quantity one at the price of the total, for items with a rounded price',
		},
	],
	default: 'item',
	description: 'For lines from items',
};

export const linePeriod: INodeProperties = {
	displayName: 'Line Period',
	name: 'linePeriod',
	type: 'options',
	options: [
		{ name: 'No', value: 'no' },
		{
			name: 'Yes',
			value: 'yes',
			description:
				"From the first start to the last end of a line's rows; for lines from items, the document's period",
		},
	],
	default: 'no',
	description: 'Whether each line states its period (BT-134, BT-135)',
};

export const trafficFile: INodeProperties = {
	displayName: 'Traffic File',
	name: 'trafficFile',
	type: 'options',
	options: [
		{
			name: 'Beside the Invoice',
			value: 'beside',
			description: 'The invoice names it (BT-122), and it is delivered with it',
		},
		{
			name: 'Embedded as CSV',
			value: 'embedded',
			description:
				'In the invoice itself (BT-125), for networks that carry only one file, such as Peppol: 100,000 rows take some 20 MB',
		},
		{ name: 'Left Out', value: 'none' },
	],
	default: 'beside',
	description: 'What to do with the file of rows',
};

export const trafficFileHash: INodeProperties = {
	displayName: 'Traffic File Hash',
	name: 'trafficFileHash',
	type: 'options',
	options: [
		{ name: 'None', value: 'none' },
		{
			name: 'SHA-256',
			value: 'sha256',
			description: 'In the description of the reference (BT-123), for a file beside the invoice',
		},
	],
	default: 'none',
};
