import { createHash } from 'node:crypto';
import Big from 'big.js';
import type { IDataObject } from 'n8n-workflow';
import { csvRecord } from '../../../common/csv';
import { decimalText, roundedText } from '../../../common/money';
import { quotient } from './conversion';
import type { Line, MarginLines, Side } from './lines';

const PERCENT_DECIMALS = 2;

/** Decimals of the margin per 1,000 messages: two more than amounts. */
const MORE_PER_THOUSAND = 2;

/** The figures of both sides in a line and in the total. */
interface Figures {
	revenue: Big;
	cost: Big;
	margin: Big;
}

/** The parts of the report other than the lines. */
export interface ReportFacts {
	domesticCurrencyCode: string;
	/** The documents in the lines. */
	documents: IDataObject[];
	/** The documents without traffic, with the reason. */
	leftOut: IDataObject[];
}

/**
 * The report: one line per network, the total, and the documents. Amounts are exact until display, then rounded
 * half-up; the difference between lines and total is stated. Sums are of exact amounts, not of rounded ones.
 */
export function describeReport(
	lines: MarginLines,
	facts: ReportFacts,
	decimals: number,
): IDataObject {
	const sorted = lines.sorted();
	const total = figuresOf(lines.total);
	const content = {
		domesticCurrencyCode: facts.domesticCurrencyCode,
		lines: sorted.map((line) => describeLine(line, facts.domesticCurrencyCode, decimals)),
		total: {
			...describeSides(lines.total, decimals),
			lineCount: sorted.length,
			soldOnlyCount: sorted.filter((line) => sidesOf(line) === 'soldOnly').length,
			boughtOnlyCount: sorted.filter((line) => sidesOf(line) === 'boughtOnly').length,
		},
		rounding: {
			amountDecimals: decimals,
			linesMinusTotal: roundingOf(sorted.map(figuresOf), total, decimals),
		},
		documents: facts.documents,
		leftOut: facts.leftOut,
	};
	const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
	return { revision: digest.slice(0, 12), ...content };
}

function describeLine(line: Line, currencyCode: string, decimals: number): IDataObject {
	return {
		countryId: line.countryId as number,
		countryCode2: line.countryCode2,
		countryName: line.countryName,
		operatorId: line.operatorId as number,
		operatorName: line.operatorName,
		mcc: line.mcc,
		mnc: line.mnc,
		sides: sidesOf(line),
		currencyCode,
		...describeSides(line, decimals),
	};
}

function sidesOf({ sold, bought }: Line): 'soldAndBought' | 'soldOnly' | 'boughtOnly' {
	if (!bought.isUsed) return 'soldOnly';
	return sold.isUsed ? 'soldAndBought' : 'boughtOnly';
}

function describeSides(sides: { sold: Side; bought: Side }, decimals: number): IDataObject {
	const { sold, bought } = sides;
	const { revenue, cost, margin } = figuresOf(sides);
	return {
		soldMessages: sold.messages.toString(),
		boughtMessages: bought.messages.toString(),
		revenue: roundedText(revenue, decimals),
		cost: roundedText(cost, decimals),
		margin: roundedText(margin, decimals),
		// Without revenue there is no percentage; with negative revenue it would mislead.
		...(revenue.gt(0)
			? { marginPercent: roundedText(quotient(margin.times(100), revenue), PERCENT_DECIMALS) }
			: {}),
		...(sold.messages > 0n
			? { marginPerThousand: perThousand(margin, sold.messages, decimals) }
			: {}),
		revenueByCurrency: ownAmounts(sold),
		costByCurrency: ownAmounts(bought),
	};
}

function perThousand(margin: Big, messages: bigint, decimals: number): string {
	const exact = quotient(margin.times(1000), new Big(messages.toString()));
	return roundedText(exact, decimals + MORE_PER_THOUSAND);
}

/** Exact, as billed in the rows. */
function ownAmounts(side: Side): IDataObject[] {
	return side
		.own()
		.map(([currencyCode, amount]) => ({ currencyCode, amount: decimalText(amount) }));
}

function figuresOf({ sold, bought }: { sold: Side; bought: Side }): Figures {
	const [revenue, cost] = [sold.domestic(), bought.domestic()];
	return { revenue, cost, margin: revenue.minus(cost) };
}

function roundingOf(lines: Figures[], total: Figures, decimals: number): IDataObject {
	const rounded = (amount: Big) => amount.round(decimals, Big.roundHalfUp);
	const difference = (figure: keyof Figures) => {
		const sum = lines.reduce((so, line) => so.plus(rounded(line[figure])), new Big(0));
		return roundedText(sum.minus(rounded(total[figure])), decimals);
	};
	return {
		revenue: difference('revenue'),
		cost: difference('cost'),
		margin: difference('margin'),
	};
}

const CSV_COLUMNS = [
	'countryCode2',
	'countryName',
	'operatorName',
	'mcc',
	'mnc',
	'sides',
	'soldMessages',
	'boughtMessages',
	'currencyCode',
	'revenue',
	'cost',
	'margin',
	'marginPercent',
	'marginPerThousand',
	'revenueByCurrency',
	'costByCurrency',
];

/** The lines of a report as a CSV file; amounts in their own currencies look like `12.5 EUR; 3 USD`. */
export function marginCsv(lines: IDataObject[]): string {
	const cell = (value: unknown) =>
		Array.isArray(value)
			? (value as IDataObject[])
					.map(({ amount, currencyCode }) => `${String(amount)} ${String(currencyCode)}`)
					.join('; ')
			: value;
	const rows = lines.map((line) => csvRecord(CSV_COLUMNS.map((column) => cell(line[column]))));
	return csvRecord(CSV_COLUMNS) + rows.join('');
}
