import { OperatorError } from '../../common/errors';
import { type FileSkeleton, compileFile } from '../xml/skeleton';
import { compileTemplates, containsRows } from './custom/compile';
import type { Scope } from './custom/scope';
import type { FormatInput, XmlFile, XmlFormat } from './format';

/**
 * The format "Custom": an ERP's own XML, described by a document template and a row template in JSON. Both are
 * parsed and compiled once and filled afterwards, so that no value can break the structure.
 */
export class CustomFormat implements XmlFormat {
	private readonly skeleton: FileSkeleton<Scope>;
	private readonly hasRows: boolean;

	/** @throws OperatorError naming the place in a template and what is wrong there */
	constructor(documentTemplate: string, rowTemplate: string) {
		const root = compileTemplates(documentTemplate, rowTemplate);
		this.hasRows = containsRows(root);
		this.skeleton = compileFile(root);
	}

	open({ document, trafficKind, stamping }: FormatInput): XmlFile {
		if (trafficKind !== 'none' && !this.hasRows) {
			throw new OperatorError(
				`${stamping.documentLabel} has rows, but the document template has no place for them`,
				{
					description:
						'Write "#rows": true where they go in the document template, or set "Rows From" to "None".',
				},
			);
		}
		const { head, row, tail } = this.skeleton;
		const scope: Scope = { document, entries: {} };
		return {
			head: head.stamp(scope, stamping),
			row: (one) => row.stamp({ ...scope, row: one }, stamping),
			tail: () => tail.stamp(scope, stamping),
		};
	}
}
