import type { DeliveryRow } from '../store/ledgerStore';

/** Delivered, finally. */
const DELIVERED = ['delivered', 'acknowledged'];

/** Not delivered yet, or not known to be. */
const OPEN = ['publishing', 'inferred', 'failed', 'conflict'];

export function isDelivered({ state }: DeliveryRow): boolean {
	return DELIVERED.includes(state);
}

export function isOpen({ state }: DeliveryRow): boolean {
	return OPEN.includes(state);
}

/** A person decided that it is no longer to be delivered. */
export function isDropped({ state, how }: DeliveryRow): boolean {
	return state === 'void' && how === 'dropped';
}

/** Delivered later, or added later. */
export function newestOf(rows: readonly DeliveryRow[]): DeliveryRow | undefined {
	return rows.reduce<DeliveryRow | undefined>(
		(newest, row) => (newest === undefined || isNewer(row, newest) ? row : newest),
		undefined,
	);
}

function isNewer(one: DeliveryRow, other: DeliveryRow): boolean {
	return one.deliveredAt === other.deliveredAt
		? one.id > other.id
		: one.deliveredAt > other.deliveredAt;
}

/** Groups rows by a key, in the order of the list. */
export function groupedBy<Row>(
	rows: readonly Row[],
	common: (row: Row) => string,
): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(common(row));
		if (group) group.push(row);
		else groups.set(common(row), [row]);
	}
	return groups;
}
