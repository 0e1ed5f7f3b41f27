import Big from 'big.js';
import { OperatorError } from '../../common/errors';
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

	private amount = new Big(0);

	private messages = 0n;

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
		const label = `Row ${this.rowCount} of ${this.subject}`;
		this.amount = this.amount.plus(toDecimal(row.totalAmount, `${label}: totalAmount`));
		const count = row[this.messageCount];
		if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
			throw new OperatorError(
				`${label}: ${this.messageCount} is not a whole number: ${JSON.stringify(count)}`,
				{ description: 'Nothing was taken from this report. Tell HORISEN Support.' },
			);
		}
		this.messages += BigInt(count);
	}

	summary(): Omit<TrafficSummary, 'kind' | 'digest'> {
		return {
			rowCount: this.rowCount,
			totalAmount: decimalText(this.amount),
			messageCount: this.messages.toString(),
		};
	}
}
