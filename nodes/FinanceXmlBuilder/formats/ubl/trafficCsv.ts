import { csvRecord } from '../../../common/csv';
import { isAbsent } from '../../../common/value';
import type { Row } from '../../traffic/totals';
import type { BilledTraffic } from '../../../common/traffic';
import type { Stamping } from '../../xml/stamping';
import { singleText } from '../../xml/xmlValue';
import { TRAFFIC_ROW } from '../document/documentElements';

/** Bytes encoded at once; a multiple of base64's three. */
const CHUNK_BYTES = 3 * 16 * 1024;

/**
 * Rows as CSV in base64, piece by piece, with HORISEN's names and order of fields, in UTF-8. Memory holds only one
 * piece.
 */
export class TrafficCsv {
	private readonly columns: string[];
	private text: string;
	/** The rest of the last piece, less than three bytes. */
	private rest = Buffer.alloc(0);

	constructor(
		kind: BilledTraffic,
		private readonly stamping: Stamping,
	) {
		this.columns = TRAFFIC_ROW[kind].map(({ name }) => name);
		this.text = csvRecord(this.columns);
	}

	/**
	 * @returns the next piece of base64, usually empty
	 * @throws OperatorError naming the row and a field that is not a single value
	 */
	add(row: Row): string {
		this.text += csvRecord(
			this.columns.map((column) => {
				const value = row[column];
				return isAbsent(value) ? value : singleText(value, column, this.stamping);
			}),
		);
		return this.text.length < CHUNK_BYTES ? '' : this.encoded(false);
	}

	/** The last piece. */
	end(): string {
		return this.encoded(true);
	}

	private encoded(isLast: boolean): string {
		const bytes = Buffer.concat([this.rest, Buffer.from(this.text)]);
		this.text = '';
		const whole = isLast ? bytes.length : bytes.length - (bytes.length % 3);
		this.rest = bytes.subarray(whole);
		return bytes.toString('base64', 0, whole);
	}
}
