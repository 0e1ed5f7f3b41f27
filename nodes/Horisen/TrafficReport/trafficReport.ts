import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { callLimits } from '../../n8n/callOptions';
import { filtersOf } from '../shared/filters/form';
import type { Attribute } from '../shared/filters/operators';
import { writeFilters, writeSearch } from '../shared/filters/query';
import { readListing } from '../shared/listing';
import { pageQuery, readPage, type Row } from '../shared/page';
import { SettledRows } from '../shared/rowChecks';
import { callHorisen } from '../shared/transport';
import { CONTROL_ATTRIBUTES, CUSTOMER_ATTRIBUTES } from './rowAttributes';
import { type TrafficSummary, TrafficTotals } from './trafficTotals';

/** Rows a call; HORISEN does not publish the largest page. */
export const DEFAULT_PAGE_SIZE = 1000;

/** The traffic that was billed to a customer, or by a supplier. */
export type ReportKind = 'customer' | 'control';

interface Report {
	path: string;
	attributes: readonly Attribute[];
	messageCount: string;
}

const REPORTS: Record<ReportKind, Report> = {
	customer: {
		path: 'customer-invoices',
		attributes: CUSTOMER_ATTRIBUTES,
		messageCount: 'inSmsCnt',
	},
	control: { path: 'control-invoices', attributes: CONTROL_ATTRIBUTES, messageCount: 'outSmsCnt' },
};

/** One report: which invoice, of which kind, with the parameters of which item. */
export interface ReportRequest {
	kind: ReportKind;
	invoiceId: string;
	itemIndex: number;
}

/**
 * Reads a whole report into `consume`, page by page; where the report shifts while it is read, `consume`
 * starts anew. Its result comes with the summary of all rows.
 *
 * @param accept sees how many rows the report has before it is read; may throw
 */
export async function readTrafficReport<Result>(
	context: IExecuteFunctions,
	{ kind, invoiceId, itemIndex }: ReportRequest,
	consume: (pages: AsyncGenerator<Row[]>) => Promise<Result>,
	accept: (rows: number) => void = () => undefined,
): Promise<{ result: Result; summary: TrafficSummary }> {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const report = REPORTS[kind];
	const path = `${String(options.basePath ?? DEFAULT_BASE_PATH)}/${report.path}/${invoiceId}/traffic-reports`;
	const filters = queryOf(context, itemIndex, report);
	const subject = `the traffic report of invoice ${invoiceId}`;
	const settled = new SettledRows();
	let totals = new TrafficTotals(subject, report.messageCount);
	const result = await readListing(
		{
			subject,
			pageSize: Number(options.pageSize ?? DEFAULT_PAGE_SIZE),
			rowCheck: () => settled.start(),
			fetchPage: async (pageNumber, pageSize, signal) => {
				const query = [...filters, pageQuery(pageNumber, pageSize)].join('&');
				const answer = await callHorisen(
					context,
					{
						api: 'HORISEN Traffic Report',
						method: 'GET',
						path,
						query,
						subject: `${subject}, page ${pageNumber}`,
						privilege: 'bulk-traffic-report.view (or bulk-traffic-report-own.view)',
						signal,
					},
					callLimits(options),
				);
				const page = readPage(answer, `${subject}, page ${pageNumber}`);
				if (pageNumber === 1) accept(page.total);
				return page;
			},
		},
		async (pages) => {
			totals = new TrafficTotals(subject, report.messageCount);
			return await consume(counted(pages, totals));
		},
	);
	return { result, summary: { kind, ...totals.summary(), digest: settled.digest } };
}

/** The finance integration document's base path; the traffic report document has the other one. */
export const DEFAULT_BASE_PATH = '/bulk-traffic-report/v2';

function queryOf(context: IExecuteFunctions, itemIndex: number, report: Report): string[] {
	const filters = filtersOf(context.getNodeParameter('filters', itemIndex) as IDataObject);
	return [
		...writeFilters(filters, report.attributes),
		...writeSearch(context.getNodeParameter('search', itemIndex)),
	];
}

async function* counted(
	pages: AsyncGenerator<Row[]>,
	totals: TrafficTotals,
): AsyncGenerator<Row[]> {
	for await (const rows of pages) {
		for (const row of rows) totals.add(row);
		yield rows;
	}
}
