import { decode } from 'iconv-lite';
import type { FormatInput, XmlFile, XmlFormat } from './formats/format';

/** The limit that the output panel can show. */
const MOST_CHARACTERS = 100_000;

/** A file with only its first rows, and its notes for the operator. */
type Preview = {
	/** The XML without the omitted rows; a comment gives their number. */
	xml: string;
	rowsLeftOut: number;
	/** Whether the text is cut off, because the output panel cannot show more. */
	isCut?: true;
};

/** A format that writes only the first rows; it also builds the others, so that their mistakes show. */
export class PreviewFormat implements XmlFormat {
	/** Known when the file is complete. */
	rowsLeftOut = 0;

	constructor(
		private readonly format: XmlFormat,
		private readonly mostRows: number,
	) {}

	open(input: FormatInput): XmlFile {
		const file = this.format.open(input);
		let rowsWritten = 0;
		return {
			head: file.head,
			row: (row) => {
				const xml = file.row(row);
				if (xml === '') return '';
				if (rowsWritten < this.mostRows) {
					rowsWritten++;
					return xml;
				}
				this.rowsLeftOut++;
				return '';
			},
			tail: () => {
				const comment = this.rowsLeftOut === 0 ? '' : `<!-- and ${this.rowsLeftOut} more rows -->`;
				return comment + file.tail();
			},
			report: () => file.report?.() ?? {},
		};
	}

	/** Call it when the file is complete. */
	shown(bytes: Buffer, encoding: string): Preview {
		const { rowsLeftOut } = this;
		const xml = decode(bytes, encoding);
		if (xml.length <= MOST_CHARACTERS) return { xml, rowsLeftOut };
		return { xml: `${xml.slice(0, MOST_CHARACTERS)}…`, rowsLeftOut, isCut: true };
	}
}
