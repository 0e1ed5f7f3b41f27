import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { oneOf } from '../../common/oneOf';
import type { BilledTraffic, TrafficSummary } from '../../common/traffic';
import { callLimits } from '../../n8n/callOptions';
import { filtersOf } from '../shared/filters/form';
import type { Attribute } from '../shared/filters/operators';
import { writeFilters, writeSearch } from '../shared/filters/query';
import { readListing } from '../../common/http/listing';
import type { Row } from '../../common/http/page';
import { pageQuery, readPage } from '../shared/horisenPage';
import { SettledRows } from '../../common/http/rowChecks';
import { callHorisen } from '../shared/horisenTransport';
import { CONTROL_ATTRIBUTES, CUSTOMER_ATTRIBUTES } from './rowAttributes';
import { TrafficTotals } from './trafficTotals';

/** Rows per call; HORISEN does not publish the largest page. */
export const DEFAULT_PAGE_SIZE = 1000;

interface Report {
	path: string;
	attributes: readonly Attribute[];
	messageCount: string;
}

const REPORTS: Record<BilledTraffic, Report> = {
	customer: {
		path: 'customer-invoices',
		attributes: CUSTOMER_ATTRIBUTES,
		messageCount: 'inSmsCnt',
	},
	control: { path: 'control-invoices', attributes: CONTROL_ATTRIBUTES, messageCount: 'outSmsCnt' },
};

/** One report: its invoice, its kind, and the item with the parameters. */
export interface ReportRequest {
	kind: BilledTraffic;
	invoiceId: string;
	itemIndex: number;
}

/**
 * Reads a whole report into `consume`, page by page. If the report shifts during the reading, `consume` starts again.
 * Returns its result with the summary of all rows.
 *
 * @param accept gets the number of rows before the report is read; may throw
 */
export async function readTrafficReport<Result>(
	context: IExecuteFunctions,
	{ kind, invoiceId, itemIndex }: ReportRequest,
	consume: (pages: AsyncGenerator<Row[]>) => Promise<Result>,
	accept: (rows: number) => void = () => undefined,
): Promise<{ result: Result; summary: TrafficSummary }> {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const report = REPORTS[kind];
	// An expression could give anything, and the access token would go to a host that begins like HORISEN's.
	const basePath = oneOf(options.basePath ?? DEFAULT_BASE_PATH, BASE_PATHS, 'Base Path');
	const path = `${basePath}/${report.path}/${invoiceId}/traffic-reports`;
	const filters = queryOf(context, itemIndex, report);
	const subject = `the traffic report of invoice ${invoiceId}`;
	const settled = new SettledRows();
	let totals = new TrafficTotals(subject, report.messageCount);
	const result = await readListing(
		{
			subject,
			vendor: 'HORISEN',
			pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
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

/** The base path in the finance integration document; the traffic report document has the other. */
export const DEFAULT_BASE_PATH = '/bulk-traffic-report/v2';

export const BASE_PATHS = [DEFAULT_BASE_PATH, '/bulk/traffic-report/v2'] as const;

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
