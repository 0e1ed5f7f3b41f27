import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dayText, plainText } from '../../common/formValue';
import type { Operation } from '../../routing/operation';
import { auditDeliveries } from './auditDeliveries';
import { summariesOf } from './auditSummary';
import {
	documentsOf,
	goLiveDateField,
	keyField,
	ledgerRowsField,
	readingFields,
	readingOf,
} from './fields';
import { ListedFiles } from './listedFiles';
import { readLedgerRows } from './row';

function periodField(displayName: string, name: string, placeholder: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description:
			'Day (YYYY-MM-DD) that bounds the period of the documents. Ledger rows of other days explain documents and files, but are not reported. Empty: all are.',
	};
}

export const audit: Operation = {
	value: 'audit',
	name: 'Audit',
	action: 'Audit documents against ledger and server',
	description: 'Compare documents, ledger and files on the server, as a table for accounting',
	runs: 'once',
	fields: [
		ledgerRowsField,
		{
			displayName: 'Files',
			name: 'files',
			type: 'string',
			default: '',
			required: true,
			placeholder: "e.g. {{ $('List Files').all().map((item) => item.json) }}",
			description:
				'What File: List gave, by an expression. With checksums, contents are compared; else sizes.',
		},
		periodField('Period From', 'periodFrom', 'e.g. 2023-06-01'),
		periodField('Period To', 'periodTo', 'e.g. 2023-06-30'),
		keyField,
		goLiveDateField,
		...readingFields,
	],
	async execute(itemIndex) {
		const day = (name: string, label: string): string => {
			const value = this.getNodeParameter(name, itemIndex);
			return plainText(value, label) === '' ? '' : dayText(value, label);
		};
		const audited = auditDeliveries(
			documentsOf(this),
			readLedgerRows(this.getNodeParameter('ledgerRows', itemIndex)),
			new ListedFiles(this.getNodeParameter('files', itemIndex)),
			{
				...readingOf(this, itemIndex),
				periodFrom: day('periodFrom', 'Period From'),
				periodTo: day('periodTo', 'Period To'),
			},
		);
		const table = [...audited.map(({ line }) => line), ...summariesOf(audited)];
		return table.map((line) => ({ json: line as unknown as IDataObject, pairedItem: [] }));
	},
};
