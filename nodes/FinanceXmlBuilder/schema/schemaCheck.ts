import { OperatorError } from '../../common/errors';
import type { FileCheck } from '../xml/stream';
import type { Schema, SchemaAnswer, SchemaChecker, SchemaProblem } from './schemaChecker';

export type ViolationPolicy = 'fail' | 'flag';

/** One violation in a file, for the output item. */
export interface SchemaViolation {
	/** In the file, from 1. */
	line: number;
	/** Its name without a prefix; missing if the schema names no element. */
	element?: string;
	message: string;
}

/** The fields of the output item. */
export interface SchemaReport {
	status: 'valid' | 'violations' | 'notChecked';
	/** Why the file was not checked. */
	reason?: string;
	violationCount?: number;
	/** The first hundred. */
	violations?: SchemaViolation[];
}

const MOST_IN_ERROR = 10;

/** Checks one file against a schema as it is made; nothing of a failed file is left. */
export class SchemaCheck implements FileCheck {
	private chunks: Buffer[] = [];
	private length = 0;
	private made?: SchemaReport;

	/**
	 * @param mostBytes limit for a checked file: libxml2 needs about ten times its size
	 */
	constructor(
		private readonly checker: SchemaChecker,
		private readonly schema: Schema,
		private readonly documentLabel: string,
		private readonly policy: ViolationPolicy,
		private readonly mostBytes: number,
	) {}

	add(chunk: Buffer): void {
		this.length += chunk.length;
		if (this.length > this.mostBytes) this.chunks = [];
		else this.chunks.push(chunk);
	}

	/** @throws OperatorError if the policy refuses a violation, or the schema itself is wrong */
	async finish(): Promise<void> {
		if (this.length > this.mostBytes) {
			this.made = this.tooLarge();
			return;
		}
		const xml = Buffer.concat(this.chunks);
		this.chunks = [];
		this.made = this.judge(await this.checker.check(this.schema, xml));
	}

	/** Call it when the file is complete. */
	report(): SchemaReport {
		if (!this.made) throw new Error('The file has not been checked yet');
		return this.made;
	}

	private tooLarge(): SchemaReport {
		const reason = `The file has ${inMegabytes(this.length)} MB; files of up to ${inMegabytes(this.mostBytes)} MB are checked.`;
		if (this.policy === 'flag') return { status: 'notChecked', reason };
		throw new OperatorError(
			`${this.documentLabel} is too large to be checked against the schema: ${reason}`,
			{
				description:
					'Raise "Largest Checked File" if the server has ten times as much memory to spare, set "On Violation" to "Flag" to make the file unchecked, or deliver the traffic rows as a separate file.',
			},
		);
	}

	private judge(answer: SchemaAnswer): SchemaReport {
		switch (answer.kind) {
			case 'valid':
				return { status: 'valid' };
			case 'invalid':
				return this.violations(answer.count, answer.problems.map(violationOf));
			case 'incomplete':
				throw new OperatorError(
					`The schema includes or imports ${listed(answer.missing)}, which is not among its files`,
					{ description: 'Add the file under "Included Schemas" or "Schema Binary Fields".' },
				);
			case 'noSchema':
				throw new OperatorError(`The schema cannot be used: ${sentence(answer.problems[0])}`, {
					description: 'An XML Schema (XSD) from the vendor of the ERP is expected.',
				});
			case 'notWellFormed':
				throw new OperatorError(
					`${this.documentLabel}: the file is not well-formed, line ${answer.problems[0].line}: ${sentence(answer.problems[0])}`,
					{
						description: 'Please report this with the template: no template can make such a file.',
					},
				);
		}
	}

	private violations(violationCount: number, violations: SchemaViolation[]): SchemaReport {
		if (this.policy === 'flag') return { status: 'violations', violationCount, violations };
		const more = violations.slice(1, MOST_IN_ERROR).map(violationText);
		throw new OperatorError(
			`${this.documentLabel} does not follow the schema: ${firstOf(violations, violationCount)}`,
			{
				description: [
					...more,
					'Correct the template or the document. To see the file, set "On Violation" to "Flag" or "Output" to "Preview". Nothing was written for this document.',
				].join('\n'),
			},
		);
	}
}

/** The description of a flagged file, after its document's label. */
export function reportText({ status, reason, violationCount, violations }: SchemaReport): string {
	if (status === 'valid') return 'follows the schema';
	if (status === 'notChecked') return `was not checked against the schema: ${reason}`;
	return `does not follow the schema: ${firstOf(violations ?? [], violationCount ?? 0)}`;
}

function firstOf([first]: SchemaViolation[], count: number): string {
	return violationText(first) + (count > 1 ? ` (and ${count - 1} more)` : '');
}

/** A sentence part for the operator: `line 12, <Amount>: …`. */
function violationText({ line, element, message }: SchemaViolation): string {
	return `line ${line}${element === undefined ? '' : `, <${element}>`}: ${message}`;
}

const ELEMENT = /^Element '([^']+)'(?:, |: )/;

function violationOf({ message, line }: SchemaProblem): SchemaViolation {
	const text = plain(message);
	const element = ELEMENT.exec(text);
	if (!element) return { line, message: text };
	return { line, element: element[1], message: text.slice(element[0].length) };
}

function sentence({ message, file, line }: SchemaProblem): string {
	return `${file ? `${file}, line ${line}: ` : ''}${plain(message)}`;
}

/** Removes the namespaces that libxml2 adds to names, as in `{urn:x}Amount`. */
function plain(message: string): string {
	return message.trim().replace(/\{[^{}'"\s]*\}(?=[\p{L}_])/gu, '');
}

function listed(names: string[]): string {
	return names.map((name) => JSON.stringify(name)).join(', ');
}

function inMegabytes(bytes: number): string {
	return String(Math.ceil(bytes / 100_000) / 10);
}
