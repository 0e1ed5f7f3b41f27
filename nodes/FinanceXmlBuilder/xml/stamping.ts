import type { XmlText } from './text';

/** Figures of all rows of a document. A sum is missing where a row had nothing to add to it. */
export interface RowTotals {
	rowCount: number;
	/** Exact decimal text. */
	totalAmount?: string;
	/** Exact integer text. */
	messageCount?: string;
}

/** What is known while one document is written: how it is called, where we are in it, its text policy. */
export class Stamping {
	/** The traffic row that is being written, from 1; 0 outside the rows. */
	row = 0;
	/** Known beforehand where the rows were counted when they were fetched, else only after the last row. */
	totals?: RowTotals;
	/** The list entries that we are in, e.g. `items[3]`. */
	path = '';
	/** Counts written values; an optional element looks whether it grew. */
	written = 0;

	/** @param documentLabel starts every error, e.g. `Document "300919-1" (uuid)` */
	constructor(
		readonly documentLabel: string,
		readonly text: XmlText,
	) {}

	/** Names a field for an error: `Document "1" (uuid), traffic row 2, field totalAmount`. */
	label(field: string): string {
		const row = this.row > 0 ? `, traffic row ${this.row}` : '';
		return `${this.documentLabel}${row}, field ${this.path}${this.path && field ? '.' : ''}${field}`;
	}
}
