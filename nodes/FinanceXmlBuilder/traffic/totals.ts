import { decimalText } from '../../common/money';
import type { RowTotals } from '../xml/stamping';
import { decimalOrNone } from '../xml/value';
import { ExactSum } from './exactSum';

export type Row = Record<string, unknown>;

/** Adds up rows as they pass by, exactly. */
export class RowCounter {
	private count = 0;
	private readonly amount = new ExactSum();
	private everyRowHasAmount = true;
	private messages: bigint | undefined = 0n;

	add(row: Row): void {
		this.count++;
		if (!this.amount.add(row.totalAmount)) this.everyRowHasAmount = false;
		const messages = messagesOf(row);
		this.messages =
			messages === undefined || this.messages === undefined ? undefined : this.messages + messages;
	}

	totals(): RowTotals {
		return {
			rowCount: this.count,
			...(this.everyRowHasAmount ? { totalAmount: decimalText(this.amount.total()) } : {}),
			...(this.messages === undefined ? {} : { messageCount: this.messages.toString() }),
		};
	}
}

/** Customer rows count what came in, control rows what went out. */
function messagesOf(row: Row): bigint | undefined {
	const count = row.inSmsCnt ?? row.outSmsCnt;
	if (Number.isSafeInteger(count)) return BigInt(count as number);
	const decimal = decimalOrNone(count);
	return decimal?.eq(decimal.round()) ? BigInt(decimal.toFixed()) : undefined;
}
