import Big from 'big.js';
import { decimalText } from '../../common/money';
import { type Amount, type Audited, RESULTS, type Result } from './auditLine';

/** A period's sums in one currency. Amounts are exact decimal text. */
export type AuditSummary = {
	result: 'summary';
	currency: string;
	total: string;
	deliveredTotal: string;
	offBy: string;
	note: string;
	documents: number;
} & Record<Result, number>;

/** One summary per currency, sorted; at least one. */
export function summariesOf(audited: Audited[]): AuditSummary[] {
	const currencies = new Set(
		audited.flatMap(({ line, documentAmount, deliveredAmount }) => [
			line.currency,
			...[documentAmount, deliveredAmount].flatMap((one) => (one ? [one.currency] : [])),
		]),
	);
	if (currencies.size === 0) currencies.add('');
	return [...currencies].sort().map((currency) => summaryOf(audited, currency));
}

function summaryOf(audited: Audited[], currency: string): AuditSummary {
	const lines = audited.filter(({ line }) => line.currency === currency);
	const counts = Object.fromEntries(
		RESULTS.map((result) => [result, lines.filter(({ line }) => line.result === result).length]),
	) as Record<Result, number>;
	const total = sum(
		audited.map(({ documentAmount }) => documentAmount),
		currency,
	);
	const delivered = sum(
		audited.map(({ deliveredAmount }) => deliveredAmount),
		currency,
	);
	const documents = lines.filter(({ isDocument }) => isDocument).length;
	return {
		result: 'summary',
		currency,
		total: decimalText(total),
		deliveredTotal: decimalText(delivered),
		offBy: decimalText(delivered.minus(total)),
		note: sentence(documents, counts),
		documents,
		...counts,
	};
}

function sum(amounts: Array<Amount | undefined>, currency: string): Big {
	return amounts.reduce(
		(so, one) => (one?.currency === currency ? so.plus(one.value) : so),
		new Big(0),
	);
}

const NAMES: Record<Result, string> = {
	delivered: 'delivered',
	inferred: 'probably delivered',
	missing: 'missing',
	changed: 'changed after delivery',
	cancelled: 'cancelled',
	unknown: 'unknown',
	damaged: 'damaged',
	beforeGoLive: 'before go-live',
};

function sentence(documents: number, counts: Record<Result, number>): string {
	const found = RESULTS.filter((result) => counts[result] > 0).map(
		(result) => `${counts[result]} ${NAMES[result]}`,
	);
	const counted = documents === 1 ? '1 document' : `${documents} documents`;
	return [counted, ...(found.length > 0 ? [found.join(', ')] : [])].join(': ');
}

/** Results that need a person. */
const WRONG: Result[] = ['missing', 'changed', 'damaged', 'inferred'];

/** How many of them the text names; the table has all. */
const MOST_NAMED = 10;

/** The audit in words, e.g. for a mail. */
export interface AuditReport {
	needsAttention: boolean;
	/** One sentence. */
	title: string;
	text: string;
}

/** @param period in words, e.g. `from 2026-10-01 to 2026-10-31` */
export function reportOf(
	audited: Audited[],
	summaries: AuditSummary[],
	period: string,
): AuditReport {
	const lines = audited.map(({ line }) => line);
	const wrong = lines.filter(({ result }) => WRONG.includes(result));
	const named = wrong
		.slice(0, MOST_NAMED)
		.map(
			({ result, documentNumber, fileName, note }) =>
				`- ${documentNumber || fileName}: ${NAMES[result]}. ${note}`,
		);
	const rest = wrong.length - named.length;
	const count = wrong.length === 1 ? '1 needs you' : `${wrong.length} need you`;
	const unknown = lines.some(({ result }) => result === 'unknown');
	const fine = unknown ? 'nothing is missing, but something is unknown' : 'all is as it should be';
	const title = `Delivery audit ${period}: ${wrong.length > 0 ? count : fine}`;
	return {
		needsAttention: wrong.length > 0,
		title,
		text: [
			title,
			...summaries.map(
				({ note, currency, total, deliveredTotal, offBy }) =>
					`${note}. ${currency || 'Amounts'}: documents ${total}, delivered ${deliveredTotal}, off by ${offBy}.`,
			),
			...named,
			...(rest > 0 ? [`- and ${rest} more: see the table`] : []),
		].join('\n'),
	};
}
