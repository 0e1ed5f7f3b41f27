import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import { oneOf } from '../../common/oneOf';
import { ledgerFields, ledgerNameOf, openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { nameOf } from '../rules/plannedDocument';
import { resolutionOf } from '../rules/resolution';
import { rowJson } from './rowItem';

/** Records what a person did about a document: the next run finds it settled. */
export const resolve: Operation = {
	value: 'resolve',
	name: 'Resolve',
	action: 'Resolve a document that was held or failed',
	description: 'Tell the ledger what a person did about a document',
	writes: true,
	takes: 'all',
	fields: [
		...ledgerFields,
		{
			displayName: 'Document',
			name: 'document',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 300919-1',
			description: 'Its number or key, as the summary of the run shows it',
		},
		{
			displayName: 'What Was Done',
			name: 'whatWasDone',
			type: 'options',
			options: [
				{
					name: 'Corrected in the ERP',
					value: 'corrected',
					description: 'The ERP now matches the document: nothing more is sent',
				},
				{
					name: 'Deliver Again',
					value: 'deliverAgain',
					description: 'The next run delivers it, even if it was held or delivered',
				},
				{
					name: 'Delivered by Hand',
					value: 'byHand',
					description: 'A person put it into the ERP, or found it there',
				},
				{
					name: 'No Longer to Be Delivered',
					value: 'dropped',
					description:
						'It was withdrawn: its open delivery is closed. If it is listed again unchanged, it is held.',
				},
			],
			default: 'corrected',
		},
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. credit note 4711 booked',
			description: 'Kept in the log of the ledger, with the time and this execution',
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'string',
			default: '',
			placeholder: 'e.g. horisen',
			description: 'Only needed if documents of two sources have the same number',
		},
	],
	async execute(itemIndex) {
		const text = (name: string, label: string) =>
			plainText(this.getNodeParameter(name, itemIndex), label);
		const document = text('document', 'Document');
		if (document === '') {
			throw new OperatorError('Document is empty', {
				description: 'Write the number or the key of a document. Nothing was changed.',
			});
		}
		const what = oneOf(
			this.getNodeParameter('whatWasDone', itemIndex),
			['corrected', 'deliverAgain', 'byHand', 'dropped'],
			'What Was Done',
		);
		const source = text('source', 'Source');
		const store = await openLedgerStore(this, itemIndex);
		const { before, after } = await store.resolve(
			ledgerNameOf(this, itemIndex),
			document,
			(rows, decisions) => resolutionOf(rows, decisions, { document, source, what }),
			{
				what,
				note: text('note', 'Note'),
				executionId: this.getExecutionId(),
				workflowId: this.getWorkflow().id ?? '',
			},
		);
		const was = before ? before.state : 'unknown to the ledger';
		return [
			{
				json: {
					text: `Document ${nameOf(after)} was ${was}, and is now ${after.state}. ${after.reason}`,
					before: before ? rowJson(before) : null,
					after: rowJson(after),
				},
			},
		];
	},
};
