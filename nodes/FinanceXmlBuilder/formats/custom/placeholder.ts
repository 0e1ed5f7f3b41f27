import type Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { decimalOrNone, decimalText, toDecimal } from '../../../common/money';
import { isAbsent } from '../../../common/value';
import type { Stamping } from '../../xml/stamping';
import { singleText } from '../../xml/xmlValue';
import type { FormatterKind } from './formatter';
import { FORMATTERS } from './formatters';
import { entrySteps } from './listFormatters';
import type { Names } from './templateNames';
import { didYouMean } from './nearest';
import { type Path, parsePath } from './path';
import type { Piece } from './piece';
import { type Scope, absent, lookUp } from './scope';

/** The result of a path and its formatters: a text, a list, or nothing. */
export type Held = string | readonly unknown[] | undefined;

/** A `${path | formatter:args}` of a template. */
export interface Placeholder {
	path: Path;
	/** If the value is absent, the attribute or element is left out. */
	optional: boolean;
	/** There are no formatters. */
	plain: boolean;
	/** The value, possibly absent; an object is refused. */
	held(scope: Scope, stamping: Stamping): Held;
	/**
	 * The text, or undefined if the value is absent and optional.
	 *
	 * @throws OperatorError if it is absent and not optional, or a list
	 */
	textOf(scope: Scope, stamping: Stamping): string | undefined;
}

/** Gets undefined if the value is absent, and may return that. */
type Link = (held: Held, path: Path, scope: Scope, stamping: Stamping) => Held;

/** Reads the content between `${` and `}`. */
export function parsePlaceholder(piece: Piece, names: Names): Placeholder {
	const [pathPiece, ...formatterPieces] = piece.split('|');
	const path = parsePath(pathPiece);
	names.use(path);
	const links: Link[] = [];
	let optional = false;
	for (const formatterPiece of formatterPieces) {
		const { name, link } = parseFormatter(formatterPiece.trim(), path, names);
		if (name === 'optional') optional = true;
		else links.push(link);
	}
	const held = (scope: Scope, stamping: Stamping): Held => {
		const value = lookUp(path, scope, stamping);
		let result: Held = Array.isArray(value)
			? (value as unknown[])
			: isAbsent(value)
				? undefined
				: singleText(value, path.text, stamping);
		for (const link of links) result = link(result, path, scope, stamping);
		return result;
	};
	return {
		path,
		optional,
		plain: links.length === 0,
		held,
		textOf: (scope, stamping) => {
			const result = held(scope, stamping);
			if (typeof result === 'string') return result;
			if (result !== undefined) throw aList(path, stamping);
			if (optional) return undefined;
			throw absent(path, lookUp(path, scope, stamping), scope, stamping);
		},
	};
}

function parseFormatter(piece: Piece, path: Path, names: Names): { name: string; link: Link } {
	const colon = piece.text.indexOf(':');
	const name = (colon < 0 ? piece.text : piece.text.slice(0, colon)).trim();
	const kind = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
	if (!kind) {
		const known = Object.keys(FORMATTERS);
		throw piece.mistake(
			`there is no formatter "${name}"${didYouMean(name, known) || `; there are ${known.join(', ')}`}`,
		);
	}
	const behind = colon < 0 ? undefined : piece.slice(colon + 1);
	const args = !behind || behind.text.trim() === '' ? [] : behind.split(',');
	if (args.length < kind.least || args.length > kind.most) {
		throw piece.mistake(usageOf(name, kind, args.length > kind.most));
	}
	try {
		return { name, link: linkOf(name, kind, args, path, names) };
	} catch (error) {
		if (error instanceof OperatorError) throw error;
		throw piece.mistake(`"${name}" ${(error as Error).message}`);
	}
}

function usageOf(
	name: string,
	{ usage, examples, most }: FormatterKind,
	isTooMuch: boolean,
): string {
	if (most === 0) return `"${name}" takes nothing after it; write only "${name}"`;
	const quotes = isTooMuch ? `; put what contains a comma in quotes, like "${name}:','"` : '';
	return `"${name}" is written like "${usage}", e.g. "${examples[0].formatter}"${quotes}`;
}

function linkOf(
	name: string,
	kind: FormatterKind,
	argPieces: readonly Piece[],
	path: Path,
	names: Names,
): Link {
	const args = argPieces.map((arg) => arg.unquoted());
	switch (kind.takes) {
		case 'absent': {
			const [otherwise = ''] = args;
			return (held) => held ?? otherwise;
		}
		case 'text': {
			const format = kind.make(args);
			return (held, { text: field }, _, stamping) => {
				if (held === undefined) return undefined;
				if (typeof held !== 'string') throw aList(path, stamping);
				const formatted = format(held, field, stamping);
				// An empty result counts as absent, so that a following `default` applies.
				return formatted === '' && held !== '' ? undefined : formatted;
			};
		}
		case 'list': {
			const format = kind.make(args);
			const field = kind.field === undefined ? undefined : args[kind.field];
			if (field !== undefined) names.use(path, entrySteps(field));
			return (held, { text }, _, stamping) => {
				if (held === undefined) return undefined;
				if (typeof held === 'string') throw notAList(path, name, stamping);
				const formatted = format(held, text, stamping);
				return formatted === '' ? undefined : formatted;
			};
		}
		case 'amounts': {
			const calculate = kind.make(args);
			const operandOf = operand(argPieces[0], names);
			return (held, { text: field }, scope, stamping) => {
				if (held === undefined) return undefined;
				const label = stamping.label(field);
				const amount = toDecimal(held, label);
				try {
					return decimalText(calculate(amount, operandOf(scope, stamping)));
				} catch (error) {
					if (error instanceof OperatorError) throw error;
					throw new OperatorError(`${label} ${(error as Error).message}`, {
						description: `${path.piece.place()} asks for it. Correct the document in its source, or the template.`,
					});
				}
			};
		}
	}
}

/** The second amount of a calculation: a number in the template, or the amount at a path. */
function operand(piece: Piece, names: Names): (scope: Scope, stamping: Stamping) => Big {
	const number = decimalOrNone(piece.unquoted());
	if (number) return () => number;
	const path = parsePath(piece);
	names.use(path);
	return (scope, stamping) => {
		const value = lookUp(path, scope, stamping);
		if (isAbsent(value)) throw absent(path, value, scope, stamping);
		return toDecimal(value, stamping.label(path.text));
	};
}

function aList(path: Path, stamping: Stamping): OperatorError {
	return new OperatorError(`${stamping.label(path.text)} is not a single value but a list`, {
		description: `${path.piece.place()} asks for one text. Repeat an element for its entries (each), name one ([0]), or write "| join:', '", "| sum:…" or "| count" after the path.`,
	});
}

function notAList(path: Path, formatter: string, stamping: Stamping): OperatorError {
	return new OperatorError(`${stamping.label(path.text)} is not a list`, {
		description: `${path.piece.place()} asks for its "${formatter}". Correct the path, or remove the formatter.`,
	});
}
