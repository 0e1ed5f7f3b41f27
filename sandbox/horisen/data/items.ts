import Big from 'big.js';
import type { BillingAccount, Item, ItemDataSource } from './document';
import type { KindFacts } from './kinds';
import { toNumber } from './money';

export interface ItemFacts {
	name: string;
	quantity: Big;
	price: Big;
	dataSource: ItemDataSource | null;
}

/** Net amount of an item, with all its decimals. */
export function itemNet({ quantity, price }: ItemFacts): Big {
	return quantity.times(price);
}

/** The items of a document, in the vendor's fields. */
export function buildItems(
	documentId: number,
	kind: KindFacts,
	vatPercent: number,
	items: ItemFacts[],
): Item[] {
	return items.map((facts, index) => {
		const net = itemNet(facts);
		return {
			id: documentId * 100 + index + 1,
			documentId,
			ordNum: index + 1,
			name: facts.name,
			quantity: toNumber(facts.quantity),
			measureUnit: 'PIECE',
			price: toNumber(facts.price),
			totalNoVat: toNumber(net),
			totalVat: toNumber(net.times(new Big(vatPercent).div(100).plus(1))),
			dataSourceId: kind.dataSourceId,
			dataSourceCodeName: kind.dataSourceCodeName,
			dataSourceForeignKey: facts.dataSource?.id ?? null,
			dataSourceSelector: kind.dataSourceSelector,
			dataSource: facts.dataSource,
		};
	});
}

/** One item per account: its traffic in the period. */
export function accountItem(account: BillingAccount, what: string, total: Big): ItemFacts {
	return {
		name: `${what}\n${account.name}`,
		quantity: new Big(1),
		price: total,
		dataSource: { id: account.id, billingAccount: account },
	};
}
