import { OperatorError } from '../../common/errors';
import { TextChunk } from '../../common/textChunk';
import { type Charset, charsetOf } from './charset';
import { type Declaration, declarationText, readDeclaration } from './declaration';
import { Rewriter } from './rewriter';
import type { Writing } from './writing';

/** Everything else has the same bytes in every encoding except UTF-16. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** In every Unicode encoding, this character's bytes are the byte order mark. */
const BYTE_ORDER_MARK = '\ufeff';

/** Collects the pieces of one XML file as bytes. */
export class XmlBytes {
	private readonly chunk = new TextChunk();
	private charset?: Charset;
	private rewriter?: Rewriter;
	/** Whether only characters that the encoding lacks need rewriting. */
	private onlyReferences = false;

	/** @param documentLabel names the document in errors */
	constructor(
		private readonly writing: Writing,
		private readonly documentLabel: string,
	) {}

	get isFull(): boolean {
		return this.chunk.isFull;
	}

	/** The name of the character set, known after the first piece. */
	get encoding(): string {
		return this.charset?.name ?? 'UTF-8';
	}

	/**
	 * @param xml begins and ends in text, or at the start or end of a tag, a comment etc.
	 * @throws OperatorError if the encoding cannot hold the content
	 */
	add(xml: string): void {
		if (xml === '') return;
		const rest = this.charset ? xml : this.begin(xml);
		const { rewriter } = this;
		if (rewriter && this.onlyReferences && !BEYOND_ASCII.test(rest)) {
			this.write(rewriter.end());
			this.write(rest);
		} else this.write(rewriter ? rewriter.add(rest) : rest);
	}

	/** Call it after the last piece. */
	end(): void {
		if (this.rewriter) this.write(this.rewriter.end());
	}

	/** Returns the bytes so far and starts a new buffer. */
	take(): Buffer {
		return this.chunk.take();
	}

	/** The first piece has the declaration with the encoding. */
	private begin(xml: string): string {
		const declared = readDeclaration(xml);
		const charset = this.chooseCharset(declared);
		this.charset = charset;
		const { writing } = this;
		if (charset.name === 'UTF-16' || (charset.name === 'UTF-8' && writing.byteOrderMark)) {
			this.write(BYTE_ORDER_MARK);
		}
		const declaration = declarationText(declared, charset, writing, this.documentLabel);
		this.write(declaration);
		const { layout, lineEnds, emptyElements } = writing;
		const isAsIs = [layout, lineEnds, emptyElements].every((choice) => choice === 'asIs');
		this.onlyReferences = isAsIs;
		if (!isAsIs || charset.unencodable) {
			this.rewriter = new Rewriter(writing, charset, declaration === '', this.documentLabel);
		}
		return xml.slice(declared?.text.length ?? 0);
	}

	private chooseCharset(declared: Declaration | undefined): Charset {
		const { encoding } = this.writing;
		const name = encoding === 'asIs' ? (declared?.encoding ?? 'UTF-8') : encoding;
		const charset = charsetOf(name);
		if (charset) return charset;
		throw new OperatorError(
			`${this.documentLabel}: the declaration names the encoding ${JSON.stringify(name)}, which is not supported`,
			{
				description:
					'Choose an encoding under "How It Is Written", or correct the declaration in the template.',
			},
		);
	}

	private write(text: string): void {
		if (text === '' || !this.charset) return;
		const isUtf8 = this.charset.name === 'UTF-8';
		if (isUtf8 || (!this.charset.isUnicode && !BEYOND_ASCII.test(text))) this.chunk.add(text);
		else this.chunk.addBytes(this.charset.encode(text));
	}
}
