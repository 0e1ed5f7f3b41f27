import type { Operation } from '../../n8n/operation';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { reportFields } from './trafficFields';
import { parallelReports } from './parallelReports';
import { CONTROL_ATTRIBUTES } from './rowAttributes';
import { outputReport } from './trafficOutput';

export const controlInvoice: Operation = {
	value: 'controlInvoice',
	name: 'Control Invoice',
	action: 'Get the traffic report of a control invoice',
	description: 'Get the traffic that a supplier bills, to check its invoice',
	fields: [invoiceIdField, ...reportFields(CONTROL_ATTRIBUTES)],
	atOnce: parallelReports,
	async execute(itemIndex) {
		const invoiceId = invoiceIdOf(this, itemIndex);
		return await outputReport(this, { kind: 'control', invoiceId, itemIndex });
	},
};
