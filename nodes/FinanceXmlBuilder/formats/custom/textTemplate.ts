import type { Value } from '../../xml/tree';
import { hasUnsupportedCharacter } from '../../xml/text';
import { type Placeholder, parsePlaceholder } from './placeholder';
import { SUMMARY, type Scope } from './scope';
import { templateError } from './templateError';

/** Which roots a placeholder may begin with where it stands. */
export type Roots = ReadonlySet<string>;

/** `${` opens a placeholder, `$${` writes `${`; quotes inside keep a `}` from closing it. */
const PART = /\$\$\{|\$\{((?:"[^"]*"|'[^']*'|[^"'}])*)(\}?)|\$|[^$]+/g;

/** The text of one place: as it is where it holds no placeholder, else to be filled in. */
export function compileText(text: string, place: string, roots: Roots): string | FilledText {
	const parts: Array<string | Placeholder> = [];
	for (const [part, inside, closing] of text.matchAll(PART)) {
		if (inside === undefined) parts.push(part === '$${' ? '${' : part);
		else if (closing === '') throw templateError(place, `"${part}" is not closed with a "}"`);
		else parts.push(checkRoot(parsePlaceholder(inside, place), place, roots));
	}
	const literal = parts.filter((part) => typeof part === 'string').join('');
	if (hasUnsupportedCharacter(literal)) {
		throw templateError(place, 'the text holds a character that XML cannot carry');
	}
	return parts.every((part) => typeof part === 'string') ? literal : filledText(parts);
}

/** A text with placeholders. */
export interface FilledText extends Value<Scope> {
	/** It may be absent, and then leaves its attribute or element out. */
	optional: boolean;
}

function filledText(parts: Array<string | Placeholder>): FilledText {
	const placeholders = parts.filter((part) => typeof part !== 'string');
	return {
		kind: 'value',
		field: placeholders.map(({ path }) => path.text).join(', '),
		optional: placeholders.some(({ optional }) => optional),
		of: (scope, stamping) => {
			let text = '';
			for (const part of parts) {
				const piece = typeof part === 'string' ? part : part.textOf(scope, stamping);
				if (piece === undefined) return undefined;
				text += piece;
			}
			return text;
		},
	};
}

/** Refuses a root that means nothing at this place, and a `summary` figure that there is not. */
export function checkRoot<P extends Pick<Placeholder, 'path'>>(
	placeholder: P,
	place: string,
	roots: Roots,
): P {
	const { root, steps, number, text } = placeholder.path;
	if (!roots.has(root)) {
		throw templateError(
			place,
			`"${text}" begins with "${root}"; here a path begins with ${[...roots].join(', ')}`,
		);
	}
	if (root === 'summary' && !SUMMARY.some((figure) => text === `summary.${figure}`)) {
		throw templateError(
			place,
			`there is no "${text}"; there are ${SUMMARY.map((f) => `summary.${f}`).join(', ')}`,
		);
	}
	if (number && (root === 'document' || steps.length > 1)) {
		throw templateError(place, `"${text}": only a row and an entry of "#each" have a #number`);
	}
	return placeholder;
}
