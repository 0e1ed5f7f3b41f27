import { OperatorError } from '../../../common/errors';

/** How much of a line an error shows: a sample may be a single line of megabytes. */
const LONGEST_LINE = 160;

/** How much of the sentence an error shows: the text that it quotes may be as long. */
const LONGEST_SENTENCE = 600;

/** A place in a template, counted as in an editor: both from 1, one column per UTF-16 unit. */
export interface Position {
	line: number;
	column: number;
}

export function positionOf(source: string, offset: number): Position {
	const before = source.slice(0, offset);
	const lineStart = lineStartOf(source, offset);
	return { line: (before.match(/\r\n|[\r\n]/g)?.length ?? 0) + 1, column: offset - lineStart + 1 };
}

/**
 * A mistake in a template: line and column, the problem, and the line itself.
 *
 * @param offset of the mistake in the source
 * @param what a sentence without a full stop, e.g. `there is no formatter "uper"; did you mean "upper"?`
 */
export function templateMistake(source: string, offset: number, what: string): OperatorError {
	const { line, column } = positionOf(source, offset);
	return new OperatorError(`Template, line ${line}, column ${column}: ${shortened(what)}`, {
		description: `Line ${line} is: ${shownLine(source, offset)} — Correct it in the node. No file was made.`,
	});
}

/** Without its middle, if it is long: the end may have the nearest right name. */
function shortened(what: string): string {
	if (what.length <= LONGEST_SENTENCE) return what;
	const half = LONGEST_SENTENCE / 2;
	return `${what.slice(0, half)}…${what.slice(-half)}`;
}

function shownLine(source: string, offset: number): string {
	const start = lineStartOf(source, offset);
	const line = source.slice(start).split(/[\r\n]/, 1)[0];
	if (line.length <= LONGEST_LINE) return line.trim();
	const from = Math.max(0, Math.min(offset - start - LONGEST_LINE / 2, line.length - LONGEST_LINE));
	const to = from + LONGEST_LINE;
	return `${from > 0 ? '…' : ''}${line.slice(from, to).trim()}${to < line.length ? '…' : ''}`;
}

function lineStartOf(source: string, offset: number): number {
	const before = source.slice(0, offset);
	return Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
}
