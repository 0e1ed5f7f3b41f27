import type { LedgerHealth } from '../store/ledgerStore';
import { nameOf } from './plannedDocument';
import { resolveBy } from './sentences';

const HOUR_MS = 60 * 60 * 1000;

/**
 * The problems of a ledger, in sentences; empty if there are none.
 *
 * @param lateAfterHours maximum age of the last successful run; 0 for no limit
 */
export function problemsOf(
	{ ledger, lastRun, lastFinished, counts, held, attention }: LedgerHealth,
	lateAfterHours: number,
	now: Date,
): string[] {
	const problems: string[] = [];
	const isAtWork = lastRun?.isAlive === true;
	if (!lastRun) {
		problems.push(
			`No run has used the ledger "${ledger.name}" since it was created ${minute(ledger.createdAt)}.`,
		);
	} else if (lastRun.state === 'cancelled' || (lastRun.state === 'running' && !isAtWork)) {
		const how = lastRun.state === 'cancelled' ? 'was stopped' : 'broke off';
		problems.push(
			`The last run, execution ${lastRun.executionId}, ${how}: no step reported after ${minute(lastRun.touchedAt)}. Check that execution; the next run continues.`,
		);
	}
	const since = lastFinished?.endedAt ?? ledger.createdAt;
	if (
		lateAfterHours > 0 &&
		!isAtWork &&
		now.getTime() - Date.parse(since) > lateAfterHours * HOUR_MS
	) {
		problems.push(
			`No run has ended since ${minute(since)}, for more than ${lateAfterHours} hours. Check that the workflow is published and that n8n was running.`,
		);
	}
	const names = (state: string) => {
		const some = attention.filter((row) => row.state === state).map(nameOf);
		return some.length > 0 ? `: ${some.slice(0, 5).join(', ')}${some.length > 5 ? ' …' : ''}` : '';
	};
	const count = (state: 'publishing' | 'inferred' | 'conflict' | 'failed', text: string) => {
		if (counts[state] > 0) problems.push(`${documents(counts[state])} ${text}${names(state)}.`);
	};
	// An active run may have unsettled documents.
	if (!isAtWork) {
		count('publishing', 'not settled after a run that broke off; the next run checks the server');
	}
	count(
		'inferred',
		`probably delivered; check the ERP, then record the result with ${resolveBy('Delivered by Hand', 'Deliver Again')}`,
	);
	count('conflict', 'not delivered, because another file has the name on the server; move it away');
	count('failed', 'not delivered; the last summary says why');
	if (held.length > 0) {
		const some = held.slice(0, 5).map(nameOf).join(', ');
		problems.push(
			`${documents(held.length)} held or waiting; the last summary says why: ${some}${held.length > 5 ? ' …' : ''}.`,
		);
	}
	return problems;
}

function documents(count: number): string {
	return count === 1 ? '1 document is' : `${count} documents are`;
}

function minute(moment: string): string {
	return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
