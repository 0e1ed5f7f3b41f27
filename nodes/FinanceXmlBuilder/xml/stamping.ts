import type { XmlText } from './text';

/** Figures of all rows of a document. A sum is missing if a row lacks its figure. */
export interface RowTotals {
	rowCount: number;
	/** Exact decimal text. */
	totalAmount?: string;
	/** Exact integer text. */
	messageCount?: string;
}

/** A template's path that begins with the document, also where an entry or a row is written. */
const OUTSIDE = /^document\b/;

/** The state while one document is written: its name, the current position, its text policy. */
export class Stamping {
	/** The current traffic row, from 1; 0 outside the rows. */
	row = 0;
	/** Known in advance if the rows were counted when fetched, otherwise only after the last row. */
	totals?: RowTotals;
	/** The current list entries, e.g. `items[3]`. */
	path = '';
	/** Counts written values; an optional element checks whether it grew. */
	written = 0;

	/** @param documentLabel starts every error, e.g. `Document "300919-1" (uuid)` */
	constructor(
		readonly documentLabel: string,
		readonly text: XmlText,
	) {}

	/** Names a field for an error: `Document "1" (uuid), traffic row 2, field totalAmount`. */
	label(field: string): string {
		if (OUTSIDE.test(field)) return `${this.documentLabel}, field ${field}`;
		const row = this.row > 0 ? `, traffic row ${this.row}` : '';
		return `${this.documentLabel}${row}, field ${this.path}${this.path && field ? '.' : ''}${field}`;
	}
}
