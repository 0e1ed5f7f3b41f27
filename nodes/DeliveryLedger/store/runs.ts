import { OperatorError } from '../../common/errors';
import { type LockKind, oncePer, type Row, type RunLocks, type Transaction } from './database';
import { ledgerNamed } from './ledgers';
import type { EndedRunState, Run, RunBegun, RunStart } from './ledgerStore';

/** A run that no node touched for this time is gone. */
const UNTOUCHED_MS = 10 * 60_000;

/**
 * Begins a run. If another run is alive and must not be taken over, the new one is stored as `skipped`. A run that is
 * gone or taken over ends here.
 */
export async function beginRun(
	on: Transaction,
	locks: RunLocks,
	start: RunStart,
	kind: LockKind,
): Promise<RunBegun> {
	await ledgerNamed(on, start.ledger);
	// If two begin at once, the second waits here until the first has begun.
	const [{ current_run: current }] = await on.all(
		'UPDATE @ledgers SET name = name WHERE name = ? RETURNING current_run',
		[start.ledger],
	);
	// The same call again, after a lost answer.
	const again = await findRun(on, start.run);
	if (again) return { begun: again.state === 'running', run: again };
	const last = current === '' ? undefined : await findRun(on, String(current));
	const underWay = last && (await isAlive(on, locks, last)) ? last : undefined;
	if (underWay && start.ifUnderWay === 'skip') {
		const run = await insert(on, start, 'skipped', `${label(underWay)} is under way.`, kind);
		return { begun: false, run, underWay };
	}
	const ended = last?.state === 'running' ? last : undefined;
	if (ended) {
		const state: EndedRunState = underWay ? 'takenOver' : 'gone';
		await on.all(
			`UPDATE @runs SET state = ?, ended_at = @now, note = ? WHERE run = ? RETURNING run`,
			[state, `Ended by execution ${start.executionId}.`, ended.run],
		);
	}
	const note = !ended ? '' : underWay ? `Took over from ${label(ended)}.` : '';
	const run = await insert(on, start, 'running', note, kind);
	await on.all('UPDATE @ledgers SET current_run = ? WHERE name = ? RETURNING name', [
		start.run,
		start.ledger,
	]);
	return { begun: true, run, ...(ended ? { ended: ended.run } : {}) };
}

export async function findRun(on: Transaction, run: string): Promise<Run | undefined> {
	const [row] = await on.all('SELECT * FROM @runs WHERE run = ?', [run]);
	return row && runOf(row);
}

export async function findRunOf(
	on: Transaction,
	ledger: string,
	workflowId: string,
	executionId: string,
): Promise<Run | undefined> {
	const rows = await on.all(
		'SELECT * FROM @runs WHERE ledger = ? AND workflow_id = ? AND execution_id = ? ORDER BY id DESC LIMIT 1',
		[ledger, workflowId, executionId],
	);
	return rows.map(runOf).at(0);
}

export async function touchRun(on: Transaction, run: string): Promise<Run> {
	return await oncePer(on, `touch ${run}`, async () => await touch(on, run));
}

async function touch(on: Transaction, run: string): Promise<Run> {
	const [row] = await on.all(
		`UPDATE @runs SET touched_at = @now WHERE run = ? AND state = 'running' RETURNING *`,
		[run],
	);
	if (row) return runOf(row);
	throw notRunning(await findRun(on, run));
}

/** Stops the beats of a run without a lock. */
export async function leaveRun(on: Transaction, run: string): Promise<void> {
	await on.all(`UPDATE @runs SET beat_at = '' WHERE run = ? AND beat_at <> '' RETURNING run`, [
		run,
	]);
}

export async function runningRun(on: Transaction, run: string): Promise<Run> {
	const found = await findRun(on, run);
	if (found?.state === 'running') return found;
	throw notRunning(found);
}

export async function endRun(on: Transaction, run: string, state: EndedRunState): Promise<Run> {
	const [row] = await on.all(
		`UPDATE @runs SET state = ?, ended_at = @now WHERE run = ? AND state = 'running' RETURNING *`,
		[state, run],
	);
	const ended = row ? runOf(row) : await findRun(on, run);
	if (!ended) throw notRunning(undefined);
	return ended;
}

/** Whether its process exists and its nodes are active. */
export async function isAlive(on: Transaction, locks: RunLocks, run: Run): Promise<boolean> {
	if (run.state !== 'running') return false;
	const [{ now }] = await on.all('SELECT @now AS now');
	if (Date.parse(String(now)) - Date.parse(run.touchedAt) > UNTOUCHED_MS) return false;
	return await locks.isHeld(run.run, on);
}

function notRunning(run: Run | undefined): OperatorError {
	const description =
		'Run the workflow from its start; if Plan has pinned data, unpin it first. Nothing was done here.';
	if (!run) {
		return new OperatorError('The ledger does not know the run of this item', {
			description: `The item comes from a run with another ledger or store, or from before the ledger was replaced. ${description}`,
		});
	}
	const how = run.state === 'takenOver' || run.state === 'gone' ? ` ${run.note}` : '';
	return new OperatorError(
		`The run of this item, execution ${run.executionId} of ${run.startedAt}, has ended.${how}`,
		{ description },
	);
}

async function insert(
	on: Transaction,
	{ run, ledger, workflowId, executionId }: RunStart,
	state: 'running' | 'skipped',
	note: string,
	kind: LockKind,
): Promise<Run> {
	const ends = state === 'skipped' ? '@now' : `''`;
	const beats = kind === 'beats' && state === 'running' ? '@now' : `''`;
	const [row] = await on.all(
		`INSERT INTO @runs (run, ledger, workflow_id, execution_id, state, note, started_at, touched_at, ended_at, beat_at)
		VALUES (?, ?, ?, ?, ?, ?, @now, @now, ${ends}, ${beats}) RETURNING *`,
		[run, ledger, workflowId, executionId, state, note],
	);
	return runOf(row);
}

/** `execution 12, which began 2023-07-03 08:00` */
function label({ executionId, startedAt }: Run): string {
	return `execution ${executionId}, which began ${startedAt.slice(0, 16).replace('T', ' ')} UTC,`;
}

export function runOf(row: Row): Run {
	return {
		run: String(row.run),
		ledger: String(row.ledger),
		workflowId: String(row.workflow_id),
		executionId: String(row.execution_id),
		state: row.state as Run['state'],
		startedAt: String(row.started_at),
		touchedAt: String(row.touched_at),
		endedAt: String(row.ended_at),
		note: String(row.note),
	};
}
