import { OperatorError } from '../../common/errors';
import { ExactSum } from '../../common/exactSum';
import { decimalText, toDecimal } from '../../common/money';
import type { Row } from '../shared/page';

/** What a report sums up to; stands in the item's JSON beside the file or field with the rows. */
export interface TrafficSummary {
	kind: 'customer' | 'control';
	rowCount: number;
	/** Exact decimal text. */
	totalAmount: string;
	/** Exact integer text. */
	messageCount: string;
	/** Of the rows in any order. */
	digest: string;
}

/** Sums up the rows of a report, exactly. */
export class TrafficTotals {
	private rowCount = 0;

	private readonly amount = new ExactSum();

	private readonly messages = new ExactSum();

	/**
	 * @param subject names the report in errors
	 * @param messageCount the field that holds the number of messages
	 */
	constructor(
		private readonly subject: string,
		private readonly messageCount: string,
	) {}

	/** @throws OperatorError naming the row, where amount or count is no number */
	add(row: Row): void {
		this.rowCount++;
		const count = row[this.messageCount];
		if (!this.amount.add(row.totalAmount)) {
			toDecimal(row.totalAmount, `${this.label()}: totalAmount`);
		}
		if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
			throw new OperatorError(
				`${this.label()}: ${this.messageCount} is not a whole number: ${JSON.stringify(count)}`,
				{ description: 'Nothing was taken from this report. Tell HORISEN Support.' },
			);
		}
		this.messages.add(count);
	}

	private label(): string {
		return `Row ${this.rowCount} of ${this.subject}`;
	}

	summary(): Omit<TrafficSummary, 'kind' | 'digest'> {
		return {
			rowCount: this.rowCount,
			totalAmount: decimalText(this.amount.total()),
			messageCount: decimalText(this.messages.total()),
		};
	}
}
