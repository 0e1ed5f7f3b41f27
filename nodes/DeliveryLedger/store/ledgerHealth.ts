import { allIn } from './columns';
import type { RunLocks, Transaction } from './database';
import { withFiles } from './deliveries';
import { ledgerNamed } from './ledgers';
import { DELIVERY_STATES, type DeliveryState, type LedgerHealth } from './ledgerStore';
import { documentOf } from './runDocuments';
import { isAlive, runOf } from './runs';

const MOST_SHOWN = 20;

export async function healthOf(
	on: Transaction,
	locks: RunLocks,
	name: string,
): Promise<LedgerHealth> {
	const ledger = await ledgerNamed(on, name);
	const lastOf = async (states: string[]) => {
		const rows = await on.all(
			`SELECT * FROM @runs WHERE ledger = ? AND state IN (${states.map(() => '?').join(', ')}) ORDER BY id DESC LIMIT 1`,
			[name, ...states],
		);
		return rows.map(runOf).at(0);
	};
	const lastRun = await lastOf(['running', 'finished', 'takenOver', 'gone', 'cancelled']);
	const lastFinished = await lastOf(['finished']);
	const counted = await on.all(
		'SELECT state, CAST(COUNT(*) AS INTEGER) AS number FROM @deliveries WHERE ledger = ? GROUP BY state',
		[name],
	);
	const counts = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0]));
	for (const { state, number } of counted) counts[String(state)] = Number(number);
	const attention = await allIn(
		on,
		['publishing', 'inferred', 'failed', 'conflict'],
		(marks) =>
			`SELECT * FROM @deliveries WHERE ledger = ? AND state IN (${marks}) ORDER BY id LIMIT ${MOST_SHOWN}`,
		[name],
	);
	const held = lastFinished
		? await on.all(
				`SELECT * FROM @run_documents AS planned WHERE run = ? AND action IN ('held', 'waiting') AND NOT EXISTS (
					SELECT 1 FROM @resolutions JOIN @deliveries AS own ON own.id = delivery
					WHERE resolved_at > ? AND own.ledger = planned.ledger AND own.source = planned.source
						AND own.document_key = planned.document_key AND own.document_id = planned.document_id
				) ORDER BY id`,
				[lastFinished.run, lastFinished.endedAt],
			)
		: [];
	return {
		ledger,
		...(lastRun ? { lastRun: { ...lastRun, isAlive: await isAlive(on, locks, lastRun) } } : {}),
		...(lastFinished ? { lastFinished } : {}),
		counts: counts as Record<DeliveryState, number>,
		held: held.map(documentOf),
		attention: await withFiles(on, attention),
	};
}
