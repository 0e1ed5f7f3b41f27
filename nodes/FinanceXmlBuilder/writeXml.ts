import type { Readable } from 'node:stream';
import type Big from 'big.js';
import { OperatorError } from '../common/errors';
import type { BusinessDocument } from './businessDocument';
import type { TrafficFile, XmlFormat } from './formats/format';
import { type DifferencePolicy, type Reconciliation, reconcile } from './reconciliation';
import type { TrafficKind, TrafficSummary } from '../common/traffic';
import { checkAgainstSummary } from './traffic/checkRows';
import { type Row, RowCounter } from './traffic/totals';
import { type RowTotals, Stamping } from './xml/stamping';
import { type FileCheck, type Measure, type XmlPieces, xmlStream } from './xml/stream';
import type { Writing } from './writing/writing';
import { XmlBytes } from './writing/xmlBytes';
import type { XmlText } from './xml/text';

/** The rows of one document, with their properties. */
export interface Traffic {
	kind: TrafficKind;
	/** Why there are no rows, if `kind` is `none`. */
	reason?: string;
	rows: Iterable<Row> | AsyncIterable<Row>;
	/** The file with the rows, if there is one. */
	file?: TrafficFile;
	/** The summary to check the rows against, if they were summed up when fetched. */
	summary?: TrafficSummary;
	/** Totals known before reading: the summary, or the sums of rows in memory. */
	totals?: RowTotals;
}

export interface XmlOrder {
	documentLabel: string;
	/** The input of the format. */
	document: BusinessDocument;
	traffic: Traffic;
	format: XmlFormat;
	text: XmlText;
	tolerance: Big;
	onDifference: DifferencePolicy;
	writing: Writing;
	/** Makes the final check of the file. */
	check?: FileCheck;
}

/** The result, known once the file is written. */
export interface XmlOutcome extends Measure {
	/** Undefined if the document has no rows to write, which differs from an empty report. */
	totals?: RowTotals;
	reconciliation: Reconciliation;
	replacedCharacters: number;
	/** The name of its character set. */
	encoding: string;
	/** The format's own fields about the file. */
	report: Record<string, unknown>;
}

/**
 * Writes one document as an XML stream; memory holds only a chunk and a row.
 *
 * @returns the stream, whose errors name the document, and a function to call once it has ended
 * @throws OperatorError at once if the document itself, without its rows, is refused
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
	const pieces: XmlPieces<Row> = {
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
	};
	const bytes = new XmlBytes(order.writing, order.documentLabel);
	const { stream, measure } = xmlStream(pieces, bytes, order.check);
	return {
		stream,
		outcome: () => {
			if (!checked) throw new Error('The stream has not been read to its end');
			const totals = traffic.kind === 'none' ? undefined : counter.totals();
			return {
				...measure(),
				totals,
				reconciliation: checked,
				replacedCharacters: text.replacedCharacters,
				encoding: bytes.encoding,
				report: file.report?.() ?? {},
			};
		},
	};
}

/** Runs before the file is closed, so that a failing document leaves no complete file behind. */
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
	if (kind === 'none') return { reason: reason ?? 'This document has no traffic rows.' };
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
