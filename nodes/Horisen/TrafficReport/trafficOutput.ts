import { Readable } from 'node:stream';
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ndjsonLine } from '../../common/ndjson';
import { allRows } from '../shared/listing';
import type { Row } from '../shared/page';
import { readTrafficReport, type ReportRequest } from './trafficReport';

const MIME_TYPE = 'application/x-ndjson';

/** Where the rows of a report go. */
export type OutputMode = 'file' | 'field' | 'items';

/** What the item becomes: itself with the rows in a file or field, or one item a row. */
export async function outputReport(
	context: IExecuteFunctions,
	request: ReportRequest,
): Promise<INodeExecutionData[]> {
	switch (outputMode(context)) {
		case 'file':
			return [await withFile(context, request)];
		case 'field':
			return [await withField(context, request)];
		case 'items': {
			const { result: rows } = await readTrafficReport(context, request, allRows);
			return rows.map((row) => ({ json: row as IDataObject }));
		}
	}
}

/** A document without traffic: itself, with the reason. One item a row makes none. */
export function outputNone(
	context: IExecuteFunctions,
	itemIndex: number,
	reason: string | undefined,
): INodeExecutionData[] {
	if (outputMode(context) === 'items') return [];
	const summary = { kind: 'none', reason, rowCount: 0, totalAmount: '0', messageCount: '0' };
	return [withSummary(context, itemIndex, summary)];
}

function outputMode(context: IExecuteFunctions): OutputMode {
	return context.getNodeParameter('output', 0) as OutputMode;
}

async function withField(
	context: IExecuteFunctions,
	request: ReportRequest,
): Promise<INodeExecutionData> {
	const { result, summary } = await readTrafficReport(context, request, allRows);
	const item = withSummary(context, request.itemIndex, { ...summary });
	const field = context.getNodeParameter('rowsField', request.itemIndex) as string;
	return { ...item, json: { ...item.json, [field]: result as IDataObject[] } };
}

async function withFile(
	context: IExecuteFunctions,
	request: ReportRequest,
): Promise<INodeExecutionData> {
	const fileName = `traffic-${request.invoiceId}.ndjson`;
	const { result, summary } = await readTrafficReport(
		context,
		request,
		async (pages) => await storeFile(context, pages, fileName),
	);
	const item = withSummary(context, request.itemIndex, { ...summary });
	const property = context.getNodeParameter('binaryProperty', request.itemIndex) as string;
	return { ...item, binary: { ...item.binary, [property]: result } };
}

/** Writes the file while the pages come in; memory holds one page. */
async function storeFile(
	context: IExecuteFunctions,
	pages: AsyncGenerator<Row[]>,
	fileName: string,
): Promise<IBinaryData> {
	const failure: { error?: unknown } = {};
	const stream = Readable.from(linesOf(pages, failure), { objectMode: false });
	try {
		return await context.helpers.prepareBinaryData(stream, fileName, MIME_TYPE);
	} catch (error) {
		// n8n's storage may wrap or replace what the stream failed with.
		throw failure.error ?? error;
	}
}

async function* linesOf(
	pages: AsyncGenerator<Row[]>,
	failure: { error?: unknown },
): AsyncGenerator<Buffer> {
	try {
		for await (const rows of pages) {
			if (rows.length > 0) yield Buffer.from(rows.map(ndjsonLine).join(''));
		}
	} catch (error) {
		failure.error = error;
		throw error;
	}
}

/** The input item, its files kept, with the summary in the field that is named for it. */
function withSummary(
	context: IExecuteFunctions,
	itemIndex: number,
	summary: IDataObject,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const field = context.getNodeParameter('summaryField', itemIndex) as string;
	return { json: { ...json, [field]: summary }, ...(binary ? { binary } : {}) };
}
