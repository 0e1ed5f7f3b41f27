import { Readable } from 'node:stream';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { GZIP_MIME_TYPE, gzipped } from '../../common/gzip';
import { ndjsonLine } from '../../common/ndjson';
import { noTraffic, type TrafficSummary } from '../../common/traffic';
import { TextChunk } from '../../common/textChunk';
import { keepsFilesInDatabase } from '../../n8n/binaryMode';
import { type NewFile, storeStream } from '../../n8n/storeStream';
import { allRows } from '../../common/http/listing';
import type { Row } from '../../common/http/page';
import { readTrafficReport, type ReportRequest } from './trafficReport';

const MIME_TYPE = 'application/x-ndjson';

/** Its XML, some 65 MB, must also pass through n8n's memory in one piece, and through its database. */
const MOST_ROWS_IN_DATABASE = 100_000;

/** The place for a report's rows. */
export type OutputMode = 'file' | 'field' | 'items';

/** The output for an item: the item with the rows in a file or field, or one item per row. */
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

/** A document without traffic: the item with the reason, or no item if there is one per row. */
export function outputNone(
	context: IExecuteFunctions,
	itemIndex: number,
	reason: string | undefined,
): INodeExecutionData[] {
	if (outputMode(context) === 'items') return [];
	return [withSummary(context, itemIndex, noTraffic(reason))];
}

function outputMode(context: IExecuteFunctions): OutputMode {
	return context.getNodeParameter('output', 0) as OutputMode;
}

async function withField(
	context: IExecuteFunctions,
	request: ReportRequest,
): Promise<INodeExecutionData> {
	const { result, summary } = await readTrafficReport(context, request, allRows);
	const item = withSummary(context, request.itemIndex, summary);
	const field = context.getNodeParameter('rowsField', request.itemIndex) as string;
	return { ...item, json: { ...item.json, [field]: result as IDataObject[] } };
}

async function withFile(
	context: IExecuteFunctions,
	request: ReportRequest,
): Promise<INodeExecutionData> {
	const inDatabase = await keepsFilesInDatabase(context);
	const options = context.getNodeParameter('options', request.itemIndex) as IDataObject;
	const file = trafficFile(request.invoiceId, inDatabase || options.compress === true);
	const { result, summary } = await readTrafficReport(
		context,
		request,
		async (pages) => {
			const lines = linesOf(pages);
			const content = file.isCompressed ? gzipped(lines) : lines;
			// No own buffer: the listing already fetches one page ahead.
			const stream = Readable.from(content, { objectMode: false, highWaterMark: 0 });
			return await storeStream(context, stream, file);
		},
		(rows) => {
			if (inDatabase && rows > MOST_ROWS_IN_DATABASE) throw tooLargeForDatabase(request, rows);
		},
	);
	const item = withSummary(context, request.itemIndex, summary);
	const property = context.getNodeParameter('binaryProperty', request.itemIndex) as string;
	return { ...item, binary: { ...item.binary, [property]: result } };
}

function trafficFile(
	invoiceId: string,
	isCompressed: boolean,
): NewFile & { isCompressed: boolean } {
	const name = `traffic-${invoiceId}.ndjson`;
	return isCompressed
		? { fileName: `${name}.gz`, mimeType: GZIP_MIME_TYPE, isCompressed }
		: { fileName: name, mimeType: MIME_TYPE, isCompressed };
}

async function* linesOf(pages: AsyncGenerator<Row[]>): AsyncGenerator<Buffer> {
	const chunk = new TextChunk();
	for await (const rows of pages) {
		for (const row of rows) {
			chunk.add(ndjsonLine(row));
			if (chunk.isFull) yield chunk.take();
		}
	}
	yield chunk.take();
}

function tooLargeForDatabase({ invoiceId }: ReportRequest, rows: number): OperatorError {
	return new OperatorError(
		`The traffic report of invoice ${invoiceId} has ${rows} rows, but n8n keeps binary data in its database: the limit is ${MOST_ROWS_IN_DATABASE}`,
		{
			description:
				'In that mode, n8n holds each file in memory in one piece. Set N8N_DEFAULT_BINARY_DATA_MODE to filesystem, with several workers on a volume that all of them share; then size does not matter. Or read fewer rows with Filters. Nothing was taken from this report.',
		},
	);
}

/** The input item with its files, and the summary in the chosen field. */
function withSummary(
	context: IExecuteFunctions,
	itemIndex: number,
	summary: TrafficSummary,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const field = context.getNodeParameter('summaryField', itemIndex) as string;
	return { json: { ...json, [field]: { ...summary } }, ...(binary ? { binary } : {}) };
}
