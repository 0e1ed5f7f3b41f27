/** The shapes of HORISEN Finance Documents. */

export interface CustomAttribute {
	codeName: string;
	value: string | Record<string, unknown>;
}

export interface Connection {
	id: number;
	instanceId: number;
	name: string;
	authName: string;
	protocol: 'SMPP' | 'HTTP';
}

export interface BillingAccount {
	id: number;
	instanceId: number;
	bizPartnerId: number;
	currency: number;
	currencyCode: string;
	billingTypeCodeName: string;
	name: string;
	customAttributes: CustomAttribute[];
	smsConnections?: Connection[];
	mnpConnections?: Connection[];
}

export type ItemDataSource =
	{ id: number; documentId: number } | { id: number; billingAccount: BillingAccount };

export interface Item {
	id: number;
	documentId: number;
	ordNum: number;
	name: string;
	quantity: number;
	measureUnit: string;
	price: number;
	totalNoVat: number;
	totalVat: number;
	dataSourceId: number;
	dataSourceCodeName: string;
	dataSourceForeignKey: number | null;
	dataSourceSelector: string;
	dataSource: ItemDataSource | null;
}

export interface FinanceDocument {
	documentUuid: string;
	id: number;
	instanceId: number;
	bizPartnerId: number;
	bizPartnerCountry: number;
	bizPartnerExternalRefId?: string | null;
	bizPartner: {
		name: string;
		briefName: string;
		partnerType: string;
		attn: string;
		address: string;
		post: string;
		city: string;
		vatNumber: string;
		customAttributes: CustomAttribute[];
	};
	documentDate: string;
	deliveryDate: string;
	dueDate: string;
	periodStart: string;
	periodEnd: string;
	documentNumber: string;
	documentNumberMask: string;
	documentNumberNum: number;
	currency: number;
	currencyCode: string;
	amountNoVat: number;
	vatPercent: number;
	vat: number;
	amountVat: number;
	rounding: number;
	total: number;
	totalUnpaid: number;
	totalPaid: number;
	domesticCurrency: number;
	domesticCurrencyCode: string;
	domesticCurrencyRate: number;
	domesticAmountNoVat: number;
	domesticAmountVat: number;
	domesticRounding: number;
	domesticTotal: number;
	status: string;
	paymentStatus: string;
	insertDt: string;
	statusDt: string;
	paymentStatusDate: string | null;
	syncStatusDt: string | null;
	docsDeliveryStatusDate: string | null;
	domainId: number;
	domainCodeName: string;
	documentClassCodeName: string;
	documentClassDomain: string;
	documentClassArea: string;
	selfBilling: 'yes' | 'no';
	dataSourceId: number;
	dataSourceCodeName: string;
	dataSourceSelector: string;
	dataSource: { id: number; billingTotalBalance: Omit<BillingAccount, 'smsConnections'> } | null;
	lang: string;
	documentType: number;
	documentTypeName: string;
	syncStatus: string;
	disputeStatus: string;
	docsDeliveryStatus: string;
	items: Item[];
}

export const STATUSES = ['draft', 'approved', 'rejected', 'canceled', 'archived', 'imported'];
export const SYNC_STATUSES = [
	'none',
	'waiting',
	'syncing',
	'done',
	'exported',
	'error',
	'invalid',
	'misc',
];
export const DISPUTE_STATUSES = ['none', 'open', 'closed'];
export const DOCS_DELIVERY_STATUSES = ['none', 'waiting', 'sending', 'sent', 'error', 'misc'];
