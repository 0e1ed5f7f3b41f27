import { OperatorError } from '../../common/errors';
import type { RunLocks, Transaction } from './database';
import { getMany, lockRow } from './deliveries';
import type { DeliveryRow, ResolutionLog, ResolutionRule, Resolved } from './ledgerStore';
import { insert, isWriterAlive, supersede } from './outcomes';
import { lastDecisions } from './runDocuments';

interface Asked {
	ledger: string;
	document: string;
	rule: ResolutionRule;
	log: ResolutionLog;
}

/** Lets the rule decide about a document, writes its decision, and logs the row before and after. */
export async function resolve(
	on: Transaction,
	locks: RunLocks,
	{ ledger, document, rule, log }: Asked,
): Promise<Resolved> {
	const rows = await getMany(on, ledger, {
		...{ states: [], source: '', document, from: '', to: '' },
	});
	const known = [];
	for (const row of rows.reverse()) {
		const isAlive = row.state === 'publishing' && (await isWriterAlive(on, locks, row));
		known.push({ ...row, runIsAlive: isAlive });
	}
	const change = rule(known, await lastDecisions(on, ledger, document));
	const before = await lockRow(on, ledger, change.delivery);
	const read = known.find(({ id }) => id === before?.id);
	if (before && (before.state !== read?.state || before.writer !== read.writer))
		throw changed(before);
	const after = before
		? await update(on, before, change)
		: await insert(on, ledger, change.delivery, {
				...change.delivery,
				...{ state: change.state, how: change.how, reason: change.reason, run: '', writer: '' },
			});
	if (change.state !== 'void') await supersede(on, after!);
	await on.all(
		`INSERT INTO @resolutions (delivery, what, note, row_before, row_after, workflow_id, execution_id, resolved_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, @now) RETURNING id`,
		[
			...[after!.id, log.what, log.note],
			...[before ? JSON.stringify(before) : '', JSON.stringify(after)],
			...[log.workflowId, log.executionId],
		],
	);
	return { ...(before ? { before } : {}), after: after! };
}

async function update(
	on: Transaction,
	{ id, ledger }: DeliveryRow,
	{ delivery, state, how, reason }: ReturnType<ResolutionRule>,
): Promise<DeliveryRow | undefined> {
	const deliveredAt = state === 'void' ? 'delivered_at' : '@now';
	await on.all(
		`UPDATE @deliveries SET state = ?, how = ?, reason = ?, updated_at = @now, delivered_at = ${deliveredAt} WHERE id = ? RETURNING id`,
		[state, how, reason, id],
	);
	return await lockRow(on, ledger, delivery);
}

function changed({ documentNumber, key }: DeliveryRow): OperatorError {
	return new OperatorError(`Document ${documentNumber || key} is just being delivered`, {
		description: 'Wait until the run has ended, check the row again, then resolve it.',
	});
}
