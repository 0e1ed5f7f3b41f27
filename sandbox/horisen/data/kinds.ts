import type { DocumentKind } from './plan';
import type { TrafficSide } from './trafficRow';

/** The common fields of the vendor's published documents of a kind. */
export interface KindFacts {
	documentType: number;
	documentTypeName: string;
	domainId: number;
	domainCodeName: string;
	classCodeName: string;
	area: 'sales' | 'purchase';
	dataSourceId: number;
	dataSourceCodeName: string;
	dataSourceSelector: string;
	/** The document's traffic report, if any. */
	traffic?: TrafficSide;
	/** What an item bills. */
	items: 'smsAccounts' | 'mnpAccounts' | 'partOfDocument' | 'topUp';
}

const SMS = { domainId: 1, domainCodeName: 'BULK' };
const MNP = { domainId: 2, domainCodeName: 'BULK-MNP' };
const SALES = { classCodeName: 'CUSTOMER_INVOICE', area: 'sales' } as const;
const PURCHASE = { classCodeName: 'CONTROL_INVOICE', area: 'purchase' } as const;
const POSTPAID = { dataSourceId: 1, dataSourceCodeName: 'POSTPAID', dataSourceSelector: '' };
const PREPAID = { dataSourceId: 2, dataSourceCodeName: 'PREPAID', dataSourceSelector: '' };

export const KINDS: Record<DocumentKind, KindFacts> = {
	postpaidSms: {
		documentType: 25,
		documentTypeName: 'Bulk Invoice - Postpaid',
		...SMS,
		...SALES,
		...POSTPAID,
		traffic: 'customer',
		items: 'smsAccounts',
	},
	partPayment: {
		documentType: 26,
		documentTypeName: 'Bulk Invoice - Postpaid Part Payment',
		...SMS,
		...SALES,
		...POSTPAID,
		dataSourceSelector: 'PART-PAYMENT',
		items: 'partOfDocument',
	},
	postpaidMnp: {
		documentType: 27,
		documentTypeName: 'Bulk MNP Invoice - Postpaid',
		...MNP,
		...SALES,
		...POSTPAID,
		items: 'mnpAccounts',
	},
	prepaid: {
		documentType: 28,
		documentTypeName: 'Bulk Invoice - Prepaid',
		...SMS,
		...SALES,
		...PREPAID,
		items: 'topUp',
	},
	controlSms: {
		documentType: 35,
		documentTypeName: 'Bulk Control Invoice - Postpaid',
		...SMS,
		...PURCHASE,
		...POSTPAID,
		traffic: 'control',
		items: 'smsAccounts',
	},
	controlMnp: {
		documentType: 37,
		documentTypeName: 'Bulk MNP Control Invoice - Postpaid',
		...MNP,
		...PURCHASE,
		...POSTPAID,
		items: 'mnpAccounts',
	},
};
