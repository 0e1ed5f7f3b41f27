import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalText, toDecimal } from '../../../common/money';
import { ExactSum } from '../../../common/exactSum';
import type { Row } from '../../traffic/totals';
import type { Stamping } from '../../xml/stamping';
import { cents } from './amounts';
import type { InvoiceHeader, Line } from './invoice';
import { priceFor } from './price';
import type { UblSettings } from './settings';
import { textOf } from './text';

/** All rows of one country, operator and price. */
interface Group {
	country?: string;
	operator?: string;
	price: Big;
	mcc: Set<string>;
	mnc: Set<string>;
	messages: ExactSum;
	amount: ExactSum;
}

/**
 * The rows of a traffic report, added up to one line for each country, operator and price while they pass by.
 * Memory holds the groups, never the rows.
 */
export class TrafficLines {
	private readonly groups = new Map<string, Group>();

	/** @param currency the document's: rows of another one cannot become its lines */
	constructor(
		private readonly currency: string | undefined,
		private readonly stamping: Stamping,
	) {}

	get isEmpty(): boolean {
		return this.groups.size === 0;
	}

	/** @throws OperatorError naming the row and the field that is no amount, or its other currency */
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
		addText(group.mcc, row.mcc);
		addText(group.mnc, row.mnc);
	}

	/**
	 * The lines, in an order that does not depend on the rows'. Rows of a self-billing document have the sign of
	 * its items or the opposite one (HORISEN does not publish which); the lines have the sign of the invoice.
	 */
	lines(header: InvoiceHeader, isSelfBilling: boolean, settings: UblSettings): Line[] {
		const groups = [...this.groups.entries()].sort(inOrder).map(([, group]) => group);
		const total = groups.reduce((sum, { amount }) => sum.plus(amount.total()), new Big(0));
		const opposite = total.times(header.totals.taxExclusive ?? 0).lt(0);
		const sign = isSelfBilling && opposite ? -1 : 1;
		return groups.map((group, index) => lineOf(group, String(index + 1), sign, settings));
	}

	private groupOf(row: Row, price: unknown, priceField: string): Group {
		const country = textOf(row.countryName) ?? textOf(row.countryCode2);
		const operator = textOf(row.operatorName);
		const key = JSON.stringify([country, row.countryId, operator, row.operatorId, price]);
		let group = this.groups.get(key);
		if (!group) {
			group = {
				country,
				operator,
				price: toDecimal(price, this.stamping.label(priceField)),
				mcc: new Set(),
				mnc: new Set(),
				messages: new ExactSum(),
				amount: new ExactSum(),
			};
			this.groups.set(key, group);
		}
		return group;
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
	const messages = group.messages.total();
	const signed = messages.times(sign);
	const [mcc, mnc] = [listed(group.mcc), listed(group.mnc)];
	const name = [group.country, group.operator].filter(Boolean).join(', ');
	const numbers = [mcc && `MCC ${mcc}`, mnc && `MNC ${mnc}`].filter(Boolean).join(', ');
	const amount = group.amount.total().times(sign);
	return {
		id,
		name: textOf(name) ?? textOf(numbers),
		quantity: group.price.lt(0) ? signed.times(-1) : signed,
		unit: invoice.messageUnit,
		amount: cents(amount),
		exactAmount: amount,
		...priceFor(group.price, invoice.priceBase),
		properties: [
			{ name: 'MCC', value: mcc },
			{ name: 'MNC', value: mnc },
			{ name: 'Messages', value: decimalText(messages) },
		].filter(({ value }) => value !== ''),
		source: `traffic to ${name || numbers || 'an unnamed network'}`,
	};
}

function addText(texts: Set<string>, value: unknown): void {
	const text = textOf(value);
	if (text !== undefined) texts.add(text);
}

function listed(texts: Set<string>): string {
	return [...texts].sort().join(' ');
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
