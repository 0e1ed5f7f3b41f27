import { OperatorError } from '../../common/errors';
import { ExactSum } from '../../common/exactSum';
import { decimalText, toDecimal } from '../../common/money';
import type { TrafficFigures } from '../../common/traffic';
import type { Row } from '../../common/http/page';

/** Sums up the rows of a report, exactly. */
export class TrafficTotals {
	private rowCount = 0;

	private readonly amount = new ExactSum();

	private readonly messages = new ExactSum();

	/**
	 * @param subject names the report in errors
	 * @param messageCount field with the number of messages
	 */
	constructor(
		private readonly subject: string,
		private readonly messageCount: string,
	) {}

	/** @throws OperatorError naming the row, if amount or count is not a number */
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

	summary(): TrafficFigures {
		return {
			rowCount: this.rowCount,
			totalAmount: decimalText(this.amount.total()),
			messageCount: decimalText(this.messages.total()),
		};
	}
}
