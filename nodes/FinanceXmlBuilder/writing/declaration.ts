import { OperatorError } from '../../common/errors';
import type { Charset } from './charset';
import type { Writing } from './writing';

/** The XML declaration at the start of a text. */
export interface Declaration {
	/** All of it, from `<?xml` to `?>`. */
	text: string;
	version: string;
	encoding?: string;
	standalone?: string;
}

const DECLARATION = /^<\?xml\s[^>]*\?>/;

export function readDeclaration(xml: string): Declaration | undefined {
	const text = DECLARATION.exec(xml)?.[0];
	if (text === undefined) return undefined;
	const value = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(text)?.[1];
	return {
		text,
		version: value('version') ?? '1.0',
		encoding: value('encoding'),
		standalone: value('standalone'),
	};
}

/**
 * The declaration for the file; empty for none. If no change is needed, it stays exactly the same.
 *
 * @throws OperatorError if it should be left out although the encoding requires it
 */
export function declarationText(
	declared: Declaration | undefined,
	charset: Charset,
	writing: Writing,
	documentLabel: string,
): string {
	const { declaration, standalone } = writing;
	if (declaration === 'omit') {
		if (charset.isUnicode) return '';
		throw new OperatorError(
			`${documentLabel}: without a declaration no reader can tell that the file is in ${charset.name}`,
			{
				description:
					'Under "How It Is Written" set "Declaration" to "Write", or "Encoding" to UTF-8 or UTF-16.',
			},
		);
	}
	const isWanted = declaration === 'write' || standalone === 'yes' || standalone === 'no';
	if (!declared && !isWanted && charset.isUnicode) return '';
	const alone = standalone === 'asIs' ? declared?.standalone : noneOr(standalone);
	if (
		declared &&
		declared.standalone === alone &&
		(declared.encoding ?? 'UTF-8').toUpperCase() === charset.name.toUpperCase()
	) {
		return declared.text;
	}
	const end = alone === undefined ? '' : ` standalone="${alone}"`;
	return `<?xml version="${declared?.version ?? '1.0'}" encoding="${charset.name}"${end}?>`;
}

function noneOr(standalone: 'none' | 'no' | 'yes'): string | undefined {
	return standalone === 'none' ? undefined : standalone;
}
