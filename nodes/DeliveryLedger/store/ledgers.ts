import { randomUUID } from 'node:crypto';
import { OperatorError } from '../../common/errors';
import type { Row, Transaction } from './database';
import type { Ledger, LedgerStart, Server } from './ledgerStore';

export async function findLedger(on: Transaction, name: string): Promise<Ledger | undefined> {
	const [row] = await on.all('SELECT * FROM @ledgers WHERE name = ?', [name]);
	return row && ledgerOf(row);
}

/** @throws OperatorError if there is none with that name */
export async function ledgerNamed(on: Transaction, name: string): Promise<Ledger> {
	const ledger = await findLedger(on, name);
	if (ledger) return ledger;
	throw new OperatorError(`There is no ledger "${name}"`, {
		description:
			'Correct the name in Ledger; all nodes of a workflow use the same one. Plan creates it when you run the workflow by hand. Nothing was done.',
	});
}

export async function createLedger(
	on: Transaction,
	name: string,
	{ goLiveDate, replaces }: LedgerStart,
): Promise<Ledger> {
	const [row] = await on.all(
		`INSERT INTO @ledgers (name, id, created_at, go_live_date, replaces, host_key, username, current_run)
		VALUES (?, ?, @now, ?, ?, '', '', '') ON CONFLICT (name) DO NOTHING RETURNING *`,
		[name, randomUUID(), goLiveDate, JSON.stringify(replaces)],
	);
	if (row) return ledgerOf(row);
	throw new OperatorError(`The ledger "${name}" already exists`, {
		description: 'Another run has just created it. Run the workflow again.',
	});
}

export async function replaceLedger(on: Transaction, name: string, lostId: string): Promise<void> {
	const { replaces } = await ledgerNamed(on, name);
	if (replaces.includes(lostId)) return;
	await on.all('UPDATE @ledgers SET replaces = ? WHERE name = ? RETURNING name', [
		JSON.stringify([...replaces, lostId]),
		name,
	]);
}

export async function bindServer(
	on: Transaction,
	name: string,
	server: Server,
	ifAnother: 'keep' | 'replace',
): Promise<Server> {
	const { server: bound } = await ledgerNamed(on, name);
	if (bound && (ifAnother === 'keep' || isSameServer(bound, server))) return bound;
	const changed = await on.all(
		`UPDATE @ledgers SET host_key = ?, username = ? WHERE name = ? AND host_key = ? AND username = ? RETURNING *`,
		[
			server.hostKeyFingerprint,
			server.username,
			name,
			bound?.hostKeyFingerprint ?? '',
			bound?.username ?? '',
		],
	);
	// Another process may have been faster.
	return changed.length > 0 ? server : ((await ledgerNamed(on, name)).server ?? server);
}

export function isSameServer(one: Server, other: Server): boolean {
	return one.hostKeyFingerprint === other.hostKeyFingerprint && one.username === other.username;
}

function ledgerOf(row: Row): Ledger {
	return {
		name: String(row.name),
		id: String(row.id),
		createdAt: String(row.created_at),
		goLiveDate: String(row.go_live_date),
		replaces: JSON.parse(String(row.replaces)) as string[],
		...(row.host_key === ''
			? {}
			: { server: { hostKeyFingerprint: String(row.host_key), username: String(row.username) } }),
	};
}
