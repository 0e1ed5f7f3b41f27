import {
	planDeliveries,
	type PlanSettings,
} from '../../../../nodes/DeliveryLedger/rules/planDeliveries';
import { resolutionOf } from '../../../../nodes/DeliveryLedger/rules/resolution';
import type { DeliveryRow } from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import { fileOf } from '../support/ledgerSetup';
import { documentOf, type Json, rowOf, SETTINGS } from './ledgerRows';

const A = documentOf('a');
const CHANGED = documentOf('a', { total: 15 });
const CANCELLED = documentOf('a', { status: 'canceled' });

function plan(documents: Json[], rows: DeliveryRow[], settings: Partial<PlanSettings> = {}) {
	return planDeliveries(documents, rows, { ...SETTINGS, ...settings });
}

function decision(document: Json, rows: DeliveryRow[], settings: Partial<PlanSettings> = {}) {
	const { planned, waiting } = plan([document], rows, settings);
	expect(planned).toHaveLength(1);
	expect(waiting).toEqual([]);
	const { row, ...decided } = planned[0].decision;
	return { ...decided, ...(row ? { id: row.id } : {}) };
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

	it('fails with a number as its key that may have lost digits, and is no other document', () => {
		const [one, other] = [2 ** 53, 2 ** 53 + 1].map((id) => ({ ...A, id }));
		const { planned } = plan([one, other], [], { keyField: 'id', identityField: '' });
		expect(planned.map(({ decision: { action, reason } }) => [action, reason])).toEqual(
			Array(2).fill([
				'failed',
				expect.stringMatching(
					/^The field "id" holds a number above 9007199254740991, which may have lost digits/,
				),
			]),
		);
	});

	it.each([
		['2023-06-30', 'deliver'],
		['2023-07-01', 'history'],
	])('is delivered from the go-live date on: %s', (goLiveDate, action) => {
		expect(decision(A, [], { goLiveDate }).action).toBe(action);
	});

	it('fails if it has no date and needs one', () => {
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
	it.each(['delivered', 'acknowledged'] as const)('is skipped once it is %s', (state) => {
		expect(decision(A, [rowOf(A, { state })])).toEqual({
			action: 'skipped',
			event: 'invoice',
			reason: 'Delivered as "N-a.xml" on 2023-07-03.',
			id: 1,
		});
	});

	it('is skipped even if it is older than the go-live date', () => {
		expect(decision(A, [rowOf(A)], { goLiveDate: '2024-01-01' }).action).toBe('skipped');
	});

	it('is acknowledged once, if that is switched on', () => {
		const acknowledge = true;
		expect(decision(A, [rowOf(A)], { acknowledge })).toMatchObject({
			action: 'acknowledge',
			id: 1,
		});
		const done = rowOf(A, { state: 'acknowledged' });
		expect(decision(A, [done], { acknowledge }).action).toBe('skipped');
	});

	it.each(['void', 'failed', 'conflict'] as const)('is continued from %s', (state) => {
		expect(decision(A, [rowOf(A, { id: 7, state })])).toEqual({
			action: 'deliver',
			event: 'invoice',
			id: 7,
		});
	});

	it('waits for a row in publishing', () => {
		const { action, id, reason } = decision(A, [rowOf(A, { state: 'publishing' })]);
		expect([action, id]).toEqual(['waiting', 1]);
		expect(reason).toContain('Its delivery (publishing, 1 attempt) is not settled');
	});

	it('is held if it is back to an earlier revision, with that reason', () => {
		const later = { id: 2, deliveredAt: '2023-07-09T08:00:00Z', files: [fileOf('later.xml')] };
		const { action, reason } = decision(A, [rowOf(A), rowOf(CHANGED, later)]);
		expect(action).toBe('held');
		expect(reason).toContain('A later revision was delivered as "later.xml" on 2023-07-09');
	});
});

describe('a held document, once somebody followed the advice', () => {
	const earlier = rowOf(A);
	const later = rowOf(CHANGED, { id: 2, deliveredAt: '2023-07-09T08:00:00Z' });

	/** What Resolve writes: the revision that was held counts as delivered now. */
	const resolved = (document: Json, rows: DeliveryRow[]): DeliveryRow[] => {
		const { planned } = plan([document], rows);
		const { amount, isCancelled, isExported, ...label } = planned[0].document;
		void [amount, isCancelled, isExported];
		const { decision: decided } = planned[0];
		const held = { ...label, ...{ action: 'held', reason: '', outcome: '', how: '', message: '' } };
		const change = resolutionOf(
			rows.map((row) => ({ ...row, runIsAlive: false })),
			[
				{
					...held,
					event: decided.event,
					...{ advice: '', node: '', fileNames: [], isClosed: false },
					...{ acknowledgement: '', acknowledgementMessage: '', outcome: '' },
				},
			],
			{ document: 'a', source: '', what: 'corrected' },
		);
		expect(change).toMatchObject({ state: 'delivered', how: 'corrected' });
		const { event } = change.delivery;
		const made = rowOf(document, { id: 9, event, deliveredAt: '2023-08-01T08:00:00Z' });
		return [...rows.filter(({ revision }) => revision !== change.delivery.revision), made];
	};

	it.each([
		['that changed', CHANGED, [earlier]],
		['that changed twice', { ...A, total: 20 }, [earlier, later]],
		['that was cancelled', CANCELLED, [earlier]],
		['that is back to an earlier revision', A, [earlier, later]],
	])('is skipped, one %s', (_, document, rows) => {
		const { action, reason } = decision(document, rows);
		expect(action).toBe('held');
		expect(reason).toContain('with Delivery Ledger, Resolve: Corrected in the ERP');
		const settled = resolved(document, rows);
		expect(decision(document, settled).action).toBe('skipped');
		expect(decision({ ...document, total: 99 }, settled).action).toBe('held');
	});
});

describe('a document that changed', () => {
	it('is held if it was delivered, with what changed', () => {
		expect(decision(CHANGED, [rowOf(A)])).toEqual({
			action: 'held',
			event: 'invoice',
			reason:
				'Changed after it was delivered as "N-a.xml" on 2023-07-03: total 12.66 EUR then, 15 EUR now. Correct it in the ERP, then record that with Delivery Ledger, Resolve: Corrected in the ERP; or set On Change of Plan to Deliver, to deliver the new revision.',
		});
	});

	it.each([
		[{ currencyCode: 'CHF' }, 'total 12.66 EUR then, 12.66 CHF now'],
		[{ dueDate: '2023-08-01' }, 'the total is still 12.66 EUR, other fields changed'],
		[{ total: 'n/a' }, 'the totals cannot be compared'],
	])('says how the amounts changed: %j', (change, text) => {
		expect(decision({ ...A, ...change }, [rowOf(A)]).reason).toContain(text);
	});

	it('is delivered as a new revision if that is chosen', () => {
		expect(decision(CHANGED, [rowOf(A)], { onChange: 'deliver' })).toEqual({
			action: 'deliver',
			event: 'invoice',
		});
		expect(decision(CHANGED, [rowOf(A)], { onCancellation: 'deliver' }).action).toBe('held');
	});

	it('replaces the open rows if it was never delivered', () => {
		const rows = [
			rowOf({ ...A, total: 2 }, { id: 3, state: 'conflict' }),
			rowOf(A, { id: 2, state: 'failed' }),
		];
		const { planned, waiting } = plan([CHANGED], rows);
		expect(planned[0].decision).toMatchObject({ action: 'deliver', row: { id: 3 } });
		expect(waiting).toEqual([]);
	});

	it('is continued once its delivery has begun, whatever the setting is now', () => {
		const begun = rowOf(CHANGED, { id: 2, state: 'failed' });
		expect(decision(CHANGED, [rowOf(A), begun])).toEqual({
			action: 'deliver',
			event: 'invoice',
			id: 2,
		});
	});

	it('is not delivered while a row is in publishing', () => {
		const rows = [rowOf(A, { state: 'publishing' })];
		expect(decision(CHANGED, rows, { onChange: 'deliver' }).action).toBe('waiting');
	});

	it('is held together with the open row of another revision', () => {
		const open = rowOf({ ...A, total: 2 }, { id: 2, state: 'failed', reason: 'disk full' });
		const { action, id, reason } = decision(CHANGED, [rowOf(A), open]);
		expect([action, id]).toEqual(['held', 2]);
		expect(reason).toContain(
			'Its delivery (failed, 1 attempt; disk full) of another revision is still open.',
		);
	});
});

describe('a document that was cancelled', () => {
	it('is held if it was delivered', () => {
		const { action, event, reason } = decision(CANCELLED, [rowOf(A)], { onChange: 'deliver' });
		expect([action, event]).toEqual(['held', 'cancellation']);
		expect(reason).toContain('Cancelled after it was delivered as "N-a.xml" on 2023-07-03');
	});

	it('is delivered as a separate event if that is chosen', () => {
		expect(decision(CANCELLED, [rowOf(A)], { onCancellation: 'deliver' })).toEqual({
			action: 'deliver',
			event: 'cancellation',
		});
	});

	it('is skipped with its open row if it was never delivered', () => {
		const { action, id, reason } = decision(CANCELLED, [rowOf(A, { state: 'failed' })]);
		expect([action, id]).toEqual(['skipped', 1]);
		expect(reason).toContain(
			'Its delivery (failed, 1 attempt) is left over: close it with Delivery Ledger, Resolve: No Longer to Be Delivered.',
		);
	});
});

describe('a document whose revision does not change when it is cancelled', () => {
	const settings = { revisionBy: 'none' as const, onCancellation: 'hold' as const };
	const once = rowOf(A, { revision: '1' });

	it('is held after delivery, delivered as a cancellation if that is chosen, and then done', () => {
		const { action, event, reason } = decision(CANCELLED, [once], settings);
		expect([action, event]).toEqual(['held', 'cancellation']);
		expect(reason).toContain('Cancelled after it was delivered as "N-a.xml"');
		const deliver = { ...settings, onCancellation: 'deliver' as const };
		expect(decision(CANCELLED, [once], deliver).action).toBe('deliver');
		const cancelled = rowOf(A, {
			...{ id: 2, revision: '1', event: 'cancellation' },
			deliveredAt: '2023-07-09T08:00:00Z',
		});
		expect(decision(CANCELLED, [once, cancelled], deliver).action).toBe('skipped');
		expect(decision(A, [once, cancelled], deliver).action).toBe('held');
	});
});

describe('keys that documents share', () => {
	const keyField = 'bizPartnerExternalRefId';
	const B = documentOf('b');
	const ofPartner = (document: Json, more: Partial<DeliveryRow> = {}) =>
		rowOf(document, { key: 'ERP-1', ...more });

	it('belong to the first document of the list', () => {
		const { planned } = plan([B, A], [], { keyField });
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['deliver', 'skipped']);
		expect(planned[1].decision.reason).toContain(
			'Document "N-b" comes before it with the same "bizPartnerExternalRefId", "ERP-1"',
		);
	});

	it('stay with the document that has them in the ledger already', () => {
		const { planned } = plan([B, A], [ofPartner(A, { state: 'failed' })], { keyField });
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['skipped', 'deliver']);
		expect(planned[0].decision.reason).toContain('The ledger has "ERP-1" for document "N-a" (a)');
	});

	it('never make a document count as delivered because another one has its revision', () => {
		const row = rowOf(A, { key: 'ERP-1', revision: '1' });
		const settings = { keyField, revisionBy: 'none' as const, acknowledge: true };
		const { action, reason } = decision(B, [row], settings);
		expect([action, reason?.slice(0, 30)]).toEqual(['skipped', 'The ledger has "ERP-1" for doc']);
	});

	it('are free again if their document counted as history', () => {
		const { planned } = plan([documentOf('h', { documentDate: '2023-05-31' }), B], [], {
			keyField,
			goLiveDate: '2023-06-01',
		});
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['history', 'deliver']);
	});

	it('count as one document if documents have no identity field', () => {
		const [one, other] = [1, 2].map((total) => ({ account: 'x', total }));
		const rows = [rowOf(A, { key: 'x', revision: 'r', documentId: 'x', state: 'failed' })];
		const settings = { keyField: 'account', identityField: '', onChange: 'deliver' } as const;
		const { planned } = plan([one, other], rows, settings);
		expect(planned.map(({ decision: { action } }) => action)).toEqual(['deliver']);
	});
});

describe('the list', () => {
	it('has each document once, and no item without a document', () => {
		const { planned } = plan([{}, A, A], []);
		expect(planned.map(({ index }) => index)).toEqual([1]);
	});

	it('ignores the fields that nodes of this package added', () => {
		const added = { event: { eventId: 'e' }, delivery: { action: 'deliver', key: 'a' } };
		expect(decision({ ...A, ...added, syncStatus: 'exported' }, [rowOf(A)]).action).toBe('skipped');
	});

	it('reports a document that failed before the plan once, without its earlier failed delivery', () => {
		const failure = { node: 'Get Traffic', message: 'HORISEN is away', advice: 'Wait.' };
		const failed = rowOf(A, { state: 'failed' });
		const { planned, waiting } = plan([{ ...A, failure }], [failed]);
		expect(planned[0].decision.action).toBe('failed');
		expect(waiting).toEqual([]);
		const inferred = rowOf(A, { state: 'inferred' });
		expect(plan([{ ...A, failure }], [inferred]).waiting).toHaveLength(1);
	});

	it('leaves the rows of other documents alone, and says what to do', () => {
		const rows = [
			rowOf(documentOf('z'), { id: 9, state: 'failed', reason: 'reset' }),
			rowOf(documentOf('p'), { id: 8, state: 'publishing' }),
			rowOf(documentOf('d')),
		];
		const { waiting } = plan([A], rows);
		expect(waiting.map(({ row }) => row.id)).toEqual([9, 8]);
		expect(waiting[0].reason).toBe(
			'Its delivery (failed, 1 attempt; reset) waits for its document, which is not in the list: it is outside the period, or no longer has the requested status. Widen the period to include 2023-06-30. If the document was withdrawn, close it with Delivery Ledger, Resolve: No Longer to Be Delivered.',
		);
		expect(waiting[1].reason).toContain('is not settled');
	});
});
