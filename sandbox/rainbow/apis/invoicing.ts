import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { csvOf } from '../data/csv';
import type { InvoiceFile } from '../data/files';
import { ApiError } from '../errors';
import { wantedFiles } from '../listFilters';
import type { RainbowUser } from '../options';
import type { State } from '../state';

const BASE = '/api/rainbow/invoicing/v1.0/invoices';
const ESCAPED_BASE = BASE.replaceAll('.', '\\.');

export function invoicingRoutes(state: State): Route[] {
	return [
		{
			name: 'list',
			method: 'GET',
			pattern: new RegExp(`^${ESCAPED_BASE}$`),
			authenticated: true,
			answer: (call) => list(state, call),
		},
		{
			name: 'download',
			method: 'GET',
			pattern: new RegExp(`^${ESCAPED_BASE}/.*$`),
			authenticated: true,
			answer: (call) => download(state, call),
		},
	];
}

function list(state: State, { query, user }: Call): Reply {
	const files = wantedFiles(state.data.files, query, userOf(user));
	return { status: 200, body: files.map((file) => entry(state, file)) };
}

function entry({ options }: State, file: InvoiceFile): object {
	const { companyId, billingPeriod, invoiceType, invoiceCreationDate, filepath } = file;
	const documented = { companyId, billingPeriod, invoiceType, invoiceCreationDate, filepath };
	if (!options.withUndocumentedFields) return documented;
	return { ...documented, fileType: file.fileType, companyName: file.companyName };
}

function download({ data }: State, { path, query, user }: Call): Reply {
	if ([...query.keys()].length > 0) throw new ApiError(400, 400100, 'Unknown query parameter');
	const file = data.file(checkedPath(path.slice(BASE.length + 1)));
	const { companyIds } = userOf(user);
	if (!file) throw new ApiError(404, 404100, 'The invoice does not exist');
	if (companyIds && !companyIds.includes(file.companyId)) {
		throw new ApiError(403, 403101, 'Access to this company is forbidden');
	}
	return {
		status: 200,
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': file.disposition,
		},
		body: csvOf(file),
	};
}

/** @throws ApiError for any path that could leave the store, encoded or not */
function checkedPath(raw: string): string {
	let path: string;
	try {
		path = decodeURIComponent(raw);
	} catch {
		throw new ApiError(400, 400101, 'The invoice path has a malformed escape');
	}
	const segments = path.split('/');
	if (path.includes('\\') || path.includes('\0') || segments.some(leadsAway)) {
		throw new ApiError(400, 400102, 'The invoice path is not allowed');
	}
	return path;
}

function leadsAway(segment: string): boolean {
	return segment === '' || segment === '.' || segment === '..';
}

function userOf(user: RainbowUser | undefined): RainbowUser {
	if (!user) throw new Error('An authenticated route has a user.');
	return user;
}
