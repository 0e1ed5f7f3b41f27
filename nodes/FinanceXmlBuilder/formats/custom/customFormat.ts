import { OperatorError } from '../../../common/errors';
import { type FileSkeleton, compileContents } from '../../xml/skeleton';
import type { Stamping } from '../../xml/stamping';
import type { FormatInput, XmlFile, XmlFormat } from '../format';
import { asDecided, decideAroundRows } from './aroundRows';
import { type CompileOptions, type CompiledTemplate, compileTemplate } from './compile';
import { checkPath } from './knownPaths';
import type { Scope } from './scope';
import { parseTemplate } from './template';

/**
 * The format "Custom": an ERP's own XML, described by a sample of it with placeholders. It is parsed and compiled once
 * and filled afterwards, so that no value can break the structure.
 */
export class CustomFormat implements XmlFormat {
	private readonly template: CompiledTemplate;
	/** Skeletons by which of the elements around the rows are written. */
	private readonly skeletons = new Map<string, FileSkeleton<Scope>>();

	/** @throws OperatorError with line, column, the line itself and the mistake */
	constructor(template: string, options: CompileOptions) {
		this.template = compileTemplate(parseTemplate(template), options);
	}

	open({ document, trafficKind, stamping }: FormatInput): XmlFile {
		const { pathToRows, unsure } = this.template;
		if (trafficKind !== 'none' && !pathToRows) {
			throw new OperatorError(
				`${stamping.documentLabel} has rows, but the template has no place for them`,
				{
					description:
						'Write each="rows", in the namespace of the template, on the element for one row, or set "Rows From" to "None".',
				},
			);
		}
		for (const checked of unsure) if (checked.root === 'document') checkPath(checked, document);
		const scope: Scope = { document, hasRows: trafficKind !== 'none', entries: {} };
		const { head, row, tail } = this.skeleton(scope, stamping);
		let isFirst = true;
		return {
			head: head.stamp(scope, stamping),
			row: (one) => {
				if (isFirst) {
					for (const checked of unsure) if (checked.root === 'row') checkPath(checked, one);
					isFirst = false;
				}
				return row.stamp({ ...scope, row: one }, stamping);
			},
			tail: () => tail.stamp(scope, stamping),
		};
	}

	private skeleton(scope: Scope, stamping: Stamping): FileSkeleton<Scope> {
		const { content, pathToRows = [] } = this.template;
		const decisions = decideAroundRows(pathToRows, scope, stamping);
		const key = decisions.join();
		let skeleton = this.skeletons.get(key);
		if (!skeleton) {
			skeleton = compileContents(asDecided(content, pathToRows, decisions));
			this.skeletons.set(key, skeleton);
		}
		return skeleton;
	}
}
