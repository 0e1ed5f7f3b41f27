import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalText, toDecimal } from '../../../common/money';
import { documentIdentity } from '../../Finance/horisenDocument';
import type { Row } from '../../../common/http/page';

/** HORISEN does not publish whether a domestic amount is the amount times the rate, or divided by it. */
export type Direction = 'multiply' | 'divide';

/** Converts a document's amounts into domestic currency. */
export interface Conversion {
	currencyCode: string;
	domesticCurrencyCode: string;
	rate: Big;
	direction: Direction;
}

/** For quotients only; everything else is exact. */
const Quotient = Big();
Quotient.DP = 40;

/** Pairs of a document's amounts in its own and in domestic currency. */
const PAIRS = [
	['amountNoVat', 'domesticAmountNoVat'],
	['amountVat', 'domesticAmountVat'],
	['total', 'domesticTotal'],
] as const;

/** Tolerance for the rounding of one amount: a cent. */
const ROUNDING = new Big('0.01');

/** The domestic amount: exact, or with 40 decimals after a division. */
export function convert(amount: Big, { rate, direction }: Conversion): Big {
	return direction === 'multiply' ? amount.times(rate) : quotient(amount, rate);
}

/** To 40 decimals. */
export function quotient(dividend: Big, divisor: Big): Big {
	return new Quotient(dividend).div(divisor);
}

/**
 * The conversion of each document. Its amounts show the direction of its rate; if both fit (nothing was billed), the
 * other documents decide.
 *
 * @param direction used without checking the amounts
 * @throws OperatorError naming a document whose rate is missing or fits in neither direction, or two documents with
 * different domestic currencies
 */
export function conversionsOf(documents: readonly Row[], direction?: Direction): Conversion[] {
	const [first] = documents;
	for (const document of documents) refuseOtherDomestic(first, document);
	const rates = documents.map(rateOf);
	const shown = documents.map((document, index) =>
		direction ? [direction] : fittingDirections(document, rates[index]),
	);
	const common = new Set(shown.filter(({ length }) => length === 1).flat());
	return documents.map((document, index) => ({
		currencyCode: codeOf(document, 'currencyCode'),
		domesticCurrencyCode: codeOf(document, 'domesticCurrencyCode'),
		rate: rates[index],
		direction: decided(document, rates[index], shown[index], common),
	}));
}

function decided(
	document: Row,
	rate: Big,
	shown: Direction[],
	common: ReadonlySet<Direction>,
): Direction {
	if (shown.length === 1) return shown[0];
	if (rate.eq(1)) return 'multiply';
	if (common.size === 1) return [...common][0];
	throw new OperatorError(
		`${labelOf(document)}: its amounts do not show whether its domesticCurrencyRate ${decimalText(rate)} multiplies or divides`,
		{ description: CHOOSE },
	);
}

function fittingDirections(document: Row, rate: Big): Direction[] {
	const factors: Array<[Direction, Big]> = [
		['multiply', rate],
		['divide', quotient(new Big(1), rate)],
	];
	const fitting = factors.filter(([, factor]) =>
		PAIRS.every(([own, domestic]) => {
			const label = labelOf(document);
			const amount = toDecimal(document[own], `${label}, ${own}`);
			const difference = amount
				.times(factor)
				.minus(toDecimal(document[domestic], `${label}, ${domestic}`));
			// Both amounts were rounded, the own amount before the multiplication.
			return difference.abs().lte(ROUNDING.times(factor.plus(1)));
		}),
	);
	if (fitting.length > 0) return fitting.map(([direction]) => direction);
	throw new OperatorError(
		`${labelOf(document)}: its amounts do not fit its domesticCurrencyRate ${decimalText(rate)}, neither multiplied nor divided`,
		{ description: `Correct the rate in HORISEN and run again. ${CHOOSE}` },
	);
}

const CHOOSE =
	'If you know the direction, choose it in Domestic Currency Rate; documents are then not checked.';

function rateOf(document: Row): Big {
	const label = `${labelOf(document)}, domesticCurrencyRate`;
	const rate = toDecimal(document.domesticCurrencyRate, label);
	if (rate.gt(0)) return rate;
	throw new OperatorError(`${label} is not above zero: ${decimalText(rate)}`, {
		description: 'Correct the rate in HORISEN and run again.',
	});
}

function refuseOtherDomestic(first: Row, document: Row): void {
	const [one, other] = [first, document].map((each) => codeOf(each, 'domesticCurrencyCode'));
	if (one === other) return;
	throw new OperatorError(
		`${labelOf(first)} has the domestic currency ${one}, ${labelOf(document)} has ${other}`,
		{ description: 'A margin needs one currency: filter the documents by domesticCurrencyCode.' },
	);
}

function codeOf(document: Row, field: string): string {
	const code = document[field];
	if (typeof code === 'string' && code !== '') return code;
	throw new OperatorError(`${labelOf(document)} has no "${field}"`, {
		description: 'Whole documents are needed: set Output of HORISEN Finance to Whole Document.',
	});
}

/** `Document 300919-1 (5d0c…)`. */
export function labelOf(document: Row): string {
	const uuid = documentIdentity(document).replace('document ', '');
	return `Document ${String(document.documentNumber ?? '')} (${uuid})`;
}
