import { today } from '../simulator/dates';

/** A client that the Platform Owner registered: id, secret and its privileges. */
export interface ApiClient {
	id: string;
	secret: string;
	privileges: string[];
}

/**
 * How traffic rows and rates are ordered. Their APIs have no sort parameter and promise no order:
 * - `stable`: always the same order;
 * - `perListing`: another order for each listing (a call for page 1 begins one), stable within it;
 * - `perCall`: another order for every call, so that pages overlap and miss rows.
 */
export const ROW_ORDERS = ['stable', 'perListing', 'perCall'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

export interface HorisenOptions {
	/** Port on 127.0.0.1; 0 takes a free one. */
	port: number;
	/** The day the seeded data is relative to, `YYYY-MM-DD`. The data depends on nothing else but `seed`. */
	today: string;
	seed: string;
	clients: ApiClient[];
	/** Seconds a token lives. */
	expiresIn: number;
	/** Whether the caller's address is registered; otherwise the token call and the API answer 403. */
	ipAllowed: boolean;
	/** The largest page the APIs serve; the vendor does not publish it. */
	maxPageSize: number;
	/** Whether to compress answers for callers that accept it; the vendor does not say. */
	compress: boolean;
	trafficOrder: RowOrder;
	ratesOrder: RowOrder;
	/** Milliseconds before every answer. */
	latencyMs: number;
	/** Names of the fields in the bodies of the write calls; the vendor does not publish them. */
	syncStatusField: string;
	docsDeliveryStatusField: string;
	/** Serves `POST /__control/…`, so that another process can inject faults. */
	control: boolean;
}

export const DEFAULT_CLIENT: ApiClient = {
	id: 'finance-middleware',
	secret: 'finance-middleware-secret',
	privileges: ['finance-invoices.view', 'bulk-traffic-report.view', 'bulk-cust-pricelist-own.view'],
};

export function withDefaults(options: Partial<HorisenOptions>): HorisenOptions {
	return {
		port: 0,
		today: today(),
		seed: 'horisen',
		clients: [DEFAULT_CLIENT],
		expiresIn: 604_800,
		ipAllowed: true,
		maxPageSize: 1000,
		compress: true,
		trafficOrder: 'stable',
		ratesOrder: 'stable',
		latencyMs: 0,
		syncStatusField: 'syncStatus',
		docsDeliveryStatusField: 'docsDeliveryStatus',
		control: false,
		...options,
	};
}
