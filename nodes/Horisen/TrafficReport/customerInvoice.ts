import type { Operation } from '../../n8n/operation';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { reportFields } from './trafficFields';
import { parallelReports } from './parallelReports';
import { CUSTOMER_ATTRIBUTES } from './rowAttributes';
import { outputReport } from './trafficOutput';

export const customerInvoice: Operation = {
	value: 'customerInvoice',
	name: 'Customer Invoice',
	action: 'Get the traffic report of a customer invoice',
	description: 'Get the traffic that an invoice to a customer bills',
	fields: [invoiceIdField, ...reportFields(CUSTOMER_ATTRIBUTES)],
	atOnce: parallelReports,
	async execute(itemIndex) {
		const invoiceId = invoiceIdOf(this, itemIndex);
		return await outputReport(this, { kind: 'customer', invoiceId, itemIndex });
	},
};
