import { decimalOrNone, decimalText } from '../../common/money';
import type { RowTotals } from '../xml/stamping';
import { ExactSum } from '../../common/exactSum';

export type Row = Record<string, unknown>;

/** Sums up passing rows exactly. */
export class RowCounter {
	private count = 0;
	private readonly amount = new ExactSum();
	private everyRowHasAmount = true;
	/** While it is a safe integer; the rest is in `moreMessages`. */
	private messages = 0;
	private moreMessages: bigint | undefined = 0n;

	add(row: Row): void {
		this.count++;
		if (!this.amount.add(row.totalAmount)) this.everyRowHasAmount = false;
		// Customer rows count incoming messages, control rows outgoing ones.
		const count = row.inSmsCnt ?? row.outSmsCnt;
		const messages = this.messages + (count as number);
		if (Number.isSafeInteger(count) && Number.isSafeInteger(messages)) this.messages = messages;
		else this.addMore(wholeNumber(count));
	}

	private addMore(messages: bigint | undefined): void {
		const more = this.moreMessages;
		this.moreMessages = messages === undefined || more === undefined ? undefined : more + messages;
	}

	totals(): RowTotals {
		return {
			rowCount: this.count,
			...(this.everyRowHasAmount ? { totalAmount: decimalText(this.amount.total()) } : {}),
			...(this.moreMessages === undefined
				? {}
				: { messageCount: (this.moreMessages + BigInt(this.messages)).toString() }),
		};
	}
}

function wholeNumber(count: unknown): bigint | undefined {
	const decimal = decimalOrNone(count);
	return decimal?.eq(decimal.round()) ? BigInt(decimal.toFixed()) : undefined;
}
