import { OperatorError } from '../../../common/errors';

/** A number is the text that stands in the template: as a number, `1.0` would become 1. */
export type JsonValue = string | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
	[key: string]: JsonValue;
}

const TOKEN =
	/[ \t\r\n]*(?:(?<mark>[{}[\]:,])|(?<string>"(?:[^"\\]|\\.)*")|(?<other>-?\d[-+.\deE]*|[a-zA-Z]+)|(?<end>$))/uy;

/**
 * Parses a template's JSON. Unlike `JSON.parse` it says line and column of a mistake in every case, and it refuses
 * a key that comes twice in an object: `JSON.parse` would silently drop the first of two sibling elements.
 *
 * @param name names the template in errors, e.g. `Document template`
 */
export function parseTemplateJson(text: string, name: string): JsonValue {
	return new TemplateJson(text, name).parse();
}

type Token = { kind: 'mark' | 'string' | 'other' | 'end'; text: string; at: number };

class TemplateJson {
	private position = 0;

	constructor(
		private readonly text: string,
		private readonly name: string,
	) {}

	parse(): JsonValue {
		const value = this.value(this.next());
		const end = this.next();
		if (end.kind !== 'end') throw this.mistake(end, 'the template should end here');
		return value;
	}

	private value(token: Token): JsonValue {
		if (token.text === '{') return this.object();
		if (token.text === '[') return this.list();
		if (token.kind === 'string' || token.kind === 'other') return this.single(token);
		throw this.mistake(token, 'a value is expected');
	}

	private object(): JsonObject {
		const entries = new Map<string, JsonValue>();
		let token = this.next();
		while (token.text !== '}') {
			if (token.kind !== 'string') throw this.mistake(token, 'a key in double quotes is expected');
			const key = this.single(token) as string;
			if (entries.has(key)) {
				throw this.mistake(token, `"${key}" is already in this object; write siblings as a list`);
			}
			this.expect(':');
			entries.set(key, this.value(this.next()));
			token = this.afterEntry('}');
		}
		return Object.fromEntries(entries);
	}

	private list(): JsonValue[] {
		const values: JsonValue[] = [];
		let token = this.next();
		while (token.text !== ']') {
			values.push(this.value(token));
			token = this.afterEntry(']');
		}
		return values;
	}

	/** After an entry: the closing mark, or a comma and the start of the next entry. */
	private afterEntry(closing: '}' | ']'): Token {
		const token = this.next();
		if (token.text === closing) return token;
		if (token.text !== ',') throw this.mistake(token, `"," or "${closing}" is expected`);
		const next = this.next();
		if (next.text === closing) throw this.mistake(next, 'there is a "," with nothing behind it');
		return next;
	}

	private single(token: Token): JsonValue {
		try {
			const value = JSON.parse(token.text) as string | number | boolean | null;
			return typeof value === 'number' ? token.text : value;
		} catch {
			throw this.mistake(
				token,
				'this is not a JSON value; texts need double quotes, and line breaks in them are written \\n',
			);
		}
	}

	private expect(mark: string): void {
		const token = this.next();
		if (token.text !== mark) throw this.mistake(token, `"${mark}" is expected`);
	}

	private next(): Token {
		TOKEN.lastIndex = this.position;
		const match = TOKEN.exec(this.text);
		if (!match) {
			const at = this.position + /^[ \t\r\n]*/.exec(this.text.slice(this.position))![0].length;
			throw this.mistake({ at }, 'this is not JSON; a text may not be closed');
		}
		this.position = TOKEN.lastIndex;
		const { mark, string, other } = match.groups!;
		const text = mark ?? string ?? other ?? '';
		const kind = mark ? 'mark' : string ? 'string' : other ? 'other' : 'end';
		return { kind, text, at: this.position - text.length };
	}

	private mistake({ at }: { at: number }, what: string): OperatorError {
		const before = this.text.slice(0, at).split('\n');
		const place = `line ${before.length}, column ${before[before.length - 1].length + 1}`;
		return new OperatorError(`${this.name} is not valid JSON: ${place}: ${what}`, {
			description: 'Correct the template in the node. Nothing was written.',
		});
	}
}
