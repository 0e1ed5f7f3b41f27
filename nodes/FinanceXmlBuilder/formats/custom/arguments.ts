import { templateError } from './templateError';

/** What stands between a formatter's colon and the next `|`, e.g. `10` and `0`. */
export type Arguments = readonly string[];

export function argumentsIn(text: string, place: string): Arguments {
	return text.trim() === '' ? [] : splitOutsideQuotes(text, ',', place).map(unquoted);
}

/** A text without the space around it and the quotes that enclose all of it. */
export function unquoted(text: string): string {
	const trimmed = text.trim();
	return /^("[^"]*"|'[^']*')$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}

/** Splits at a mark; quotes of either kind keep the mark from being one. */
export function splitOutsideQuotes(text: string, mark: string, place: string): string[] {
	const parts = [''];
	let quote = '';
	for (const character of text) {
		if (quote === '' && character === mark) {
			parts.push('');
			continue;
		}
		if (quote === '' && (character === '"' || character === "'")) quote = character;
		else if (quote === character) quote = '';
		parts[parts.length - 1] += character;
	}
	if (quote !== '') throw templateError(place, `a quote (${quote}) is not closed in "${text}"`);
	return parts;
}
