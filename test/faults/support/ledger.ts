import type { DataTableRow } from '../../../sandbox/engine/dataTables';

/** A document's row in the ledger, as far as the checks look at it. */
export interface LedgerRow {
	id: number;
	key: string;
	revision: string;
	event: string;
	state: string;
	token: string;
	attempts: number;
	lastError: string | null;
	documentUuid: string;
	documentNumber: string;
	fileName: string | null;
	bytes: number | null;
	sha256: string | null;
	outcome: string | null;
	deliveredAt: string | null;
}

/** The row that keeps a second run out. */
export interface LeaseRow {
	id: number;
	token: string;
	holder: string;
	leaseExpiresAt: string | null;
	completedAt: string | null;
	lastError: string | null;
}

export interface Ledger {
	documents: LedgerRow[];
	lease?: LeaseRow;
}

const LEASE = 'lease';

export function ledgerOf(rows: DataTableRow[]): Ledger {
	return {
		documents: rows.filter(({ state }) => state !== LEASE) as unknown as LedgerRow[],
		lease: rows.find(({ state }) => state === LEASE) as LeaseRow | undefined,
	};
}

export function isDelivered({ state }: LedgerRow): boolean {
	return state === 'delivered' || state === 'acknowledged';
}
