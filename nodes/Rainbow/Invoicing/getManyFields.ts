import type { INodeProperties } from 'n8n-workflow';
import { limitFields } from '../../n8n/limit';
import { optionsField } from '../../n8n/optionsField';
import { periodFields } from '../../n8n/periodFields';
import { listOptions } from '../shared/rainbowCallOptions';
import type { FileFilters } from './fileFilters';

/** The editor leaves a cleared date empty or null. */
const EMPTY = ['', null];

const filterFields: Array<INodeProperties & { name: keyof FileFilters }> = [
	{
		displayName: 'Company ID',
		name: 'companyId',
		type: 'string',
		default: '',
		description: 'Company whose files to list; empty for all that the user may see',
	},
	{
		displayName: 'Business Partner Type',
		name: 'bpType',
		type: 'options',
		displayOptions: { show: { companyId: EMPTY } },
		options: [
			{ name: 'Default of Rainbow (VAD)', value: '' },
			{ name: 'DR', value: 'DR' },
			{ name: 'IR', value: 'IR' },
			{ name: 'VAD', value: 'VAD' },
		],
		default: '',
		description: 'Only a superadmin or business_admin may choose a type',
	},
	{
		displayName: 'Billing Period',
		name: 'billingPeriod',
		type: 'string',
		default: '',
		placeholder: '2017-08',
		description: 'Month that was billed (YYYY-MM); empty for any',
	},
	{
		displayName: 'Invoice Type',
		name: 'invoiceType',
		type: 'options',
		options: [
			{ name: 'Any', value: '' },
			{ name: 'Conference', value: 'conference' },
			{ name: 'Services', value: 'services' },
			{ name: 'Voice', value: 'voice' },
		],
		default: '',
	},
	{
		displayName: 'File Type',
		name: 'fileType',
		type: 'options',
		options: [
			{ name: 'Any', value: '' },
			{ name: 'Call Detail Records (CDR)', value: 'CDR' },
			{ name: 'Invoice (INV)', value: 'INV' },
		],
		default: '',
	},
];

export const FILTER_NAMES = filterFields.map(({ name }) => name);

/** The form of Invoice File: Get Many. */
export const getManyFields: INodeProperties[] = [
	...periodFields('files'),
	...limitFields,
	...filterFields,
	optionsField(listOptions),
];
