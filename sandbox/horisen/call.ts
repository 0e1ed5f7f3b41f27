import type { Reply } from '../simulator/reply';
import type { Paging } from './query/paging';

/** A routed request with its query and body. */
export interface Call {
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	headers: NodeJS.Dict<string | string[]>;
	body: string;
	/** The named parts of the path. */
	params: Record<string, string>;
	/** Serves a page of a listing; a fault may change it. */
	paging: Paging;
}

/** The calls that faults can be injected into. */
export type RouteName =
	| 'token'
	| 'documents'
	| 'changeSyncStatus'
	| 'bulkChangeSyncStatus'
	| 'changeDocsDeliveryStatus'
	| 'files'
	| 'customerTraffic'
	| 'controlTraffic'
	| 'priceLists'
	| 'rates';

export interface Route {
	name: RouteName;
	method: 'GET' | 'POST';
	/** Matches the whole path; named groups become `params`. */
	pattern: RegExp;
	/** Whether the call needs a token. */
	authenticated: boolean;
	/** The privilege that the API documents for the call. */
	privilege?: string;
	/** An API's own shape of a refusal. */
	refuse(error: Error): Reply;
	answer(call: Call): Reply;
}
