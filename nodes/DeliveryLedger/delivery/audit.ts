import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../common/formValue';
import { describePeriod } from '../../common/period';
import { ledgerFields, ledgerNameOf, openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { chosenPeriod, hintAtPeriod, periodFields } from '../../n8n/periodFields';
import { auditDeliveries } from '../rules/auditDeliveries';
import { reportOf, summariesOf } from '../rules/auditSummary';
import { ListedFiles } from '../rules/listedFiles';
import { documentFields, readingOf } from '../run/documentFields';
import { goLiveDateField, goLiveDateOf } from '../run/goLiveDate';

export const audit: Operation = {
	value: 'audit',
	name: 'Audit',
	action: 'Audit documents against ledger and server',
	description: 'Compare documents, ledger and files on the server, as a table for accounting',
	runs: 'once',
	takes: 'all',
	outputs: ['Table', 'Needs Attention'],
	othersTo: 1,
	fields: [
		...ledgerFields,
		...documentFields,
		{
			displayName: 'Files',
			name: 'files',
			type: 'string',
			default: '',
			required: true,
			placeholder: "e.g. {{ $('List Files').all().map((item) => item.json) }}",
			description:
				'Output of SFTP Delivery, File: List, as an expression. With checksums, contents are compared; otherwise only sizes.',
		},
		{
			displayName: 'Listed Directories',
			name: 'listedDirectories',
			type: 'string',
			default: '',
			placeholder: 'e.g. /erp/inbox',
			description:
				'The directories that were listed, separated by commas. Files in other directories are not checked. Empty: the directories in which a file was found.',
		},
		...periodFields('documents'),
		goLiveDateField('were delivered, as in Plan. Empty: every document counts.'),
	],
	async execute(itemIndex) {
		const value = (name: string) => this.getNodeParameter(name, itemIndex);
		const period = chosenPeriod(this, itemIndex);
		const reading = readingOf(this, itemIndex);
		const directories = plainText(value('listedDirectories'), 'Listed Directories').split(',');
		const files = new ListedFiles(
			value('files'),
			directories.map((one) => one.trim()).filter((one) => one !== ''),
		);
		const store = await openLedgerStore(this, itemIndex);
		// Rows of any day: they explain files that are still there.
		const rows = await store.getMany(ledgerNameOf(this, itemIndex), {
			...{ states: [], source: reading.source, document: '', from: '', to: '' },
		});
		const documents = this.getInputData().map(({ json }) => json);
		const audited = auditDeliveries(documents, rows, files, {
			...reading,
			goLiveDate: goLiveDateOf(this, itemIndex),
			periodFrom: period.from,
			periodTo: period.to,
		});
		const summaries = summariesOf(audited);
		const report = reportOf(audited, summaries, describePeriod(period));
		const itemOf = (json: object) => ({ json: json as IDataObject, pairedItem: [] });
		hintAtPeriod(this, 'Documents', period);
		return [
			[...audited.map(({ line }) => line), ...summaries].map(itemOf),
			report.needsAttention ? [itemOf(report)] : [],
		];
	},
};
