import { OperatorError } from '../../common/errors';
import type { Charset } from './charset';
import type { Token } from './xmlTokens';

/** An attribute's value with its quotes. */
const QUOTED = /"[^"]*"|'[^']*'/g;

const NO_REFERENCE: Partial<Record<Token['kind'], string>> = {
	cdata: 'a CDATA section',
	comment: 'a comment',
	instruction: 'a processing instruction',
};

/**
 * The token with a reference (`&#x20AC;`) for each character that the character set lacks.
 *
 * @throws OperatorError where XML allows no references: in names, comments, CDATA sections and instructions
 */
export function withReferences(token: Token, charset: Charset, documentLabel: string): string {
	const { kind, text } = token;
	const { unencodable } = charset;
	if (!unencodable || text.search(unencodable) < 0) return text;
	if (kind === 'text') return text.replace(unencodable, reference);
	const where = NO_REFERENCE[kind];
	if (where) throw refusal(where, text, charset, documentLabel);
	const rest = text.replace(QUOTED, '');
	if (rest.search(unencodable) >= 0) throw refusal('a name', rest, charset, documentLabel);
	return text.replace(QUOTED, (value) => value.replace(unencodable, reference));
}

function reference(character: string): string {
	return `&#x${codePoint(character)};`;
}

function codePoint(character: string): string {
	return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

function refusal(
	where: string,
	text: string,
	{ name, unencodable }: Charset,
	documentLabel: string,
): OperatorError {
	const [character] = text.match(unencodable as RegExp) ?? [''];
	const beginning = text.length > 60 ? `${text.slice(0, 60)}…` : text;
	return new OperatorError(
		`${documentLabel}: ${name} cannot hold "${character}" (U+${codePoint(character).padStart(4, '0')}) in ${where}: ${beginning}`,
		{
			description: `XML has no references there. Choose UTF-8 under "How It Is Written", or change ${where} in the template. Nothing was written for this document.`,
		},
	);
}
