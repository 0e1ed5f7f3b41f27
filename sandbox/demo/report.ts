import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../engine/api';
import { summaryItem } from './scene';

export interface DocumentLine {
	documentNumber: string;
	partner?: string;
	/** `delivered`, `skipped` or `failed`; of the guarded delivery also `held`, `history`, `waiting`. */
	outcome: string;
	fileName?: string;
	bytes?: number;
	sha256?: string;
	reconciliation?: string;
	reason?: string;
}

export interface Summary {
	periodFrom: string;
	periodTo: string;
	listed: number;
	delivered: number;
	skipped: number;
	failed: number;
	documents: DocumentLine[];
}

/** The item that the workflow's `Summary` node put out. */
export function summaryOf(execution: Execution): Summary | undefined {
	return summaryItem(execution) as Summary | undefined;
}

/** What was delivered where, a line a document, and why something was not. */
export function printSummary(title: string, summary: Summary, print: (line: string) => void): void {
	print('');
	print(
		`${title}: ${summary.listed} documents from ${summary.periodFrom} to ${summary.periodTo}: ` +
			`${summary.delivered} delivered, ${summary.skipped} skipped, ${summary.failed} failed`,
	);
	const delivered = summary.documents.filter(({ outcome }) => outcome === 'delivered');
	if (delivered.length > 0) {
		print('');
		print(row('document', 'partner', 'bytes', 'reconciliation', 'file'));
		for (const line of delivered) {
			print(
				row(
					line.documentNumber,
					line.partner ?? '',
					String(line.bytes),
					line.reconciliation ?? '',
					line.fileName ?? '',
				),
			);
		}
	}
	for (const line of summary.documents.filter(({ outcome }) => outcome === 'failed')) {
		print(`  failed: ${printable(line.documentNumber)}: ${line.reason}`);
	}
}

function row(number: string, partner: string, bytes: string, check: string, file: string): string {
	return `  ${cell(number, 16)} ${cell(partner, 26)} ${bytes.padStart(9)}  ${cell(check, 15)} ${cell(file, 70).trimEnd()}`;
}

function cell(text: string, width: number): string {
	const shown = [...printable(text)];
	return shown.length > width
		? `${shown.slice(0, width - 1).join('')}…`
		: shown.join('').padEnd(width);
}

/** Names may hold control characters and right-to-left marks; a terminal must not act on them. */
function printable(text: string): string {
	return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·');
}

/**
 * Compares what is on the server with what the workflow reported: every file there, each checksum equal,
 * nothing else.
 *
 * @returns a sentence for each thing that is not so; empty when all is well
 */
export function checkDelivered(directory: string, summary: Summary): string[] {
	const expected = new Map(
		summary.documents
			.filter(({ outcome }) => outcome === 'delivered')
			.map(({ fileName, sha256 }) => [fileName ?? '', sha256]),
	);
	const found = readdirSync(directory);
	const wrong = [
		...[...expected.keys()]
			.filter((name) => !found.includes(name))
			.map((name) => `${name} is missing`),
		...found.filter((name) => !expected.has(name)).map((name) => `${name} should not be there`),
	];
	for (const name of found.filter((file) => expected.has(file))) {
		const sha256 = createHash('sha256')
			.update(readFileSync(join(directory, name)))
			.digest('hex');
		if (sha256 !== expected.get(name)) wrong.push(`${name} has another checksum`);
	}
	return wrong;
}
