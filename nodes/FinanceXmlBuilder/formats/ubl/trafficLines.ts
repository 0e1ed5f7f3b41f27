import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalText, toDecimal } from '../../../common/money';
import { ExactSum } from '../../../common/exactSum';
import type { Row } from '../../traffic/totals';
import type { Stamping } from '../../xml/stamping';
import { cents } from './amounts';
import type { InvoiceHeader, Line } from './invoice';
import { priceFor } from './price';
import type { UblSettings } from './ublSettings';
import { dateOf, textOf } from './documentText';

/** The name of a line whose rows have neither country nor operator nor codes. */
const UNKNOWN_NETWORK = 'Unknown network';

/** All rows of one country, operator and price. */
interface Group {
	country?: string;
	operator?: string;
	price: Big;
	/** MCC and MNC of its rows, as JSON. */
	networks: Set<string>;
	/** BT-155 of its rows; several if they differ. */
	itemIds: Set<string>;
	/** The first start and the last end of its rows. */
	start?: string;
	end?: string;
	messages: ExactSum;
	amount: ExactSum;
}

/**
 * Sums up passing rows of a traffic report to one line for each country, operator and price. Memory holds the groups,
 * never the rows.
 */
export class TrafficLines {
	private readonly groups = new Map<string, Group>();
	/** The same groups by the rows' own texts, in which a price may have several notations. */
	private readonly asWritten = new Map<string, Group>();

	/** @param currency of the document; rows in another currency cannot become its lines */
	constructor(
		private readonly currency: string | undefined,
		private readonly settings: UblSettings,
		private readonly stamping: Stamping,
	) {}

	get isEmpty(): boolean {
		return this.groups.size === 0;
	}

	/** @throws OperatorError naming the row and a field that is not an amount, or its other currency */
	add(row: Row): void {
		const [priceField, countField, currencyField] =
			'outSmsCnt' in row
				? ['buyPrice', 'outSmsCnt', 'buyCurrencyCode']
				: ['sellPrice', 'inSmsCnt', 'sellCurrencyCode'];
		const currency = row[currencyField];
		if (typeof currency === 'string' && currency !== '' && currency !== this.currency) {
			throw this.otherCurrency(currencyField, currency);
		}
		const group = this.groupOf(row, row[priceField], priceField);
		this.addTo(group.messages, row, countField);
		this.addTo(group.amount, row, 'totalAmount');
		group.networks.add(JSON.stringify([textOf(row.mcc), textOf(row.mnc)]));
		this.addDetails(group, row);
	}

	/**
	 * The lines, in an order independent of the rows. Rows of a self-billing document have the same sign as its items or
	 * the opposite (HORISEN does not publish which); the lines have the sign of the invoice.
	 */
	lines(header: InvoiceHeader, isSelfBilling: boolean): Line[] {
		const groups = [...this.groups.entries()].sort(inOrder).map(([, group]) => group);
		const total = groups.reduce((sum, { amount }) => sum.plus(amount.total()), new Big(0));
		const opposite = total.times(header.totals.taxExclusive ?? 0).lt(0);
		const sign = isSelfBilling && opposite ? -1 : 1;
		return groups.map((group, index) => lineOf(group, String(index + 1), sign, this.settings));
	}

	private groupOf(row: Row, price: unknown, priceField: string): Group {
		const country = textOf(row.countryName) ?? textOf(row.countryCode2);
		const operator = textOf(row.operatorName);
		const keyFor = (amount: unknown) =>
			JSON.stringify([country, row.countryId, operator, row.operatorId, amount]);
		const written = keyFor(price);
		let group = this.asWritten.get(written);
		if (!group) {
			const exact = toDecimal(price, this.stamping.label(priceField));
			const key = keyFor(decimalText(exact));
			group = this.groups.get(key) ?? {
				country,
				operator,
				price: exact,
				networks: new Set(),
				itemIds: new Set(),
				messages: new ExactSum(),
				amount: new ExactSum(),
			};
			this.groups.set(key, group);
			this.asWritten.set(written, group);
		}
		return group;
	}

	private addDetails(group: Group, row: Row): void {
		const { itemIdField, linePeriod } = this.settings.invoice;
		if (itemIdField !== undefined) group.itemIds.add(textOf(row[itemIdField]) ?? '');
		if (linePeriod === 'no') return;
		const [start, end] = [dateOf(row.startDt), dateOf(row.endDt)];
		if (start && (group.start === undefined || start < group.start)) group.start = start;
		if (end && (group.end === undefined || end > group.end)) group.end = end;
	}

	private addTo(sum: ExactSum, row: Row, field: string): void {
		if (!sum.add(row[field])) toDecimal(row[field], this.stamping.label(field));
	}

	private otherCurrency(field: string, currency: string): OperatorError {
		return new OperatorError(
			`${this.stamping.label(field)} is ${currency}, but the invoice is in ${this.currency}`,
			{
				description:
					'Traffic in another currency cannot become lines of this invoice. Set "Lines From" to "Items" for it; the traffic file can still be named in the invoice.',
			},
		);
	}
}

function lineOf(group: Group, id: string, sign: 1 | -1, { invoice }: UblSettings): Line {
	const { start, end } = group;
	const [itemId, ...otherIds] = group.itemIds;
	const messages = group.messages.total();
	const signed = messages.times(sign);
	const name = [group.country, group.operator].filter(Boolean).join(', ');
	const networks = networkProperties(group.networks);
	const numbers = networks.map((property) => `${property.name} ${property.value}`).join(', ');
	const named = name || numbers || UNKNOWN_NETWORK;
	const amount = group.amount.total().times(sign);
	return {
		id,
		name: named,
		quantity: group.price.lt(0) ? signed.times(-1) : signed,
		unit: invoice.messageUnit,
		amount: cents(amount),
		exactAmount: amount,
		...priceFor(group.price, invoice.priceBase),
		itemId: otherIds.length === 0 && itemId ? itemId : undefined,
		period: start || end ? { start, end } : undefined,
		properties: [...networks, { name: 'Messages', value: decimalText(messages) }],
		source: `traffic to ${named}`,
		fromTraffic: true,
	};
}

/** MCC and MNC of one network; for several, one list that keeps the pairs. */
function networkProperties(networks: Set<string>): Line['properties'] {
	const pairs = [...networks]
		.map((network) => JSON.parse(network) as Array<string | null>)
		.filter((pair) => pair.some((code) => code !== null));
	if (pairs.length > 1) {
		const value = pairs
			.map(([mcc, mnc]) => [mcc ?? '?', mnc ?? '?'].join('/'))
			.sort(compare)
			.join(' ');
		return [{ name: 'MCC/MNC', value }];
	}
	const [mcc, mnc] = pairs[0] ?? [];
	return [
		...(mcc ? [{ name: 'MCC', value: mcc }] : []),
		...(mnc ? [{ name: 'MNC', value: mnc }] : []),
	];
}

function inOrder([oneKey, one]: [string, Group], [otherKey, other]: [string, Group]): number {
	return (
		compare(one.country ?? '', other.country ?? '') ||
		compare(one.operator ?? '', other.operator ?? '') ||
		one.price.cmp(other.price) ||
		compare(oneKey, otherKey)
	);
}

/** By code units, the same on every machine. */
function compare(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
