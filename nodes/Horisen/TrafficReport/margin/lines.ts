import Big from 'big.js';
import { toDecimal } from '../../../common/money';
import { OperatorError } from '../../../common/errors';
import type { Row } from '../../../common/http/page';
import type { BilledTraffic } from '../../../common/traffic';
import { type Conversion, convert } from './conversion';

/** Sums of one side of a line: sales or purchase. */
export class Side {
	messages = 0n;

	private readonly amounts = new Map<string, { conversion: Conversion; amount: Big }>();

	/** Whether it has any row, even with zero traffic. */
	get isUsed(): boolean {
		return this.amounts.size > 0;
	}

	add(messages: bigint, amount: Big, conversion: Conversion): void {
		this.messages += messages;
		const { currencyCode, rate, direction } = conversion;
		const key = `${currencyCode} ${direction} ${rate.toFixed()}`;
		const before = this.amounts.get(key)?.amount ?? new Big(0);
		this.amounts.set(key, { conversion, amount: before.plus(amount) });
	}

	/** In domestic currency; converted once per currency and rate, not per row. */
	domestic(): Big {
		let sum = new Big(0);
		for (const { conversion, amount } of this.amounts.values()) {
			sum = sum.plus(convert(amount, conversion));
		}
		return sum;
	}

	/** In the documents' own currencies, by code. */
	own(): Array<[string, Big]> {
		const sums = new Map<string, Big>();
		for (const { conversion, amount } of this.amounts.values()) {
			const { currencyCode } = conversion;
			sums.set(currencyCode, amount.plus(sums.get(currencyCode) ?? 0));
		}
		return [...sums].sort(([one], [other]) => (one < other ? -1 : 1));
	}
}

/** A network: rows of both sides are matched by country, operator, mcc and mnc. */
export interface Line {
	countryId: unknown;
	countryCode2: string;
	countryName: string;
	operatorId: unknown;
	operatorName: string;
	mcc: string;
	mnc: string;
	sold: Side;
	bought: Side;
}

interface RowFields {
	messages: string;
	currency: string;
}

const FIELDS: Record<BilledTraffic, RowFields> = {
	customer: { messages: 'inSmsCnt', currency: 'sellCurrencyCode' },
	control: { messages: 'outSmsCnt', currency: 'buyCurrencyCode' },
};

/** The rows of one document to add to the lines. */
export interface RowSource {
	/** Names the document in errors. */
	label: string;
	kind: BilledTraffic;
	conversion: Conversion;
	/** The rows have the opposite sign of their document. */
	isReversed: boolean;
}

/** Sums any number of rows into one line per network. */
export class MarginLines {
	readonly total = { sold: new Side(), bought: new Side() };

	private readonly lines = new Map<string, Line>();

	/** @throws OperatorError naming document and row, if a figure is invalid or has another currency */
	add(row: Row, number: number, { label, kind, conversion, isReversed }: RowSource): void {
		const rowLabel = `${label}, traffic row ${number}`;
		const fields = FIELDS[kind];
		refuseOtherCurrency(row[fields.currency], conversion, rowLabel);
		const messages = countOf(row[fields.messages], `${rowLabel}: ${fields.messages}`);
		const billed = toDecimal(row.totalAmount, `${rowLabel}: totalAmount`);
		const amount = isReversed ? billed.neg() : billed;
		const side = kind === 'customer' ? 'sold' : 'bought';
		this.lineOf(row)[side].add(messages, amount, conversion);
		this.total[side].add(messages, amount, conversion);
	}

	/** By country code, mcc, mnc and operator. */
	sorted(): Line[] {
		const order = ({ countryCode2, mcc, mnc, operatorName, operatorId }: Line) =>
			[countryCode2, mcc, mnc, operatorName, String(operatorId)].join('\u0000');
		return [...this.lines.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1));
	}

	private lineOf(row: Row): Line {
		const { countryId, operatorId } = row;
		const [mcc, mnc] = [textOf(row.mcc), textOf(row.mnc)];
		const names = {
			countryCode2: textOf(row.countryCode2),
			countryName: textOf(row.countryName),
			operatorName: textOf(row.operatorName),
		};
		const key = JSON.stringify([countryId, operatorId, mcc, mnc]);
		const known = this.lines.get(key);
		if (known) return named(known, names);
		const line = {
			countryId,
			operatorId,
			...names,
			mcc,
			mnc,
			sold: new Side(),
			bought: new Side(),
		};
		this.lines.set(key, line);
		return line;
	}
}

/** Names may differ between reports, and rows are unordered: takes the first in the alphabet. */
function named(
	line: Line,
	names: Pick<Line, 'countryCode2' | 'countryName' | 'operatorName'>,
): Line {
	for (const field of ['countryCode2', 'countryName', 'operatorName'] as const) {
		if (line[field] === '' || (names[field] !== '' && names[field] < line[field])) {
			line[field] = names[field];
		}
	}
	return line;
}

function refuseOtherCurrency(code: unknown, { currencyCode }: Conversion, label: string): void {
	if (code === currencyCode || code === undefined || code === null) return;
	throw new OperatorError(
		`${label} is in ${JSON.stringify(code)}, but its document is in ${currencyCode}`,
		{ description: "The document's rate does not convert it. Tell HORISEN Support." },
	);
}

function countOf(value: unknown, label: string): bigint {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
	throw new OperatorError(`${label} is not a whole number: ${JSON.stringify(value)}`, {
		description: 'No margin was calculated. Tell HORISEN Support.',
	});
}

function textOf(value: unknown): string {
	return value === undefined || value === null ? '' : String(value as string | number);
}
