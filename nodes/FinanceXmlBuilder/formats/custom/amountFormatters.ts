import Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalOrNone, decimalText, roundedText, toDecimal } from '../../../common/money';
import { type Calculation, type FormatterKind, wholeNumber } from './formatter';

const MOST_DECIMALS = 20;

/** Formatters of amounts. All of them are exact; `decimals` and `dividedBy` round, half up. */
export const AMOUNT_FORMATTERS = {
	decimals: {
		takes: 'text',
		usage: 'decimals:places,point',
		description:
			'An amount with this number of decimals, rounded half up; with another decimal point if given, e.g. a comma',
		examples: [
			{ value: 0.125, formatter: 'decimals:2', text: '0.13' },
			{ value: 1234.5, formatter: "decimals:2,','", text: '1234,50' },
		],
		least: 1,
		most: 2,
		make: ([places, point = '.']) => {
			const decimals = wholeNumber(places, 0, MOST_DECIMALS);
			return (text, field, labels) =>
				roundedText(toDecimal(text, labels.label(field)), decimals).replace('.', point);
		},
	},
	comma: {
		takes: 'text',
		usage: 'comma',
		description: 'An amount with all its decimals and a decimal comma',
		examples: [{ value: 10.5524, formatter: 'comma', text: '10,5524' }],
		least: 0,
		most: 0,
		make: () => (text, field, labels) =>
			decimalText(toDecimal(text, labels.label(field))).replace('.', ','),
	},
	thousands: {
		takes: 'text',
		usage: 'thousands:mark',
		description:
			'Groups the digits before the point in threes, separated by a mark; put it after decimals',
		examples: [
			{ value: 1234567.5, formatter: "decimals:2,',' | thousands:.", text: '1.234.567,50' },
			{ value: -1234, formatter: `thousands:"'"`, text: "-1'234" },
		],
		least: 1,
		most: 1,
		make:
			([mark]) =>
			(text, field, labels) => {
				const [, sign, whole, rest] = /^([+-]?)(\d+)(|[.,]\d*)$/.exec(text) ?? [];
				if (whole === undefined) throw noAmount(text, labels.label(field));
				if (mark !== '' && rest.startsWith(mark)) throw twoMeanings(mark, labels.label(field));
				return sign + inThrees(whole).join(mark) + rest;
			},
	},
	sign: {
		takes: 'text',
		usage: 'sign:side,positive,negative',
		description:
			'The sign in "front" or "behind", as in SAP. You can set the text for amounts from zero up (default: none) and below zero (default: a minus)',
		examples: [
			{ value: -12.5, formatter: 'sign:behind', text: '12.5-' },
			{ value: 12.5, formatter: 'sign:front,+', text: '+12.5' },
			{ value: -12.5, formatter: 'decimals:2 | sign:behind,S,H', text: '12.50H' },
		],
		least: 1,
		most: 3,
		make: ([side, positive = '', negative = '-']) => {
			if (side !== 'front' && side !== 'behind') {
				throw new Error(`puts the sign in "front" or "behind", not "${side}"`);
			}
			return (text, field, labels) => {
				const [, sign, amount] = /^([+-]?)(\d.*)$/.exec(text) ?? [];
				if (amount === undefined) throw noAmount(text, labels.label(field));
				const mark = sign === '-' ? negative : positive;
				return side === 'front' ? mark + amount : amount + mark;
			};
		},
	},
	negate: change('negate', 'With the opposite sign', 12.5, '-12.5', (amount) => amount.neg()),
	abs: change('abs', 'Without its sign', -12.5, '12.5', (amount) => amount.abs()),
	plus: calculation('plus', 'The sum with a number or the amount at a path', '12.66', (one, two) =>
		one.plus(two),
	),
	minus: calculation('minus', 'The difference from it', '8.44', (one, two) => one.minus(two)),
	times: calculation('times', 'The product of the two', '22.2605', (one, two) => one.times(two)),
	dividedBy: {
		takes: 'amounts',
		usage: 'dividedBy:number or path,places',
		description: 'Divided by it, with this number of decimals, rounded half up; never by zero',
		examples: [
			{ value: 10, formatter: 'dividedBy:3,4', text: '3.3333' },
			{
				value: 1055,
				formatter: 'dividedBy:document.factor,2',
				text: '10.55',
				more: { factor: 100 },
			},
		],
		least: 2,
		most: 2,
		make: ([divisor, places]) => {
			if (decimalOrNone(divisor)?.eq(0)) throw new Error('never divides by zero');
			const decimals = wholeNumber(places, 0, MOST_DECIMALS);
			return (amount, operand) => quotient(amount, operand, decimals);
		},
	},
} satisfies Record<string, FormatterKind>;

function change(
	name: string,
	description: string,
	value: number,
	text: string,
	make: (amount: Big) => Big,
): FormatterKind {
	return {
		takes: 'text',
		usage: name,
		description,
		examples: [{ value, formatter: name, text }],
		least: 0,
		most: 0,
		make: () => (amount, field, labels) =>
			decimalText(make(toDecimal(amount, labels.label(field)))),
	};
}

function calculation(
	name: string,
	description: string,
	text: string,
	calculate: Calculation,
): FormatterKind {
	const example = { value: 10.55, formatter: `${name}:document.vat`, text, more: { vat: 2.11 } };
	return {
		takes: 'amounts',
		usage: `${name}:number or path`,
		description: `${description}, exact`,
		examples: [example],
		least: 1,
		most: 1,
		make: () => calculate,
	};
}

/** A separate constructor: Big divides with the decimals of its constructor. */
function quotient(amount: Big, operand: Big, decimals: number): Big {
	if (operand.eq(0)) throw new Error('would be divided by zero');
	const Exact = Big();
	Exact.DP = decimals;
	Exact.RM = Big.roundHalfUp;
	return new Exact(amount).div(operand);
}

function noAmount(text: string, label: string): OperatorError {
	return new OperatorError(`${label} is not an amount: ${JSON.stringify(text.slice(0, 40))}`, {
		description: 'The formatter in the template accepts digits with at most one point or comma.',
	});
}

/** `1.234.50` can be read as another amount. */
function twoMeanings(point: string, label: string): OperatorError {
	return new OperatorError(
		`${label} would have "${point}" between its thousands and before its decimals`,
		{
			description: `In the template, write another mark between the thousands, or another decimal point before it: decimals:2,',' | thousands:.`,
		},
	);
}

/** The digits of a whole number in groups of three, from the end. */
function inThrees(digits: string): string[] {
	const first = digits.length % 3;
	const groups = digits.slice(first).match(/\d{3}/g) ?? [];
	return first > 0 ? [digits.slice(0, first), ...groups] : groups;
}
