import Big from 'big.js';
import { smsAccounts } from './accounts';
import { buildDocument } from './buildDocument';
import { addDays, atTime, lastFullMonth, monthOf } from './dates';
import type { BillingAccount, FinanceDocument } from './document';
import { accountItem } from './items';
import { NETWORKS } from './networks';
import { PARTNERS } from './partners';
import { scatter } from './random';
import { trafficRow, type TrafficReport } from './trafficRow';

export interface LargeReportOptions {
	rows: number;
	/** Default: the next free one from 900001. */
	invoiceId: number;
	today: string;
}

/** Prices are whole 1/10000: with counts below 10000, sums of a million rows are exact integers. */
const PRICE_UNITS = 10_000;
const UNITS_PER_CENT = PRICE_UNITS / 100;

/**
 * A postpaid SMS document with a traffic report of any length. Each row is computed from its index when a page needs
 * it, so no row is kept; items and document have the exact sums.
 */
export function largeReport(options: LargeReportOptions): {
	document: FinanceDocument;
	report: TrafficReport;
} {
	const { rows, invoiceId, today } = options;
	const partner = PARTNERS.plain;
	const accounts = smsAccounts(partner, 3);
	const documentDate = lastFullMonth(today).to;
	const document = buildDocument({
		id: invoiceId,
		uuid: `ffffffff-0000-4000-8000-${String(invoiceId).padStart(12, '0')}`,
		plan: { kind: 'postpaidSms', partner: 'plain', day: { beforeMonthEnd: 0 } },
		partner,
		documentDate,
		statusDate: addDays(documentDate, 1),
		items: accountTotals(rows, accounts).map((total, index) =>
			accountItem(accounts[index], 'SMS traffic', total),
		),
	});
	const start = monthOf(documentDate).from;
	const balance = balancingMessages(rows);
	const report: TrafficReport = {
		side: 'customer',
		count: rows,
		row: (index) => {
			const { units, messages } = charge(index, rows, balance);
			const day = addDays(start, index % 28);
			const network = NETWORKS[index % NETWORKS.length];
			return trafficRow('customer', {
				partnerId: partner.id,
				account: accounts[index % accounts.length],
				// One operator per row, so that all rows differ.
				network: { ...network, operatorId: index + 1 },
				messages,
				price: units / PRICE_UNITS,
				totalAmount: (units * messages) / PRICE_UNITS,
				priceSince: atTime(start, '00:00:00'),
				currency: partner.currency,
				startDt: atTime(day, '00:00:00'),
				endDt: atTime(day, '23:59:59'),
			});
		},
	};
	return { document, report };
}

/** Price (in 1/10000) and messages of a row; the last one balances the whole to cents. */
function charge(index: number, rows: number, balance: number): { units: number; messages: number } {
	if (index === rows - 1) return { units: 1, messages: balance };
	const scattered = scatter(index);
	return { units: 12 + (scattered % 900), messages: 1 + ((scattered >>> 10) % 9000) };
}

function balancingMessages(rows: number): number {
	let cent = 0;
	for (let index = 0; index < rows - 1; index += 1) {
		const { units, messages } = charge(index, rows, 0);
		cent = (cent + units * messages) % UNITS_PER_CENT;
	}
	return UNITS_PER_CENT - cent;
}

function accountTotals(rows: number, accounts: BillingAccount[]): Big[] {
	const balance = balancingMessages(rows);
	const totals = accounts.map(() => 0);
	for (let index = 0; index < rows; index += 1) {
		const { units, messages } = charge(index, rows, balance);
		totals[index % accounts.length] += units * messages;
	}
	return totals.map((total) => new Big(total).div(PRICE_UNITS));
}
