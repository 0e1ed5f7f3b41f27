import type { INodeProperties } from 'n8n-workflow';

/** Where an operation puts the file that it gives out. */
export const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

/** Where an operation whose Output is a report puts its lines. */
export const csvFileField: INodeProperties = {
	displayName: 'Put CSV File in Field',
	name: 'csvProperty',
	type: 'string',
	displayOptions: { show: { output: ['report'] } },
	default: 'csv',
	required: true,
	hint: 'The name of the output binary field to put the CSV file in',
};
