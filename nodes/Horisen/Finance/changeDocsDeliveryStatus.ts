import type { IDataObject } from 'n8n-workflow';
import { wholeNumberOf } from '../../common/value';
import type { Operation } from '../../n8n/operation';
import { callLimits } from '../../n8n/callOptions';
import { invoiceIdField, invoiceIdOf } from '../shared/invoiceId';
import { callFinance } from './financeCall';
import { statusBody, statusOptions } from './invoiceWrite';
import { DOCS_DELIVERY_STATUSES } from './statuses';

const BODY_FIELD = 'docsDeliveryStatus';

export const changeDocsDeliveryStatus: Operation = {
	value: 'changeDocsDeliveryStatus',
	name: 'Change Docs Delivery Status',
	action: 'Change the docs delivery status of an invoice',
	description: 'Tell HORISEN whether the documents of an invoice were delivered',
	writes: true,
	fields: [
		invoiceIdField,
		{
			displayName: 'Docs Delivery Status',
			name: 'docsDeliveryStatus',
			type: 'options',
			options: DOCS_DELIVERY_STATUSES,
			default: 'sent',
		},
		statusOptions(BODY_FIELD),
	],
	async execute(itemIndex) {
		const invoiceId = invoiceIdOf(this, itemIndex);
		const docsDeliveryStatus = this.getNodeParameter('docsDeliveryStatus', itemIndex) as string;
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const answer = await callFinance(
			this,
			{
				method: 'POST',
				path: `/invoices/${invoiceId}/change-docs-delivery-status`,
				subject: `invoice ${invoiceId}`,
				body: statusBody(docsDeliveryStatus, options, BODY_FIELD),
				howToCheck:
					'Read the document with Document: Get Many and check its docsDeliveryStatus. It does no harm to set the same status again.',
			},
			callLimits(options),
		);
		return [
			{ json: { invoiceId: wholeNumberOf(invoiceId), docsDeliveryStatus, answer } as IDataObject },
		];
	},
};
