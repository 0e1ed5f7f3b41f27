import { OperatorError } from '../../../common/errors';
import type { Row } from '../../traffic/totals';
import type { Stamping } from '../../xml/stamping';
import { type Path, follow } from './path';

/** What a placeholder's root can stand for while a template is written. */
export interface Scope {
	document: Record<string, unknown>;
	row?: Row;
	/** By the name that `#each … as name` gave them; `item` without a name. */
	entries: Readonly<Record<string, { value: unknown; number: number }>>;
}

/** The figures of `summary`. */
export const SUMMARY = ['rowCount', 'totalAmount', 'messageCount'] as const;

/** The value at a path; undefined where there is none. */
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

function summaryFigure({ text }: Path, stamping: Stamping): unknown {
	const { documentLabel, totals } = stamping;
	const figure = text.slice('summary.'.length) as (typeof SUMMARY)[number];
	if (!totals) {
		throw new OperatorError(
			`${documentLabel}: ${text} stands before the rows in the template, but it is not known before they are read`,
			{
				description:
					'Put it behind "#rows", or let HORISEN Traffic Report attach the rows: its summary in the item makes it known beforehand.',
			},
		);
	}
	if (totals[figure] === undefined) {
		throw new OperatorError(`${documentLabel}: ${text} cannot be told`, {
			description:
				'Not every row has a number there: totalAmount for the amount, inSmsCnt or outSmsCnt for the messages. Take it out of the template.',
		});
	}
	return totals[figure];
}
