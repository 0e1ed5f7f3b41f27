import type Big from 'big.js';
import type { FieldLabels } from '../../xml/text';

/** The arguments between a formatter's colon and the next `|`, e.g. `10` and `0`. */
export type Arguments = readonly string[];

/** Turns a text into a text or a list of texts, or throws a sentence that begins with the field's label. */
export type TextFormatter = (
	text: string,
	field: string,
	labels: FieldLabels,
) => string | readonly string[];

/** Turns the list at a path into a text. */
export type ListFormatter = (
	entries: readonly unknown[],
	field: string,
	labels: FieldLabels,
) => string;

/** Calculates with two exact amounts. */
export type Calculation = (amount: Big, operand: Big) => Big;

/** For the form and the documentation; a test runs each. */
export interface Example {
	value: unknown;
	/** As written after the path. */
	formatter: string;
	/** The result; `undefined` if the attribute or element is left out. */
	text: string | undefined;
	/** Other fields of the document that the formatter names. */
	more?: Record<string, unknown>;
}

/** A formatter that a template may name. `make` throws a plain sentence for wrong arguments. */
export type FormatterKind = {
	/** Its syntax, e.g. `decimals:places,point`. */
	usage: string;
	description: string;
	examples: readonly [Example, ...Example[]];
	/** The number of arguments. */
	least: number;
	most: number;
} & (
	| { takes: 'text'; make(args: Arguments): TextFormatter }
	/** `field`: which of its arguments is a field of the entries. */
	| { takes: 'list'; field?: number; make(args: Arguments): ListFormatter }
	/** Its first argument is a number, or the path to one. */
	| { takes: 'amounts'; make(args: Arguments): Calculation }
	/** It handles missing values and changes no others. */
	| { takes: 'absent' }
);

export function wholeNumber(text: string | undefined, least: number, most: number): number {
	const number = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
	if (number >= least && number <= most) return number;
	throw new Error(`needs a whole number from ${least} to ${most}, not "${text ?? ''}"`);
}
