import type { Readable } from 'node:stream';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ndjsonLine } from '../../nodes/common/ndjson';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { CUSTOMER_ROWS, CUSTOMER_SUMMARY, POSTPAID_SMS } from '../fixtures/documents';
import { type BinaryMode, createHarness } from './harness';

/** The traffic of `withRows`, as HORISEN Traffic Report attaches it. */
export const ROWS = CUSTOMER_ROWS.map(ndjsonLine).join('');

export const TRAFFIC_DETAILS = {
	fileName: 'traffic-4711.ndjson',
	mimeType: 'application/x-ndjson',
};

/** Finance XML Builder in n8n's execution. */
export function setUpBuilder(binaryMode: BinaryMode = 'filesystem') {
	const n8n = createHarness({ nodes: [new FinanceXmlBuilder()], binaryMode });
	return {
		n8n,
		async build(
			input: INodeExecutionData[],
			parameters: IDataObject = {},
			onError?: 'continueRegularOutput',
		) {
			const node = { node: 'financeXmlBuilder', parameters: parameters as never, input, onError };
			return await n8n.runNode(node);
		},
		/** A document with its traffic file. */
		withRows: async (content: string | Readable = ROWS, more: IDataObject = {}) =>
			await n8n.itemWithFile(
				{ ...POSTPAID_SMS, traffic: CUSTOMER_SUMMARY, ...more },
				'traffic',
				content,
				TRAFFIC_DETAILS,
			),
	};
}
