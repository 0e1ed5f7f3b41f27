import { OperatorError } from '../../../common/errors';
import { isRecord } from '../../../common/value';
import type { Row } from '../../traffic/totals';
import type { Stamping } from '../../xml/stamping';
import { type Path, follow } from './path';

/** The values of path roots while a template is filled. */
export interface Scope {
	document: Record<string, unknown>;
	/** Whether the document has traffic; its report may have no rows. */
	hasRows: boolean;
	row?: Row;
	/** Entries by their name in `each="… as name"`; `item` if there is none. */
	entries: Readonly<Record<string, { value: unknown; number: number }>>;
}

/** The figures of `summary`. */
export const SUMMARY = ['rowCount', 'totalAmount', 'messageCount'] as const;

/** The value at a path, or undefined. */
export function lookUp(path: Path, scope: Scope, stamping: Stamping): unknown {
	const { root, steps, number } = path;
	switch (root) {
		case 'document':
			return follow(scope.document, steps);
		case 'summary':
			return summaryFigure(path, stamping);
		case 'row':
			return number ? stamping.row : follow(scope.row, steps);
		default:
			return number ? scope.entries[root].number : follow(scope.entries[root].value, steps);
	}
}

/** The error for a required value that is absent, with the reason and the possible changes of the template. */
export function absent(
	path: Path,
	value: unknown,
	scope: Scope,
	stamping: Stamping,
): OperatorError {
	return new OperatorError(`${stamping.label(path.text)} ${howAbsent(path, value, scope)}`, {
		description: `${path.piece.place()} asks for it. Correct the document in its source, or write "| optional" after the path to leave the element or attribute out, or "| default:…" to write something else.`,
	});
}

/** Distinguishes a missing custom attribute from an empty one, and lists the existing ones. */
function howAbsent({ root, steps }: Path, value: unknown, scope: Scope): string {
	if (value !== undefined) return value === null ? 'is null' : 'is empty';
	let at: unknown = rootValue(root, scope);
	for (const step of steps) {
		const next = follow(at, [step]);
		if (step.kind === 'where' && next === undefined && Array.isArray(at)) {
			const has = at.flatMap((entry) => (isRecord(entry) ? [String(entry[step.name])] : []));
			return `is not there: the list has no entry whose ${step.name} is "${step.value}"${has.length > 0 ? `, only ${has.slice(0, 20).join(', ')}` : ''}`;
		}
		at = next;
	}
	return 'is not there';
}

function rootValue(root: string, scope: Scope): unknown {
	if (root === 'document') return scope.document;
	return root === 'row' ? scope.row : scope.entries[root]?.value;
}

function summaryFigure({ text }: Path, stamping: Stamping): unknown {
	const { documentLabel, totals } = stamping;
	const figure = text.slice('summary.'.length) as (typeof SUMMARY)[number];
	if (!totals) {
		throw new OperatorError(
			`${documentLabel}: ${text} comes before the rows in the template, but it is unknown until they are read`,
			{
				description:
					'Put it after the rows, or let HORISEN Traffic Report attach the rows: its summary gives the figure in advance.',
			},
		);
	}
	if (totals[figure] === undefined) {
		throw new OperatorError(`${documentLabel}: ${text} is unknown`, {
			description:
				'Some rows lack the number: totalAmount for the amount, inSmsCnt or outSmsCnt for the messages. Remove it from the template.',
		});
	}
	return totals[figure];
}
