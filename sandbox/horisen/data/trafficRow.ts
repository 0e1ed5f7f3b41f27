import type { Currency } from './partners';
import type { Network } from './networks';

interface CommonRow {
	billingAccountId: number;
	billingAccountName: string;
	countryId: number;
	countryName: string;
	countryCode2: string;
	operatorId: number;
	operatorName: string;
	mcc: string;
	mnc: string;
	startDt: string;
	endDt: string;
	totalAmount: number;
}

/** A row of a customer invoice's traffic report. */
export interface CustomerTrafficRow extends CommonRow {
	customerId: number;
	inSmsCnt: number;
	sellPrice: number;
	sellPriceSinceDt: string;
	sellCurrency: number;
	sellCurrencyCode: string;
}

/** A row of a control invoice's traffic report. */
export interface ControlTrafficRow extends CommonRow {
	supplierId: number;
	outSmsCnt: number;
	buyPrice: number;
	buyPriceSinceDt: string;
	buyCurrency: number;
	buyCurrencyCode: string;
}

export type TrafficRow = CustomerTrafficRow | ControlTrafficRow;

/** The kind of report: charges to a customer, or charges from a supplier. */
export type TrafficSide = 'customer' | 'control';

/** The traffic report of one invoice. Rows are read by index, so that a large report need not be in memory. */
export interface TrafficReport {
	side: TrafficSide;
	count: number;
	row(index: number): TrafficRow;
	/** The rows, if they are in memory; tests may change them. */
	rows?: TrafficRow[];
}

/** The data of a row of either side. */
export interface TrafficFacts {
	partnerId: number;
	account: { id: number; name: string };
	network: Network;
	messages: number;
	price: number;
	totalAmount: number;
	priceSince: string;
	currency: Currency;
	startDt: string;
	endDt: string;
}

/** The row with the vendor's field names and order. */
export function trafficRow(side: TrafficSide, facts: TrafficFacts): TrafficRow {
	const { partnerId, account, network, messages, price, priceSince, currency } = facts;
	const { mcc, mnc, ...place } = network;
	const pricing = { billingAccountId: account.id, billingAccountName: account.name, ...place };
	const end = {
		mcc,
		mnc,
		startDt: facts.startDt,
		endDt: facts.endDt,
		totalAmount: facts.totalAmount,
	};
	if (side === 'customer') {
		return {
			customerId: partnerId,
			...pricing,
			inSmsCnt: messages,
			sellPrice: price,
			sellPriceSinceDt: priceSince,
			sellCurrency: currency.number,
			sellCurrencyCode: currency.code,
			...end,
		};
	}
	return {
		supplierId: partnerId,
		...pricing,
		outSmsCnt: messages,
		buyPrice: price,
		buyPriceSinceDt: priceSince,
		buyCurrency: currency.number,
		buyCurrencyCode: currency.code,
		...end,
	};
}

/** A report with its rows in memory. */
export function heldReport(side: TrafficSide, rows: TrafficRow[]): TrafficReport {
	return {
		side,
		rows,
		get count() {
			return rows.length;
		},
		row: (index) => rows[index],
	};
}
