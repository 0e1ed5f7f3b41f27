import type { Markup, Text, Value } from '../../xml/tree';
import type { Names } from './templateNames';
import type { Piece } from './piece';
import { type Placeholder, parsePlaceholder } from './placeholder';
import type { Scope } from './scope';

/** `${` opens a placeholder, `$${` writes `${`; quotes inside keep a `}` from closing it. */
const PART = /\$\$\{|\$\{((?:"[^"]*"|'[^']*'|[^"'}]+)*)(\}?)/g;

const QUOTED = /"[^"]*"|'[^']*'/g;

/**
 * A text of a template in parts: literal text, and values to fill in.
 *
 * @param asWritten keeps the literal parts as in the source, including references
 */
export function compileText(piece: Piece, names: Names, asWritten: boolean): Array<Text<Scope>> {
	const parts: Array<Text<Scope>> = [];
	const addLiteral = (literal: Piece): void => {
		if (literal.text === '') return;
		parts.push(asWritten ? markup(literal.written()) : literal.text);
	};
	let from = 0;
	for (const match of piece.text.matchAll(PART)) {
		const [written, inside, closing] = match;
		addLiteral(piece.slice(from, match.index));
		from = match.index + written.length;
		if (inside === undefined) {
			addLiteral(piece.slice(match.index + 1, from));
			continue;
		}
		if (closing === '') {
			throw piece.mistake(`"${written.slice(0, 60)}" is not closed with a "}"`, match.index);
		}
		if (inside.replace(QUOTED, '').includes('${')) {
			throw piece.mistake('a placeholder cannot contain another', match.index);
		}
		const content = piece.slice(match.index + 2, from - 1);
		parts.push(filled(parsePlaceholder(content, names)));
	}
	addLiteral(piece.slice(from));
	return parts;
}

export function markup(xml: string): Markup {
	return { kind: 'markup', xml };
}

function filled({ path, optional, textOf }: Placeholder): Value<Scope> {
	return { kind: 'value', field: path.text, always: !optional, of: textOf };
}
