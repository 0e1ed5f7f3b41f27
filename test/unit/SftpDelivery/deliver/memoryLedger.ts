import type {
	DeliveryFile,
	DeliveryState,
} from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import type { LedgerPort, Outcome } from '../../../../nodes/SftpDelivery/deliver/delivery';

/** None of them has a part left that could get its name. */
const CLOSED: DeliveryState[] = ['failed', 'conflict', 'void'];

interface Row {
	state: DeliveryState;
	writer: string;
	files: DeliveryFile[];
	isRemoved?: boolean;
}

/** One delivery of a ledger, by the rules of the real ones. */
export class MemoryLedger {
	row?: Row;

	/** What happened, as `intend a.xml`, `record delivered`, `brokeOff`. */
	readonly calls: string[] = [];

	port(writer: string): LedgerPort {
		return {
			intend: async (files) => {
				this.calls.push(`intend ${files.map(({ name }) => name).join(' ')}`);
				if (!this.row || CLOSED.includes(this.row.state)) {
					this.row = { state: 'publishing', writer, files };
					return undefined;
				}
				return this.row.writer === writer ? undefined : this.standing();
			},
			record: async (outcome, files, isRemoved) => {
				this.calls.push(`record ${outcome.outcome}`);
				if (this.row?.state === 'delivered') return { ...outcome, ...this.standing() };
				const isOurs = this.row?.writer === writer;
				if (this.row?.state === 'publishing' && !isOurs) return { ...outcome, ...this.standing() };
				const state = stateOf(outcome);
				if (state === undefined) return outcome;
				const stays = isOurs && CLOSED.includes(state) && !isRemoved;
				this.row = { state: stays ? 'publishing' : state, writer, files };
				return outcome;
			},
			brokeOff: (isRemoved) => {
				this.calls.push('brokeOff');
				if (this.row?.writer !== writer || this.row.state !== 'publishing') return;
				if (isRemoved) this.row.state = 'failed';
			},
		};
	}

	/** As Recover writes it: only what its writer left. */
	settle(writer: string, state: DeliveryState): boolean {
		if (this.row?.writer !== writer || this.row.state !== 'publishing') return false;
		this.row.state = state;
		return true;
	}

	private standing(): Pick<Outcome, 'outcome' | 'reason'> {
		if (this.row?.state === 'delivered') return { outcome: 'alreadyDelivered', reason: 'another' };
		if (this.row?.state === 'inferred') return { outcome: 'inferred', reason: 'another' };
		return { outcome: 'waiting', reason: 'another' };
	}
}

function stateOf({ outcome }: Outcome): DeliveryState | undefined {
	switch (outcome) {
		case 'delivered':
		case 'alreadyDelivered':
			return 'delivered';
		case 'conflict':
		case 'inferred':
			return outcome;
		default:
			return undefined;
	}
}
