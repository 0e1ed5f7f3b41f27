import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { TRAFFIC_ATTRIBUTES } from '../data/attributes';
import type { TrafficReport, TrafficRow, TrafficSide } from '../data/trafficRow';
import { ApiError, apiErrorOf, ParameterError } from '../errors';
import { parseListing, type ListingRequest } from '../query/listing';
import type { RowSource } from '../query/paging';
import { inOrder } from '../query/rowOrder';
import type { State } from '../state';

/** Both base paths in the vendor's documents. */
const BASE = '^/api/(?:bulk-traffic-report|bulk/traffic-report)/v2';

/** HORISEN Traffic Report v2. */
export function trafficReportRoutes(state: State): Route[] {
	const route = (name: Route['name'], side: TrafficSide): Route => ({
		name,
		method: 'GET',
		pattern: new RegExp(`${BASE}/${side}-invoices/(?<invoiceId>[^/]+)/traffic-reports$`),
		authenticated: true,
		privilege: 'bulk-traffic-report.view',
		refuse,
		answer: (call) => listRows(state, side, call),
	});
	return [route('customerTraffic', 'customer'), route('controlTraffic', 'control')];
}

function listRows(state: State, side: TrafficSide, { params, query, paging }: Call): Reply {
	const request = parseListing(query, {
		attributes: TRAFFIC_ATTRIBUTES[side],
		maxPageSize: state.options.maxPageSize,
	});
	const report = findReport(state, side, params.invoiceId);
	const { trafficOrder } = state.options;
	const rows = inOrder(state, trafficOrder, filtered(report, request), request.page.pageNumber);
	return { status: 200, body: paging.page(rows, request.page) };
}

/** An invoice without traffic of this side is refused with the only 404 that the API documents. */
function findReport({ data }: State, side: TrafficSide, invoiceId: string): TrafficReport {
	if (!/^[1-9]\d{0,14}$/.test(invoiceId)) {
		throw new ParameterError('invoiceId', `'${invoiceId}' is not an invoice id`);
	}
	const report = data.trafficReport(side, Number(invoiceId));
	if (report) return report;
	throw new ApiError(
		404,
		'BULK_TRAFFIC_REPORT_API_V2:BULK_RATES_SETTINGS_NOTFOUND',
		'Bulk rates settings not found.',
	);
}

/** With a filter, only the positions of the matching rows, because there may be many rows. */
function filtered(
	report: TrafficReport,
	{ filter }: ListingRequest<TrafficRow>,
): RowSource<TrafficRow> {
	if (!filter) return report;
	const positions: number[] = [];
	for (let index = 0; index < report.count; index += 1) {
		if (filter(report.row(index))) positions.push(index);
	}
	return { count: positions.length, row: (index) => report.row(positions[index]) };
}

/** `{Code, Message}`: the code is the HTTP status, and the message begins with the vendor's error name. */
function refuse(error: Error): Reply {
	const { status, code, message, headers } = apiErrorOf(error, parameterRefusal);
	return { status, headers, body: { Code: status, Message: `${code}: ${message}` } };
}

function parameterRefusal({ parameter, message }: ParameterError): ApiError {
	return new ApiError(400, 'REQUEST_ERROR', `Query parameter: '${parameter}' error: '${message}'.`);
}
