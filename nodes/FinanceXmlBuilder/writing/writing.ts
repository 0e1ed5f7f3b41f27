import { oneOf } from '../../common/oneOf';

/**
 * How a file is written, apart from its content. `asIs` keeps the settings of the format or the template: the encoding
 * in its declaration (UTF-8 if there is none), its white space, its line endings, its empty elements.
 */
export interface Writing {
	/** `asIs`, or the name of a character set, e.g. `ISO-8859-1`. */
	encoding: string;
	/** For UTF-8; UTF-16 always has one, other encodings never. */
	byteOrderMark: boolean;
	declaration: 'asIs' | 'write' | 'omit';
	standalone: 'asIs' | 'none' | 'no' | 'yes';
	layout: 'asIs' | 'compact' | 'indented';
	/** The indentation of one level: spaces or a tab. */
	indentation: string;
	lineEnds: 'asIs' | 'lf' | 'crlf';
	emptyElements: 'asIs' | 'collapsed' | 'expanded';
}

export const AS_IS: Readonly<Writing> = {
	encoding: 'asIs',
	byteOrderMark: false,
	declaration: 'asIs',
	standalone: 'asIs',
	layout: 'asIs',
	indentation: '  ',
	lineEnds: 'asIs',
	emptyElements: 'asIs',
};

/** The form's choices. A template may also declare any other single-byte character set. */
export const ENCODINGS = ['UTF-8', 'UTF-16', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252'] as const;

/** By the form's value. */
const INDENTATIONS = { two: '  ', four: '    ', tab: '\t' } as const;

/** @throws OperatorError naming the field of a misspelt choice */
export function readWriting(section: Record<string, unknown>): Writing {
	const choice = <Choice extends string>(
		name: keyof Writing,
		choices: readonly Choice[],
		field: string,
	) => oneOf(section[name] ?? choices[0], choices, field);
	return {
		encoding: choice('encoding', ['asIs', ...ENCODINGS], 'Encoding'),
		byteOrderMark: section.byteOrderMark === true,
		declaration: choice('declaration', ['asIs', 'write', 'omit'], 'Declaration'),
		standalone: choice('standalone', ['asIs', 'none', 'no', 'yes'], 'Standalone'),
		layout: choice('layout', ['asIs', 'compact', 'indented'], 'Layout'),
		indentation: INDENTATIONS[choice('indentation', ['two', 'four', 'tab'], 'Indentation')],
		lineEnds: choice('lineEnds', ['asIs', 'lf', 'crlf'], 'Line Ends'),
		emptyElements: choice('emptyElements', ['asIs', 'collapsed', 'expanded'], 'Empty Elements'),
	};
}
