import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { DOCUMENT_ATTRIBUTES, DOCUMENT_SORT_ATTRIBUTES } from '../data/attributes';
import { DOCS_DELIVERY_STATUSES, SYNC_STATUSES, type FinanceDocument } from '../data/document';
import { ApiError, apiErrorOf, generalRefusal, ParameterError } from '../errors';
import { parseListing } from '../query/listing';
import type { State } from '../state';

const BASE = '^/api/finance/sit/v1';

/** HORISEN Finance Documents. */
export function financeRoutes(state: State): Route[] {
	const route = (
		name: Route['name'],
		method: Route['method'],
		path: string,
		answer: (state: State, call: Call) => Reply,
		privilege?: string,
	): Route => ({
		name,
		method,
		pattern: new RegExp(`${BASE}${path}$`),
		authenticated: true,
		privilege,
		refuse,
		answer: (call) => answer(state, call),
	});
	const invoice = '/invoices/(?<invoiceId>[^/]+)';
	return [
		route('documents', 'GET', '/documents-export', listDocuments, 'finance-invoices.view'),
		route('changeSyncStatus', 'POST', `${invoice}/change-sync-status`, changeSyncStatus),
		route(
			'bulkChangeSyncStatus',
			'POST',
			'/invoices/(?<invoicesList>[^/]+)/bulk-change-sync-status',
			bulkChangeSyncStatus,
		),
		route(
			'changeDocsDeliveryStatus',
			'POST',
			`${invoice}/change-docs-delivery-status`,
			changeDocsDeliveryStatus,
		),
		route('files', 'GET', `${invoice}/files`, listFiles),
	];
}

function listDocuments({ data, options }: State, { query, paging }: Call): Reply {
	const { page, filter, order } = parseListing(query, {
		attributes: DOCUMENT_ATTRIBUTES,
		sortable: DOCUMENT_SORT_ATTRIBUTES,
		maxPageSize: options.maxPageSize,
	});
	const found = filter ? data.documents.filter(filter) : [...data.documents];
	if (order) found.sort(order);
	return {
		status: 200,
		body: paging.page({ count: found.length, row: (index) => found[index] }, page),
	};
}

function changeSyncStatus(state: State, call: Call): Reply {
	const document = findDocument(state, call.params.invoiceId);
	const status = statusInBody(call, state.options.syncStatusField, SYNC_STATUSES);
	return { status: 200, body: { data: setSyncStatus(state, document, status) } };
}

/** All or none: an unknown id in the list changes nothing. */
function bulkChangeSyncStatus(state: State, call: Call): Reply {
	const documents = call.params.invoicesList.split(',').map((id) => findDocument(state, id));
	const status = statusInBody(call, state.options.syncStatusField, SYNC_STATUSES);
	return {
		status: 200,
		body: { data: documents.map((document) => setSyncStatus(state, document, status)) },
	};
}

function setSyncStatus({ data }: State, document: FinanceDocument, syncStatus: string) {
	const syncStatusDt = data.nextChangeTime();
	Object.assign(document, { syncStatus, syncStatusDt });
	return { id: document.id, documentUuid: document.documentUuid, syncStatus, syncStatusDt };
}

function changeDocsDeliveryStatus(state: State, call: Call): Reply {
	const document = findDocument(state, call.params.invoiceId);
	const field = state.options.docsDeliveryStatusField;
	const docsDeliveryStatus = statusInBody(call, field, DOCS_DELIVERY_STATUSES);
	const docsDeliveryStatusDate = state.data.nextChangeTime();
	Object.assign(document, { docsDeliveryStatus, docsDeliveryStatusDate });
	const { id, documentUuid } = document;
	return {
		status: 200,
		body: { data: { id, documentUuid, docsDeliveryStatus, docsDeliveryStatusDate } },
	};
}

function listFiles(state: State, { params, query }: Call): Reply {
	const { id, documentNumber, insertDt } = findDocument(state, params.invoiceId);
	for (const parameter of query.keys()) throw new ParameterError(parameter, 'unknown parameter');
	const file = { id: id * 10, invoiceId: id, name: `${documentNumber}.pdf`, insertDt };
	return { status: 200, body: { data: [{ ...file, mimeType: 'application/pdf', size: 48_211 }] } };
}

function findDocument({ data }: State, invoiceId: string): FinanceDocument {
	if (!/^[1-9]\d{0,14}$/.test(invoiceId)) {
		throw new ParameterError('invoiceId', `'${invoiceId}' is not an invoice id`);
	}
	const document = data.document(Number(invoiceId));
	if (!document) throw new ApiError(404, 'INVOICE_NOTFOUND', 'Invoice not found.');
	return document;
}

function statusInBody({ headers, body }: Call, field: string, allowed: string[]): string {
	if (!String(headers['content-type'] ?? '').startsWith('application/json')) {
		throw new ParameterError('body', 'must be application/json');
	}
	const value = jsonObject(body)[field];
	if (typeof value !== 'string' || !allowed.includes(value)) {
		throw new ParameterError(field, `must be one of ${allowed.join(', ')}`);
	}
	return value;
}

function jsonObject(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
	} catch {
		// Refused below like any other body that is not an object.
	}
	throw new ParameterError('body', 'must be a JSON object');
}

/** The documented codes: a bad parameter is a 404, a bad page a 400. */
function refuse(error: Error): Reply {
	return generalRefusal(apiErrorOf(error, parameterRefusal));
}

function parameterRefusal(error: ParameterError): ApiError {
	const items = [{ name: error.parameter, message: error.message }];
	switch (error.kind) {
		case 'pageNumber':
			return new ApiError(400, 'BAD_PARAM_PAGE_NUMBER', 'Bad parameter: page number.', items);
		case 'pageSize':
			return new ApiError(400, 'BAD_PARAM_PAGE_SIZE', 'Bad parameter: page size.', items);
		case 'other':
			return new ApiError(404, 'BAD_PARAM', 'Bad parameter.', items);
	}
}
