import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { OperatorError } from './errors';
import { gunzipped } from './gzip';

/** Longer lines are refused, so that a file that is not newline-delimited cannot fill the memory. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** One row as one line of newline-delimited JSON, its line feed included. */
export function ndjsonLine(row: object): string {
	return `${JSON.stringify(row)}\n`;
}

/**
 * The rows of a newline-delimited JSON file, compressed with gzip or not, one after the other; memory holds
 * one chunk and one line.
 * Empty lines are skipped, a byte order mark is ignored, and the last line needs no line feed.
 *
 * @param label names the file in errors, e.g. `traffic-4711.ndjson`
 * @throws OperatorError naming label and line, where a line is not a JSON object
 */
export async function* readNdjson(
	stream: Readable,
	label: string,
): AsyncGenerator<Record<string, unknown>> {
	let lineNumber = 0;
	for await (const line of linesOf(stream, label)) {
		lineNumber++;
		const text = line.trim();
		if (text !== '') yield parseRow(text, label, lineNumber);
	}
}

async function* linesOf(stream: Readable, label: string): AsyncGenerator<string> {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	for await (const chunk of gunzipped(stream, label)) {
		rest += decoder.write(chunk);
		const lines = rest.split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > MAX_LINE_LENGTH) throw lineTooLong(label);
		yield* lines;
	}
	rest += decoder.end();
	if (rest !== '') yield rest;
}

function parseRow(line: string, label: string, lineNumber: number): Record<string, unknown> {
	let row: unknown;
	try {
		row = JSON.parse(line);
	} catch (cause) {
		throw brokenLine(`${label}, line ${lineNumber}, is not JSON`, cause);
	}
	if (typeof row !== 'object' || row === null || Array.isArray(row)) {
		throw brokenLine(`${label}, line ${lineNumber}, is not a JSON object`);
	}
	return row as Record<string, unknown>;
}

function brokenLine(message: string, cause?: unknown): OperatorError {
	return new OperatorError(message, {
		description:
			'A newline-delimited JSON file holds one object a line. Fetch the file again; a cut line usually means that the disk was full.',
		cause,
	});
}

function lineTooLong(label: string): OperatorError {
	return new OperatorError(`${label} holds a line of more than 16 MiB`, {
		description:
			'A newline-delimited JSON file holds one object a line. Check that the binary property names the traffic file.',
	});
}
