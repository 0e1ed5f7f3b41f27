import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Operation } from '../../n8n/operation';
import { callLimits } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { readOptions } from '../shared/horisenCallOptions';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { callFinance } from './financeCall';

export const getFiles: Operation = {
	value: 'getFiles',
	name: 'Get Files',
	action: 'Get the files of an invoice',
	description: 'Get the files that are registered for an invoice',
	fields: [invoiceIdField, optionsField(readOptions)],
	async execute(itemIndex) {
		const invoiceId = invoiceIdOf(this, itemIndex);
		const answer = await callFinance(
			this,
			{
				method: 'GET',
				path: `/invoices/${invoiceId}/files`,
				subject: `invoice ${invoiceId}`,
				privilege: 'finance-invoices.view (or finance-invoices-own.view)',
			},
			callLimits(this.getNodeParameter('options', itemIndex) as IDataObject),
		);
		return filesIn(answer, invoiceId).map((json) => ({ json }));
	},
};

/** HORISEN does not publish this answer; its other lists are in `data`. */
function filesIn(answer: unknown, invoiceId: string): IDataObject[] {
	const { data, meta } = (answer ?? {}) as {
		data?: unknown;
		meta?: { pagination?: { total?: number } };
	};
	if (!Array.isArray(data)) {
		throw new OperatorError(`The answer for the files of invoice ${invoiceId} has no list "data"`, {
			description:
				'HORISEN does not publish this answer. Send this message to HORISEN Support and to the authors of the node.',
		});
	}
	const total = meta?.pagination?.total ?? data.length;
	if (total > data.length) {
		throw new OperatorError(
			`HORISEN lists ${data.length} of the ${total} files of invoice ${invoiceId}`,
			{
				description: 'This call has no documented paging. Nothing was taken; tell HORISEN Support.',
			},
		);
	}
	return data as IDataObject[];
}
