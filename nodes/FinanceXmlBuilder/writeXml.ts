import type { Readable } from 'node:stream';
import type Big from 'big.js';
import { OperatorError } from '../common/errors';
import type { BusinessDocument } from './businessDocument';
import type { XmlFormat } from './formats/format';
import { type Reconciliation, reconcile } from './reconciliation';
import type { TrafficFile } from './traffic/source';
import { type TrafficSummary, type TrafficKind, checkAgainstSummary } from './traffic/summary';
import { type Row, RowCounter } from './traffic/totals';
import { type RowTotals, Stamping } from './xml/stamping';
import { type Measure, xmlStream } from './xml/stream';
import type { XmlText } from './xml/text';

/** What a difference between rows, items and document does. */
export type DifferencePolicy = 'fail' | 'flag' | 'ignore';

/** The rows of one document and what is known about them. */
export interface Traffic {
	kind: TrafficKind;
	/** Why there are no rows, where `kind` is `none`. */
	reason?: string;
	rows: Iterable<Row> | AsyncIterable<Row>;
	/** Where the rows are read from, if that is a file. */
	file?: TrafficFile;
	/** What the rows are checked against, where they were summed up when they were fetched. */
	summary?: TrafficSummary;
	/** Known before the rows are read: the summary, or the sums of rows that are in memory anyway. */
	totals?: RowTotals;
}

export interface XmlOrder {
	documentLabel: string;
	/** What the format gets. */
	document: BusinessDocument;
	traffic: Traffic;
	format: XmlFormat;
	text: XmlText;
	tolerance: Big;
	onDifference: DifferencePolicy;
}

/** What is known once the file is written. */
export interface XmlOutcome extends Measure {
	/** Undefined where the document has no rows to write, which is not the same as no rows. */
	totals?: RowTotals;
	reconciliation: Reconciliation;
	replacedCharacters: number;
	/** What the format itself says about the file. */
	report: Record<string, unknown>;
}

/**
 * Writes one document as an XML stream: nothing of it is held but a chunk and a row.
 *
 * @returns the stream, whose errors name the document, and a function to call once it has ended
 * @throws OperatorError at once where the document itself, without its rows, is refused
 */
export function writeXml(order: XmlOrder): {
	stream: Readable;
	outcome: () => XmlOutcome;
} {
	const { document, traffic, format, text } = order;
	const stamping = new Stamping(order.documentLabel, text);
	stamping.totals = traffic.totals;
	const file = format.open({
		document,
		trafficKind: traffic.kind,
		trafficFile: traffic.file,
		stamping,
	});
	const counter = new RowCounter();
	let checked: Reconciliation | undefined;
	const { stream, measure } = xmlStream({
		head: () => file.head,
		rows: traffic.rows,
		row: (row) => {
			stamping.row++;
			counter.add(row);
			return file.row(row);
		},
		tail: () => {
			stamping.row = 0;
			checked = checkRows(order, counter.totals());
			if (traffic.kind !== 'none') stamping.totals = counter.totals();
			return file.tail();
		},
	});
	return {
		stream,
		outcome: () => {
			if (!checked) throw new Error('The stream has not been read to its end');
			const totals = traffic.kind === 'none' ? undefined : counter.totals();
			const { replacedCharacters } = text;
			const report = file.report?.() ?? {};
			return { ...measure(), totals, reconciliation: checked, replacedCharacters, report };
		},
	};
}

/** Before the file is closed: a document that fails here leaves no complete file behind. */
function checkRows(order: XmlOrder, totals: RowTotals): Reconciliation {
	const { documentLabel, document, traffic, tolerance, onDifference } = order;
	if (traffic.kind !== 'none' && traffic.summary) {
		checkAgainstSummary(totals, traffic.summary, documentLabel);
	}
	const reconciliation = reconcile(document, rowsTotal(traffic, totals), tolerance);
	if (reconciliation.status === 'difference' && onDifference === 'fail') {
		throw new OperatorError(`${documentLabel} does not add up: ${differences(reconciliation)}`, {
			description: `The tolerance is ${reconciliation.tolerance}. Compare the document with its traffic in HORISEN, or set "On Difference" to "Flag" to write the file and report the difference.`,
		});
	}
	return reconciliation;
}

function rowsTotal(
	{ kind, reason }: Traffic,
	{ totalAmount }: RowTotals,
): { totalAmount: string } | { reason: string } {
	if (kind === 'none') return { reason: reason ?? 'There are no traffic rows for this document.' };
	if (totalAmount === undefined) return { reason: 'Not every row has a totalAmount.' };
	return { totalAmount };
}

/** A sentence part for the operator, e.g. `rows 10.05, items 10, difference 0.05`. */
export function differences(reconciliation: Reconciliation): string {
	const { rowsVsItems, itemsVsDocument, rowsTotal: rows, itemsTotal, documentNet } = reconciliation;
	return [
		rowsVsItems.status === 'difference'
			? `rows ${rows}, items ${itemsTotal}, difference ${rowsVsItems.difference}`
			: '',
		itemsVsDocument.status === 'difference'
			? `items ${itemsTotal}, document ${documentNet}, difference ${itemsVsDocument.difference}`
			: '',
	]
		.filter((part) => part !== '')
		.join('; ');
}
