import type { Charset } from './charset';
import { withReferences } from './references';
import { WhiteSpace } from './whiteSpace';
import type { Writing } from './writing';
import { type Token, XmlTokens } from './xmlTokens';

/** Rewrites passing XML in another notation with the same meaning. */
export class Rewriter {
	private readonly tokens = new XmlTokens();
	private readonly whiteSpace?: WhiteSpace;
	/** A start tag that may belong to an empty element. */
	private held?: Token;
	private text = '';
	/** A carriage return whose line feed may follow in the next piece. */
	private carriageReturn = '';

	/** @param isFirst whether nothing, e.g. no declaration, precedes the first piece */
	constructor(
		private readonly writing: Writing,
		private readonly charset: Charset,
		isFirst: boolean,
		private readonly documentLabel: string,
	) {
		const { layout, indentation } = writing;
		if (layout !== 'asIs') {
			const levelIndentation = layout === 'indented' ? indentation : undefined;
			this.whiteSpace = new WhiteSpace(levelIndentation, isFirst, documentLabel);
		}
	}

	add(xml: string): string {
		for (const token of this.tokens.add(xml)) this.addToken(token);
		return this.take(false);
	}

	end(): string {
		for (const token of this.tokens.end()) this.addToken(token);
		if (this.held) this.write(this.held);
		return this.take(true);
	}

	private addToken(token: Token): void {
		const { emptyElements } = this.writing;
		const { held } = this;
		this.held = undefined;
		if (held && token.kind === 'end') {
			this.write({ kind: 'empty', text: `${held.text.slice(0, -1)}/>` });
			return;
		}
		if (held) this.write(held);
		if (token.kind === 'start' && emptyElements === 'collapsed') this.held = token;
		else if (token.kind === 'empty' && emptyElements === 'expanded') this.write(expanded(token));
		else this.write(token);
	}

	private write(token: Token): void {
		const text = withReferences(token, this.charset, this.documentLabel);
		if (this.whiteSpace) this.whiteSpace.add({ kind: token.kind, text });
		else this.text += text;
	}

	private take(isEnd: boolean): string {
		const text = this.whiteSpace?.take() ?? this.text;
		this.text = '';
		const { lineEnds } = this.writing;
		if (lineEnds === 'asIs') return text;
		const whole = this.carriageReturn + text;
		this.carriageReturn = !isEnd && whole.endsWith('\r') ? '\r' : '';
		return whole
			.slice(0, whole.length - this.carriageReturn.length)
			.replace(/\r\n?|\n/g, lineEnds === 'crlf' ? '\r\n' : '\n');
	}
}

function expanded({ kind, text }: Token): Token {
	const startTag = text.slice(0, -2).trimEnd();
	const name = /[^\s<]+/.exec(startTag)?.[0] ?? '';
	return { kind, text: `${startTag}></${name}>` };
}
