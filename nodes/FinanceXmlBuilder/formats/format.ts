import type { BusinessDocument } from '../businessDocument';
import type { TrafficKind } from '../../common/traffic';
import type { Row } from '../traffic/totals';
import type { Stamping } from '../xml/stamping';

/** The file with the rows of a document. */
export interface TrafficFile {
	/** Its name beside the XML. */
	name: string;
	/** Whether it is compressed with gzip. */
	isCompressed: boolean;
	/** Known after reading. */
	bytes(): number;
	/** SHA-256 in 64 hexadecimal digits, known after reading, if requested. */
	sha256(): string | undefined;
}

/** The input of a format for one document. */
export interface FormatInput {
	/** Without the fields that this package added and those that the operator leaves out. */
	document: BusinessDocument;
	/** `none` if there are no rows to write, which differs from a report without rows. */
	trafficKind: TrafficKind;
	/** The file with the rows, if they are in a file. */
	trafficFile?: TrafficFile;
	/** Its `totals` are set when known: in advance, or between the last row and the tail. */
	stamping: Stamping;
}

/** One document being written: head, every row, tail, in that order, each a piece of one XML file. */
export interface XmlFile {
	head: string;
	row(row: Row): string;
	tail(): string;
	/** The format's own fields for the output item, once the file is written. */
	report?(): Record<string, unknown>;
}

/** An output format. It throws `OperatorError`s that name document and field. */
export interface XmlFormat {
	open(input: FormatInput): XmlFile;
}
