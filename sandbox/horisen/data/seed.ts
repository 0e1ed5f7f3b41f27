import Big from 'big.js';
import { mnpAccount, smsAccounts } from './accounts';
import { buildDocument } from './buildDocument';
import { addDays, lastFullMonth, monthOf } from './dates';
import type { FinanceDocument } from './document';
import { accountItem, type ItemFacts } from './items';
import { KINDS } from './kinds';
import { PARTNERS, type Partner } from './partners';
import { DOCUMENT_PLAN, type DocumentPlan } from './plan';
import { Random } from './random';
import { generateTraffic } from './traffic';
import { heldReport, type TrafficReport } from './trafficRow';

export interface SeededData {
	documents: FinanceDocument[];
	trafficReports: Map<number, TrafficReport>;
}

const FIRST_ID = 300_901;

/** The documents and traffic of `DOCUMENT_PLAN`: the same for the same seed and day, on every machine. */
export function seedData(seed: string, today: string): SeededData {
	const random = new Random(seed);
	const trafficReports = new Map<number, TrafficReport>();
	const documents = DOCUMENT_PLAN.map((plan, index) => {
		const id = FIRST_ID + index;
		const partner: Partner = PARTNERS[plan.partner];
		const documentDate = dateOf(plan, today);
		return buildDocument({
			id,
			uuid: random.uuid(),
			plan,
			partner,
			documentDate,
			statusDate: statusDateOf(plan, documentDate, today),
			items: itemsOf(random, plan, partner, id, documentDate, trafficReports),
		});
	});
	// By uuid, so that an unsorted listing follows neither ids nor dates.
	documents.sort((a, b) => (a.documentUuid < b.documentUuid ? -1 : 1));
	return { documents, trafficReports };
}

function dateOf({ day }: DocumentPlan, today: string): string {
	if ('beforeToday' in day) return addDays(today, -day.beforeToday);
	return addDays(lastFullMonth(today).to, -day.beforeMonthEnd);
}

function statusDateOf(plan: DocumentPlan, documentDate: string, today: string): string {
	if (plan.approvedBeforeToday !== undefined) return addDays(today, -plan.approvedBeforeToday);
	return plan.status === 'draft' ? documentDate : addDays(documentDate, 1);
}

function itemsOf(
	random: Random,
	plan: DocumentPlan,
	partner: Partner,
	documentId: number,
	documentDate: string,
	trafficReports: Map<number, TrafficReport>,
): ItemFacts[] {
	const kind = KINDS[plan.kind];
	const negative = plan.selfBilling === true;
	const amount = () => new Big(random.integer(1_000, 900_000)).div(negative ? -100 : 100);
	if (kind.items === 'partOfDocument') {
		const dataSource = { id: documentId * 10, documentId: documentId - 1 };
		return [{ name: 'Part payment', quantity: new Big(1), price: amount(), dataSource }];
	}
	if (kind.items === 'topUp') return topUpItems(plan, amount);
	if (kind.items === 'mnpAccounts') {
		return [accountItem(mnpAccount(partner), 'MNP queries', amount())];
	}
	const accounts = smsAccounts(partner, random.integer(1, 3));
	const side = kind.traffic ?? 'customer';
	const { rows, totals } = generateTraffic(random, {
		side,
		partner,
		accounts,
		period: monthOf(documentDate),
		rowCount: random.integer(20, 399),
		twist: plan.twist,
		negative,
	});
	trafficReports.set(documentId, heldReport(side, rows));
	return accounts.map((account, index) => accountItem(account, 'SMS traffic', totals[index]));
}

function topUpItems({ twist }: DocumentPlan, amount: () => Big): ItemFacts[] {
	const item = (name: string, quantity: string, price: Big): ItemFacts => ({
		name,
		quantity: new Big(quantity),
		price,
		dataSource: null,
	});
	if (twist === 'tinyItems') {
		return [
			item('Top-up\nfirst part', '1', new Big('0.1')),
			item('Top-up\nsecond part', '1', new Big('0.2')),
			item('Lookups', '1000000', new Big('1e-7')),
		];
	}
	return [item('Top-up <prepaid> & bonus', '1', amount())];
}
