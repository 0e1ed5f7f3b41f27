import Big from 'big.js';
import { totalBalance } from './accounts';
import { addDays, atTime, monthOf } from './dates';
import type { FinanceDocument } from './document';
import { buildItems, itemNet, type ItemFacts } from './items';
import { KINDS } from './kinds';
import { cents, sum, toNumber } from './money';
import { DOMESTIC, type Partner } from './partners';
import type { DocumentPlan } from './plan';

export interface DocumentFacts {
	id: number;
	uuid: string;
	plan: DocumentPlan;
	partner: Partner;
	documentDate: string;
	/** The day on which its status was set. */
	statusDate: string;
	items: ItemFacts[];
}

/** A document with every field that HORISEN Finance Documents lists. */
export function buildDocument(facts: DocumentFacts): FinanceDocument {
	const { id, uuid, plan, partner, documentDate, statusDate } = facts;
	const kind = KINDS[plan.kind];
	const period = monthOf(documentDate);
	const isPostpaid = kind.dataSourceCodeName === 'POSTPAID';
	const isSent = plan.paymentStatus === 'paid';
	const isSynced = plan.status === 'archived' || plan.status === 'imported';
	return {
		documentUuid: uuid,
		id,
		instanceId: 1,
		...partnerFields(partner),
		documentDate,
		deliveryDate: period.to,
		dueDate: addDays(documentDate, 30),
		periodStart: period.from,
		periodEnd: period.to,
		...numberFields(facts),
		...amountFields(facts),
		status: plan.status ?? 'approved',
		paymentStatus: plan.paymentStatus ?? 'open',
		insertDt: atTime(documentDate, `06:${String(id % 60).padStart(2, '0')}:00`),
		statusDt: atTime(statusDate, `08:${String(id % 60).padStart(2, '0')}:30`),
		paymentStatusDate: isSent ? atTime(addDays(documentDate, 1), '10:00:00') : null,
		syncStatusDt: isSynced ? atTime(addDays(documentDate, 1), '11:00:00') : null,
		docsDeliveryStatusDate: isSent ? atTime(addDays(documentDate, 1), '09:00:00') : null,
		domainId: kind.domainId,
		domainCodeName: kind.domainCodeName,
		documentClassCodeName: kind.classCodeName,
		documentClassDomain: plan.classDomain ?? 'invoice',
		documentClassArea: kind.area,
		selfBilling: plan.selfBilling ? 'yes' : 'no',
		dataSourceId: kind.dataSourceId,
		dataSourceCodeName: kind.dataSourceCodeName,
		dataSourceSelector: kind.dataSourceSelector,
		dataSource: isPostpaid
			? { id: partner.id * 10, billingTotalBalance: totalBalance(partner) }
			: null,
		lang: 'en',
		documentType: kind.documentType,
		documentTypeName: kind.documentTypeName,
		syncStatus: isSynced ? 'done' : 'none',
		disputeStatus: plan.twist === 'rowTooMany' ? 'open' : 'none',
		docsDeliveryStatus: isSent ? 'sent' : 'none',
		items: buildItems(id, kind, partner.vatPercent, facts.items),
	};
}

function partnerFields(partner: Partner) {
	return {
		bizPartnerId: partner.id,
		bizPartnerCountry: partner.country,
		...(partner.externalRefId === undefined
			? {}
			: { bizPartnerExternalRefId: partner.externalRefId }),
		bizPartner: {
			name: partner.name,
			briefName: partner.briefName,
			partnerType: 'COMPANY',
			attn: `Accounts payable, ${partner.briefName}`,
			address: 'Main Street 1\nBuilding <B>',
			post: String(1000 + (partner.id % 1000)).padStart(5, '0'),
			city: partner.city,
			vatNumber: partner.vatNumber,
			// A copy: tests change documents in place.
			customAttributes: structuredClone(partner.customAttributes),
		},
	};
}

function numberFields({ id, plan, documentDate }: DocumentFacts) {
	const count = id % 1000;
	const [year, month, day] = documentDate.split('-');
	const mask =
		plan.kind === 'prepaid' ? `${year}/${month}/%d` : `${year.slice(2)}${month}${day}-%d`;
	return {
		documentNumber: plan.number ?? mask.replace('%d', String(count)),
		documentNumberMask: plan.number === undefined ? mask : plan.number.replace(/\d+/, '%d'),
		documentNumberNum: count,
	};
}

function amountFields({ plan, partner, items }: DocumentFacts) {
	const { currency } = partner;
	const net = cents(sum(items.map(itemNet)));
	const vat = cents(net.times(partner.vatPercent).div(100));
	const gross = net.plus(vat);
	const total = gross
		.div(currency.smallestCoin)
		.round(0, Big.roundHalfUp)
		.times(currency.smallestCoin);
	const paid = plan.paymentStatus === 'paid' ? total : new Big(0);
	const domestic = (amount: Big) => cents(amount.times(currency.rate));
	return {
		currency: currency.number,
		currencyCode: currency.code,
		amountNoVat: toNumber(net),
		vatPercent: partner.vatPercent,
		vat: toNumber(vat),
		amountVat: toNumber(gross),
		rounding: toNumber(total.minus(gross)),
		total: toNumber(total),
		totalUnpaid: toNumber(total.minus(paid)),
		totalPaid: toNumber(paid),
		domesticCurrency: DOMESTIC.number,
		domesticCurrencyCode: DOMESTIC.code,
		domesticCurrencyRate: Number(currency.rate),
		domesticAmountNoVat: toNumber(domestic(net)),
		domesticAmountVat: toNumber(domestic(gross)),
		domesticRounding: toNumber(domestic(total).minus(domestic(gross))),
		domesticTotal: toNumber(domestic(total)),
	};
}
