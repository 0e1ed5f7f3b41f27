import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../engine/api';

/** A workflow's summary. */
export interface Outcome {
	/** One line, e.g. `24 documents: 24 delivered`. */
	title: string;
	lines: OutcomeLine[];
}

export interface OutcomeLine {
	documentNumber: string;
	partner: string;
	/** E.g. `delivered`, `held`, `failed`. */
	result: string;
	fileName: string;
	/** Only if the workflow reports it. */
	sha256?: string;
	reason: string;
}

/** The documented loop's own summary. */
interface DocumentedSummary {
	listed: number;
	delivered: number;
	skipped: number;
	failed: number;
	documents: Array<Omit<OutcomeLine, 'result'> & { state: string }>;
}

/** The output of Delivery Ledger: Finish. */
interface FinishSummary {
	title: string;
	documents: OutcomeLine[];
}

/** @returns undefined if the run did not reach its end */
export function outcomeOf(execution: Execution): Outcome | undefined {
	const itemOf = (node: string): unknown =>
		execution.runData[node]?.[0]?.data?.main?.flatMap((items) => items ?? [])[0]?.json;
	const finish = itemOf('Finish') as FinishSummary | undefined;
	if (finish) return { title: finish.title, lines: finish.documents };
	const summary = itemOf('Summary') as DocumentedSummary | undefined;
	if (!summary) return undefined;
	const { listed, delivered, skipped, failed, documents } = summary;
	return {
		title: `${listed} documents: ${delivered} delivered, ${skipped} delivered before, ${failed} failed`,
		lines: documents.map(({ state, ...line }) => ({ ...line, result: state })),
	};
}

/** Prints each document with its file, or the reason why it was not delivered. */
export function printOutcome(title: string, outcome: Outcome, print: (line: string) => void): void {
	print(`  ${title}: ${outcome.title}`);
	for (const { documentNumber, partner, result, fileName, reason } of outcome.lines) {
		if (result === 'skipped' || result === 'history') continue;
		const what = result === 'delivered' ? fileName : printable(reason);
		print(`    ${cell(documentNumber, 16)} ${cell(partner, 24)} ${cell(result, 10)} ${what}`);
	}
}

function cell(text: string, width: number): string {
	const shown = [...printable(text)];
	return shown.length > width
		? `${shown.slice(0, width - 1).join('')}…`
		: shown.join('').padEnd(width);
}

/** Names may contain control characters and right-to-left marks, which a terminal must not interpret. */
function printable(text: string): string {
	return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·');
}

/**
 * Compares the server's files with the workflow's summary: every file must be there, with the named checksum, and no
 * other file.
 *
 * @returns a sentence for each deviation
 */
export function checkDelivered(directory: string, { lines }: Outcome): string[] {
	const delivered = lines.filter(({ result }) => result === 'delivered');
	const found = readdirSync(directory);
	const names = new Set(delivered.map(({ fileName }) => fileName));
	return [
		...[...names].filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
		...found.filter((name) => !names.has(name)).map((name) => `${name} should not be there`),
		...delivered
			.filter(({ fileName, sha256 }) => sha256 && found.includes(fileName))
			.filter(({ fileName, sha256 }) => sha256Of(join(directory, fileName)) !== sha256)
			.map(({ fileName }) => `${fileName} has another checksum`),
	];
}

function sha256Of(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}
