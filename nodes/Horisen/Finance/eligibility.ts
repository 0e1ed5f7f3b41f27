import type { INodeProperties } from 'n8n-workflow';
import { oneOf } from '../../common/oneOf';
import type { Filter } from '../shared/filters/query';
import type { ParameterReader } from './documentFilters';

const STATUSES = {
	toDeliver: 'approved',
	toDeliverAndCanceled: 'approved,canceled',
};

const AREAS = { sales: 'sales', purchase: 'purchase', both: 'sales,purchase' };

/** The choice of documents for an ERP, without the need to know HORISEN's attributes. */
export const eligibilityFields: INodeProperties[] = [
	{
		displayName: 'Documents',
		name: 'documents',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Invoices To Deliver',
				value: 'toDeliver',
				description: 'Approved documents of the class domain invoice',
			},
			{
				name: 'Invoices To Deliver, and Canceled Ones',
				value: 'toDeliverAndCanceled',
				description:
					'For a plan or an audit: they report documents that were canceled after their delivery',
			},
			{ name: 'All', value: 'all', description: 'All documents that match the filters below' },
		],
		default: 'toDeliver',
		description: 'Which documents to list. The filters below narrow this down further.',
	},
	{
		displayName: 'Area',
		name: 'area',
		type: 'options',
		displayOptions: { hide: { documents: ['all'] } },
		options: [
			{ name: 'Purchase', value: 'purchase', description: 'Invoices from suppliers' },
			{ name: 'Sales', value: 'sales', description: 'Invoices to customers' },
			{ name: 'Sales and Purchase', value: 'both' },
		],
		default: 'sales',
	},
];

/** The filters from the fields above. @throws OperatorError naming a field with another value */
export function eligibilityFilters(parameter: ParameterReader): Filter[] {
	const documents = oneOf(
		parameter('documents'),
		['toDeliver', 'toDeliverAndCanceled', 'all'],
		'Documents',
	);
	if (documents === 'all') return [];
	const area = oneOf(parameter('area'), ['sales', 'purchase', 'both'], 'Area');
	return [
		oneOrMore('status', STATUSES[documents]),
		oneOrMore('documentClassDomain', 'invoice'),
		oneOrMore('documentClassArea', AREAS[area]),
	];
}

function oneOrMore(attribute: string, values: string): Filter {
	return values.includes(',')
		? { attribute, operator: 'in', values }
		: { attribute, operator: 'eq', value: values };
}
