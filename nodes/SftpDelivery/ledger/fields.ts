import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { dayText, plainText } from '../../common/formValue';
import { STATUS_FIELDS } from '../../Horisen/shared/statusFields';
import type { DocumentReading } from './document';

export const ledgerRowsField: INodeProperties = {
	displayName: 'Ledger Rows',
	name: 'ledgerRows',
	type: 'string',
	default: '',
	required: true,
	placeholder: "e.g. {{ $('Read Ledger').all().map((item) => item.json) }}",
	description:
		'What the ledger workflow answered: a list of rows, by an expression. The lease and the answer "none" are left out.',
};

export const keyField: INodeProperties = {
	displayName: 'Key Field',
	name: 'keyField',
	type: 'string',
	default: 'documentUuid',
	required: true,
	description:
		'Field by which documents are remembered. With bizPartnerExternalRefId there is one delivery a partner.',
};

export const goLiveDateField: INodeProperties = {
	displayName: 'Go-Live Date',
	name: 'goLiveDate',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2023-07-01',
	description:
		'First day (YYYY-MM-DD) whose documents are delivered; older ones that the ledger does not know are history. Empty: every document of the list counts.',
};

/** Shown last: what seldom changes. */
export const readingFields: INodeProperties[] = [
	{
		displayName: 'Date Field',
		name: 'dateField',
		type: 'string',
		default: 'documentDate',
		description: 'Field with the date that is compared with the go-live date',
	},
	{
		displayName: 'Cancelled Field',
		name: 'cancelledField',
		type: 'string',
		default: 'status',
		description: 'Field that says that a document is cancelled',
	},
	{
		displayName: 'Cancelled Value',
		name: 'cancelledValue',
		type: 'string',
		default: 'canceled',
		description: 'What that field holds then; empty where documents are never cancelled',
	},
	{
		displayName: 'Ignored Fields',
		name: 'ignoredFields',
		type: 'string',
		default: STATUS_FIELDS.join(', '),
		description:
			'Fields that change by themselves, separated by commas: they make no new revision. Those of HORISEN are the default, and what its file names go by.',
	},
];

/** What the fields above say, Ledger Rows left out. */
export function readingOf(
	context: IExecuteFunctions,
	itemIndex: number,
): DocumentReading & { goLiveDate: string } {
	const text = (name: string, label: string) =>
		plainText(context.getNodeParameter(name, itemIndex), label);
	const goLiveDate = context.getNodeParameter('goLiveDate', itemIndex);
	const key = text('keyField', 'Key Field');
	if (key === '') {
		throw new OperatorError('Key Field is empty', {
			description: 'Name the field by which documents are remembered, e.g. documentUuid.',
		});
	}
	return {
		keyField: key,
		goLiveDate:
			plainText(goLiveDate, 'Go-Live Date') === '' ? '' : dayText(goLiveDate, 'Go-Live Date'),
		dateField: text('dateField', 'Date Field'),
		cancelledField: text('cancelledField', 'Cancelled Field'),
		cancelledValue: text('cancelledValue', 'Cancelled Value'),
		ignoredFields: namesOf(context.getNodeParameter('ignoredFields', itemIndex)),
	};
}

/** The documents of the run: all input items. */
export function documentsOf(context: IExecuteFunctions): IDataObject[] {
	return context.getInputData().map(({ json }) => json);
}

/** Names separated by commas, or a list by expression. */
function namesOf(value: unknown): string[] {
	const names = Array.isArray(value)
		? value.map((name) => plainText(name, 'Ignored Fields'))
		: plainText(value, 'Ignored Fields').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}
