import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';

/** The Invoice ID parameter; by default the ID of the item's document. */
export const invoiceIdField: INodeProperties = {
	displayName: 'Invoice ID',
	name: 'invoiceId',
	type: 'string',
	default: '={{ $json.id }}',
	required: true,
	description: 'ID of the invoice, as in its document; not its number or UUID',
};

/** The invoice ID of an item, from its parameter. */
export function invoiceIdOf(context: IExecuteFunctions, itemIndex: number): string {
	return checkedInvoiceId(context.getNodeParameter('invoiceId', itemIndex));
}

/** @throws OperatorError if the value is not a positive whole number */
export function checkedInvoiceId(value: unknown): string {
	const id = plainText(value, 'Invoice ID');
	if (/^[1-9]\d*$/.test(id)) return id;
	throw new OperatorError(
		id === '' ? 'Invoice ID is empty' : `Invoice ID is not a whole number: ${JSON.stringify(id)}`,
		{
			description:
				'It is the "id" of the document, not its number or UUID. The default takes it from an item of HORISEN Finance, Document: Get Many.',
		},
	);
}
