import type { BillingAccount, Connection } from './document';
import type { Partner } from './partners';

const ACCOUNT_NAMES = ['Direct & <Premium>', 'Wholesale "A"', "Test ']]> 'routes 🧪"];

/** A partner's billing account (the vendor's pricing condition), without its connections. */
export function totalBalance(partner: Partner): BillingAccount {
	return account(partner, partner.id * 10, 'Total balance');
}

/** The accounts that a postpaid SMS document bills, one item each. */
export function smsAccounts(partner: Partner, count: number): BillingAccount[] {
	return ACCOUNT_NAMES.slice(0, count).map((name, index) => {
		const id = partner.id * 10 + index + 1;
		return {
			...account(partner, id, name),
			smsConnections: [connection(id, 1, 'SMPP'), connection(id, 2, 'HTTP')],
		};
	});
}

/** The account that a postpaid MNP document bills. */
export function mnpAccount(partner: Partner): BillingAccount {
	const id = partner.id * 10 + 9;
	return { ...account(partner, id, 'MNP queries'), mnpConnections: [connection(id, 1, 'HTTP')] };
}

function account(partner: Partner, id: number, name: string): BillingAccount {
	return {
		id,
		instanceId: 1,
		bizPartnerId: partner.id,
		currency: partner.currency.number,
		currencyCode: partner.currency.code,
		billingTypeCodeName: 'POSTPAID',
		name,
		customAttributes: [{ codeName: 'PROFIT_CENTER', value: `PC-${id}` }],
	};
}

function connection(
	accountId: number,
	index: number,
	protocol: Connection['protocol'],
): Connection {
	return {
		id: accountId * 10 + index,
		instanceId: 1,
		name: `${protocol} ${index} <main>`,
		authName: `user${accountId}_${index}`,
		protocol,
	};
}
