import type { Operation } from '../../n8n/operation';
import { trafficKind } from '../shared/documentKind';
import { checkedInvoiceId } from '../shared/invoiceId';
import { reportFields } from './trafficFields';
import { parallelReports } from './parallelReports';
import { SHARED_ATTRIBUTES } from './rowAttributes';
import { outputNone, outputReport } from './trafficOutput';

export const forDocument: Operation = {
	value: 'forDocument',
	name: 'For Each Document, by Its Kind',
	action: 'Get the traffic report of each document',
	description:
		'Get the report for the document: customer, control or none, by its kind. Documents without traffic pass through.',
	fields: reportFields(SHARED_ATTRIBUTES),
	atOnce: parallelReports,
	async execute(itemIndex) {
		const document = this.getInputData()[itemIndex].json;
		const { kind, reason } = trafficKind(document);
		if (kind === 'none') return outputNone(this, itemIndex, reason);
		const invoiceId = checkedInvoiceId(document.id);
		return await outputReport(this, { kind, invoiceId, itemIndex });
	},
};
