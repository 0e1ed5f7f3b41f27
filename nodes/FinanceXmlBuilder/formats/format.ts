import type { BusinessDocument } from '../businessDocument';
import type { TrafficFile } from '../traffic/source';
import type { TrafficKind } from '../traffic/summary';
import type { Row } from '../traffic/totals';
import type { Stamping } from '../xml/stamping';

/** What a format gets to write one document. */
export interface FormatInput {
	/** Without the fields that this package added to the item and those the operator leaves out. */
	document: BusinessDocument;
	/** `none` where there are no rows to write, which is not the same as a report without rows. */
	trafficKind: TrafficKind;
	/** The file that the rows are read from, where they are. */
	trafficFile?: TrafficFile;
	/** Its `totals` are set when they become known: beforehand, or between the last row and the tail. */
	stamping: Stamping;
}

/** One document being written: head, every row, tail, in that order, each a piece of one XML file. */
export interface XmlFile {
	head: string;
	row(row: Row): string;
	tail(): string;
	/** What the format itself has to say in the output item, once the file is written. */
	report?(): Record<string, unknown>;
}

/** An output format. It throws `OperatorError`s that name document and field. */
export interface XmlFormat {
	open(input: FormatInput): XmlFile;
}
