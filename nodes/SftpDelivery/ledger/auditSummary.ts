import Big from 'big.js';
import { decimalText } from '../../common/money';
import { type Amount, type Audited, RESULTS, type Result } from './auditLine';

/** What a period comes to in one currency. Amounts are exact decimal text. */
export type AuditSummary = {
	result: 'summary';
	currency: string;
	total: string;
	deliveredTotal: string;
	offBy: string;
	note: string;
	documents: number;
} & Record<Result, number>;

/** One summary a currency, sorted; one in any case. */
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
