import {
	planDeliveries,
	type PlanSettings,
} from '../../../../nodes/SftpDelivery/ledger/planDeliveries';
import { documentOf, type Json, revision, rowJson, rowsOf, SETTINGS } from './ledger';

const A = documentOf('a');
const CHANGED = documentOf('a', { total: 15 });
const CANCELLED = documentOf('a', { status: 'canceled' });

function plan(documents: Json[], rows: Json[], settings: Partial<PlanSettings> = {}) {
	return planDeliveries(documents, rowsOf(...rows), { ...SETTINGS, ...settings });
}

function decision(document: Json, rows: Json[], settings: Partial<PlanSettings> = {}) {
	const { planned, waiting } = plan([document], rows, settings);
	expect(planned).toHaveLength(1);
	expect(waiting).toEqual([]);
	const { row, ...decided } = planned[0].decision;
	return { ...decided, ...(row ? { rowId: row.rowId } : {}) };
}

describe('a document that the ledger does not know', () => {
	it('is delivered', () => {
		expect(decision(A, [])).toEqual({ action: 'deliver', event: 'invoice' });
	});

	it.each([undefined, null, '', ' ', { a: 1 }])('fails without a key: %j', (documentUuid) => {
		expect(decision({ ...A, documentUuid }, [])).toEqual({
			action: 'failed',
			event: 'invoice',
			reason:
				'The field "documentUuid" holds no key. It was not delivered: correct the document in the source system, or choose another field.',
		});
	});

	it.each([
		['2023-06-30', 'deliver'],
		['2023-07-01', 'history'],
	])('counts from the go-live date on: %s', (goLiveDate, action) => {
		expect(decision(A, [], { goLiveDate }).action).toBe(action);
	});

	it('fails where a date is needed and there is none', () => {
		const { action, reason } = decision({ ...A, documentDate: null }, [], {
			goLiveDate: '2023-07-01',
		});
		expect(action).toBe('failed');
		expect(reason).toContain('The field "documentDate" holds no date');
		expect(decision({ ...A, documentDate: null }, []).action).toBe('deliver');
	});

	it('has nothing to cancel', () => {
		expect(decision(CANCELLED, [])).toEqual({
			action: 'skipped',
			event: 'cancellation',
			reason: 'Cancelled before it was ever delivered: there is nothing to cancel.',
		});
		expect(decision(CANCELLED, [], { cancelledValue: '' }).action).toBe('deliver');
	});
});

describe('a document whose revision the ledger has', () => {
	it.each(['delivered', 'acknowledged'])('is skipped once it is %s', (state) => {
		expect(decision(A, [rowJson(A, { state })])).toEqual({
			action: 'skipped',
			event: 'invoice',
			reason: 'Delivered as "N-a.xml" on 2023-07-03.',
			rowId: 1,
		});
	});

	it('is skipped though it is older than the go-live date', () => {
		expect(decision(A, [rowJson(A)], { goLiveDate: '2024-01-01' }).action).toBe('skipped');
	});

	it('is acknowledged where that is asked for, once', () => {
		const acknowledge = true;
		expect(decision(A, [rowJson(A)], { acknowledge })).toMatchObject({
			action: 'acknowledge',
			rowId: 1,
		});
		const done = rowJson(A, { rowId: 2, state: 'acknowledged' });
		expect(decision(A, [rowJson(A), done], { acknowledge }).action).toBe('skipped');
	});

	it.each(['claimed', 'built', 'failed', 'conflict'])('is carried on from %s', (state) => {
		expect(decision(A, [rowJson(A, { rowId: 7, state })])).toEqual({
			action: 'deliver',
			event: 'invoice',
			rowId: 7,
		});
	});

	it('waits for a row in publishing', () => {
		const { action, rowId, reason } = decision(A, [rowJson(A, { state: 'publishing' })]);
		expect([action, rowId]).toEqual(['waiting', 1]);
		expect(reason).toContain('Ledger row 1 (publishing, 1 attempt) could not be settled');
	});

	it('is held when it is back to a revision before the last, and says so', () => {
		const later = { rowId: 2, deliveredAt: '2023-07-09T08:00:00Z', fileName: 'later.xml' };
		const { action, reason } = decision(A, [rowJson(A), rowJson(CHANGED, later)]);
		expect(action).toBe('held');
		expect(reason).toContain('A later revision was delivered as "later.xml" on 2023-07-09');
	});
});

describe('a held document, once its reason is followed', () => {
	const settledBy = (reason: string, rows: Json[]) => {
		const [, column, rowId, value] = /set "(\w+)" of ledger row (\d+) to "?(\w+)/.exec(
			reason,
		) as RegExpExecArray;
		const noted = value === 'now' ? '2023-08-01T08:00:00Z' : value;
		return rows.map((row) => (row.rowId === Number(rowId) ? { ...row, [column]: noted } : row));
	};
	const earlier = rowJson(A);
	const later = rowJson(CHANGED, { rowId: 2, deliveredAt: '2023-07-09T08:00:00Z' });

	it.each([
		['that changed', CHANGED, [earlier]],
		['that changed twice', { ...A, total: 20 }, [earlier, later]],
		['that was cancelled', CANCELLED, [earlier]],
		['that is back to an earlier revision', A, [earlier, later]],
	])('is skipped, one %s', (_, document, rows) => {
		const { action, reason } = decision(document, rows);
		expect(action).toBe('held');
		const settled = settledBy(reason as string, rows);
		expect(decision(document, settled).action).toBe('skipped');
		expect(decision({ ...document, total: 99 }, settled).action).toBe('held');
	});
});

describe('a document that changed', () => {
	it('is held after delivery, with what changed', () => {
		expect(decision(CHANGED, [rowJson(A)])).toEqual({
			action: 'held',
			event: 'invoice',
			reason: `Changed after it was delivered as "N-a.xml" on 2023-07-03: total 12.66 EUR then, 15 EUR now. Correct it in the ERP and set "revision" of ledger row 1 to "${revision(CHANGED)}", or set On Change (onChange in Settings) to "deliver" to deliver the new revision.`,
		});
	});

	it.each([
		[{ currencyCode: 'CHF' }, 'total 12.66 EUR then, 12.66 CHF now'],
		[{ dueDate: '2023-08-01' }, 'the total is still 12.66 EUR, other fields changed'],
		[{ total: 'n/a' }, 'the totals cannot be compared'],
	])('says what became of the amounts: %j', (change, text) => {
		expect(decision({ ...A, ...change }, [rowJson(A)]).reason).toContain(text);
	});

	it('is delivered as a new revision where that is asked for', () => {
		expect(decision(CHANGED, [rowJson(A)], { onChange: 'deliver' })).toEqual({
			action: 'deliver',
			event: 'invoice',
		});
		expect(decision(CHANGED, [rowJson(A)], { onCancellation: 'deliver' }).action).toBe('held');
	});

	it('takes over the newest open row if it was never delivered', () => {
		const rows = [
			rowJson({ ...A, total: 2 }, { rowId: 3, state: 'claimed' }),
			rowJson(A, { rowId: 2, state: 'failed' }),
		];
		const { planned, waiting } = plan([CHANGED], rows);
		expect(planned[0].decision).toMatchObject({ action: 'deliver', row: { rowId: 3 } });
		expect(waiting.map(({ row, reason }) => [row.rowId, reason])).toEqual([
			[2, expect.stringContaining('is left over')],
		]);
	});

	it('is carried on once its delivery was begun, whatever the setting is now', () => {
		const begun = rowJson(CHANGED, { rowId: 2, state: 'failed' });
		expect(decision(CHANGED, [rowJson(A), begun])).toEqual({
			action: 'deliver',
			event: 'invoice',
			rowId: 2,
		});
	});

	it('is not delivered over a row in publishing', () => {
		const rows = [rowJson(A, { state: 'publishing' })];
		expect(decision(CHANGED, rows, { onChange: 'deliver' }).action).toBe('waiting');
	});

	it('is held with the open row of another revision', () => {
		const open = rowJson({ ...A, total: 2 }, { rowId: 2, state: 'failed', lastError: 'disk full' });
		const { action, rowId, reason } = decision(CHANGED, [rowJson(A), open]);
		expect([action, rowId]).toEqual(['held', 2]);
		expect(reason).toContain(
			'Ledger row 2 (failed, 1 attempt; last error: disk full) of another revision is still open.',
		);
	});
});

describe('a document that was cancelled', () => {
	it('is held after delivery', () => {
		const { action, event, reason } = decision(CANCELLED, [rowJson(A)], { onChange: 'deliver' });
		expect([action, event]).toEqual(['held', 'cancellation']);
		expect(reason).toContain('Cancelled after it was delivered as "N-a.xml" on 2023-07-03');
	});

	it('is delivered as an event of its own where that is asked for', () => {
		expect(decision(CANCELLED, [rowJson(A)], { onCancellation: 'deliver' })).toEqual({
			action: 'deliver',
			event: 'cancellation',
		});
	});

	it('is skipped with its open row if it was never delivered', () => {
		const { action, rowId, reason } = decision(CANCELLED, [rowJson(A, { state: 'failed' })]);
		expect([action, rowId]).toEqual(['skipped', 1]);
		expect(reason).toContain('Ledger row 1 (failed, 1 attempt) can be removed from the ledger.');
	});
});

describe('keys that documents share', () => {
	const keyField = 'bizPartnerExternalRefId';
	const B = documentOf('b');
	const ofPartner = (document: Json, more: Json = {}) =>
		rowJson(document, { key: 'ERP-1', ...more });

	it('go to the first document of the list', () => {
		const { planned } = plan([B, A], [], { keyField });
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['deliver', 'skipped']);
		expect(planned[1].decision.reason).toContain(
			'Document "N-b" stands before it with the same "bizPartnerExternalRefId", "ERP-1"',
		);
	});

	it('stay with the document that has them in the ledger', () => {
		const { planned } = plan([B, A], [ofPartner(A, { state: 'failed' })], { keyField });
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['skipped', 'deliver']);
		expect(planned[0].decision.reason).toContain('The ledger has "ERP-1" for document "N-a" (a)');
	});

	it('are free for a document after history', () => {
		const { planned } = plan([documentOf('h', { documentDate: '2023-05-31' }), B], [], {
			keyField,
			goLiveDate: '2023-06-01',
		});
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['history', 'deliver']);
	});

	it('are one where documents have no UUID', () => {
		const [one, other] = [1, 2].map((total) => ({ account: 'x', total }));
		const rows = [rowJson(A, { key: 'x', revision: 'r', documentUuid: '', state: 'failed' })];
		const { planned } = plan([one, other], rows, { keyField: 'account', onChange: 'deliver' });
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['deliver', 'skipped']);
	});
});

describe('the list', () => {
	it('has a document once, and no item that holds none', () => {
		const { planned } = plan([{}, A, A], []);
		expect(planned.map(({ index }) => index)).toEqual([1]);
	});

	it('does not count what nodes of this package added', () => {
		const added = { event: { eventId: 'e' }, delivery: { key: 'a', revision: 'r' } };
		expect(decision({ ...A, ...added, syncStatus: 'exported' }, [rowJson(A)]).action).toBe(
			'skipped',
		);
	});

	it('lets the rows of other documents wait, and says what to do', () => {
		const rows = [
			rowJson(documentOf('z'), { rowId: 9, state: 'built', lastError: 'reset' }),
			rowJson(documentOf('p'), { rowId: 8, state: 'publishing' }),
			rowJson(documentOf('d')),
		];
		const { waiting } = plan([A], rows);
		expect(waiting.map(({ row }) => row.rowId)).toEqual([9, 8]);
		expect(waiting[0].reason).toBe(
			'Ledger row 9 (built, 1 attempt; last error: reset) waits for its document, which is not in the list: it is not in the period, or has no longer the status asked for. Widen the period, to hold 2023-06-30; if the document was withdrawn, remove the row from the ledger.',
		);
		expect(waiting[1].reason).toContain('could not be settled');
	});
});
