import { fields, type Attribute, type Attributes } from '../query/attributes';
import {
	DISPUTE_STATUSES,
	DOCS_DELIVERY_STATUSES,
	STATUSES,
	SYNC_STATUSES,
	type FinanceDocument,
} from './document';
import type { TrafficRow, TrafficSide } from './trafficRow';

type DocumentAttribute = Attribute<FinanceDocument>;

/** The attributes that HORISEN Finance Documents filters on. */
export const DOCUMENT_ATTRIBUTES: Attributes<FinanceDocument> = new Map([
	...fields<FinanceDocument>(
		'integer',
		'id instanceId bizPartnerId bizPartnerCountry documentNumberNum currency domesticCurrency ' +
			'domainId documentType dataSourceId',
	),
	...fields<FinanceDocument>(
		'decimal',
		'amountNoVat amountVat vatPercent vat rounding total totalUnpaid totalPaid ' +
			'domesticCurrencyRate domesticAmountNoVat domesticAmountVat domesticRounding domesticTotal',
	),
	...fields<FinanceDocument>('date', 'documentDate deliveryDate dueDate periodStart periodEnd'),
	...fields<FinanceDocument>('dateTime', 'insertDt statusDt paymentStatusDate syncStatusDt'),
	...fields<FinanceDocument>(
		'text',
		'documentUuid currencyCode domesticCurrencyCode paymentStatus lang domainCodeName ' +
			'dataSourceCodeName documentClassCodeName documentClassDomain documentClassArea ' +
			'dataSourceSelector',
	),
	...fields<FinanceDocument>('text', 'bizPartnerExternalRefId documentNumber documentTypeName', {
		general: true,
	}),
	...fields<FinanceDocument>('text', 'status', { values: STATUSES }),
	...fields<FinanceDocument>('text', 'selfBilling', { values: ['yes', 'no'] }),
	...fields<FinanceDocument>('text', 'syncStatus', { values: SYNC_STATUSES }),
	...fields<FinanceDocument>('text', 'disputeStatus', { values: DISPUTE_STATUSES }),
	...fields<FinanceDocument>('text', 'docsDeliveryStatus', { values: DOCS_DELIVERY_STATUSES }),
]);

const PARTNER_FIELDS = {
	bizPartnerName: 'name',
	bizPartnerBriefName: 'briefName',
	bizPartnerType: 'partnerType',
	bizPartnerAttn: 'attn',
	bizPartnerAddress: 'address',
	bizPartnerPost: 'post',
	bizPartnerCity: 'city',
	bizPartnerVatNumber: 'vatNumber',
} as const;

/** The attributes that HORISEN Finance Documents sorts by: those of the filters, and these. */
export const DOCUMENT_SORT_ATTRIBUTES: Attributes<FinanceDocument> = new Map([
	...DOCUMENT_ATTRIBUTES,
	...Object.entries(PARTNER_FIELDS).map(([name, field]): [string, DocumentAttribute] => [
		name,
		{ type: 'text', read: ({ bizPartner }) => bizPartner[field] },
	]),
	...fields<FinanceDocument>('text', 'documentNumberMask'),
]);

function trafficAttributes(partner: string, price: string): Attributes<TrafficRow> {
	return new Map([
		...fields<TrafficRow>(
			'integer',
			`${partner}Id billingAccountId countryId operatorId ${price}Currency`,
		),
		...fields<TrafficRow>('decimal', `${price}Price`),
		...fields<TrafficRow>('dateTime', `${price}PriceSinceDt`),
		...fields<TrafficRow>('text', `${price}CurrencyCode mcc mnc`),
		...fields<TrafficRow>('text', 'billingAccountName countryName countryCode2 operatorName', {
			general: true,
		}),
	]);
}

/** The attributes that each HORISEN Traffic Report filters on; it documents no sort. */
export const TRAFFIC_ATTRIBUTES: Record<TrafficSide, Attributes<TrafficRow>> = {
	customer: trafficAttributes('customer', 'sell'),
	control: trafficAttributes('supplier', 'buy'),
};
