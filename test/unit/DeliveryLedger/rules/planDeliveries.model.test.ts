import fc from 'fast-check';
import {
	planDeliveries,
	type PlanSettings,
} from '../../../../nodes/DeliveryLedger/rules/planDeliveries';
import { isDelivered, isOpen } from '../../../../nodes/DeliveryLedger/rules/rows';
import {
	DELIVERY_STATES,
	type DeliveryRow,
} from '../../../../nodes/DeliveryLedger/store/ledgerStore';
import { documentOf, type Json, revision, rowOf, SETTINGS } from './ledgerRows';

/** What documents and rows of random ledgers are made of: few values, so that they meet. */
const UUIDS = ['a', 'b', 'c', ''];
const PARTNERS = ['P1', 'P2', ''];

const anyDocument = fc
	.record({
		uuid: fc.constantFrom(...UUIDS),
		bizPartnerExternalRefId: fc.constantFrom(...PARTNERS),
		total: fc.integer({ min: 1, max: 3 }),
		status: fc.constantFrom('approved', 'approved', 'canceled'),
		documentDate: fc.constantFrom('2023-05-31', '2023-06-30', null),
	})
	.map(({ uuid, ...more }) => documentOf(uuid, more));

const anySettings: fc.Arbitrary<PlanSettings> = fc.record({
	...Object.fromEntries(
		Object.entries(SETTINGS).map(([name, value]) => [name, fc.constant(value)]),
	),
	keyField: fc.constantFrom('documentUuid', 'bizPartnerExternalRefId'),
	goLiveDate: fc.constantFrom('', '2023-06-01'),
	onChange: fc.constantFrom('hold', 'deliver'),
	onCancellation: fc.constantFrom('hold', 'deliver'),
	acknowledge: fc.boolean(),
}) as fc.Arbitrary<PlanSettings>;

const anyWorld = anySettings.chain((settings) =>
	fc.record({
		settings: fc.constant(settings),
		documents: fc.array(anyDocument, { maxLength: 6 }),
		rows: fc
			.array(fc.record({ document: anyDocument, state: fc.constantFrom(...DELIVERY_STATES) }), {
				maxLength: 6,
			})
			.map((entries) => entries.filter(({ document }) => document[settings.keyField] !== ''))
			.map((entries) =>
				entries.map(({ document, state }, index) =>
					rowOf(document, {
						...{ id: index + 1, state, key: String(document[settings.keyField]) },
						event: document.status === 'canceled' ? 'cancellation' : 'invoice',
					}),
				),
			)
			// As the unique key of the ledger keeps them.
			.map((rows) => [
				...new Map(rows.map((row) => [[row.key, row.revision, row.event].join(' '), row])).values(),
			]),
	}),
);

interface World {
	settings: PlanSettings;
	documents: Json[];
	rows: DeliveryRow[];
}

function check(property: (world: World, rows: DeliveryRow[]) => void): void {
	fc.assert(
		fc.property(anyWorld, (world) => property(world, world.rows)),
		{ numRuns: 500 },
	);
}

const planOf = ({ documents, settings }: World, rows: DeliveryRow[]) =>
	planDeliveries(documents, rows, settings);

const deliveriesOf = (world: World, rows: DeliveryRow[]) =>
	planOf(world, rows).planned.filter(({ decision }) => decision.action === 'deliver');

describe('a plan for any documents and any ledger', () => {
	it('plans each document once, in the order of the list', () => {
		check((world, rows) => {
			const { planned } = planOf(world, rows);
			const indexes = planned.map(({ index }) => index);
			expect(indexes).toEqual([...indexes].sort((one, other) => one - other));
			const uuids = world.documents.map(({ documentUuid }) => documentUuid);
			const expected = world.documents.filter(
				({ documentUuid }, index) => documentUuid === '' || uuids.indexOf(documentUuid) === index,
			);
			expect(indexes.map((index) => world.documents[index])).toEqual(expected);
		});
	});

	it('never delivers a key and revision that were delivered before', () => {
		check((world, rows) => {
			for (const { document } of deliveriesOf(world, rows)) {
				const same = rows.filter(
					({ key, revision: of }) => key === document.key && of === document.revision,
				);
				expect(same.filter(isDelivered)).toEqual([]);
			}
		});
	});

	it('delivers a key once per run, and never while a row of its document is in publishing', () => {
		check((world, rows) => {
			const deliveries = deliveriesOf(world, rows);
			const keys = deliveries.map(({ document }) => document.key);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { document } of deliveries) {
				expect(document.key).not.toBe('');
				expect(
					rows.filter(
						({ key, state, documentId }) =>
							key === document.key && documentId === document.documentId && state === 'publishing',
					),
				).toEqual([]);
			}
		});
	});

	it('passes each open row on in one item, or replaces it by a delivery of its document', () => {
		check((world, rows) => {
			const { planned, waiting } = planOf(world, rows);
			const delivering = deliveriesOf(world, rows).map(({ document }) => document);
			const shown = [
				...planned.flatMap(({ decision: { row } }) => (row ? [row.id] : [])),
				...waiting.map(({ row }) => row.id),
			];
			for (const { id, key, documentId, state } of rows.filter(isOpen)) {
				const isReplaced =
					(state === 'failed' || state === 'conflict') &&
					delivering.some((one) => one.key === key && one.documentId === documentId);
				expect(shown.includes(id) || isReplaced).toBe(true);
			}
			expect(new Set(waiting.map(({ row }) => row.id)).size).toBe(waiting.length);
		});
	});

	it('delivers nothing beside an inferred row', () => {
		check((world, rows) => {
			for (const { document } of deliveriesOf(world, rows)) {
				const own = rows.filter(
					({ key, documentId }) => key === document.key && documentId === document.documentId,
				);
				expect(own.filter(({ state }) => state === 'inferred')).toEqual([]);
			}
		});
	});

	it('gives a reason for everything that it does not deliver', () => {
		check((world, rows) => {
			const { planned, waiting } = planOf(world, rows);
			for (const { decision } of planned) {
				expect(decision.action === 'deliver' || decision.reason !== undefined).toBe(true);
			}
			for (const { reason } of waiting)
				expect(reason).toMatch(/^It(s delivery \(|s run broke off)/);
		});
	});

	it('holds what was delivered before, unless it is set to deliver or the delivery has begun', () => {
		check((world, rows) => {
			const { onChange, onCancellation } = world.settings;
			for (const { document, decision } of deliveriesOf(world, rows)) {
				const wasDelivered = rows.some(
					(row) =>
						row.key === document.key && isDelivered(row) && row.documentId === document.documentId,
				);
				if (!wasDelivered || decision.row?.revision === document.revision) continue;
				expect(document.isCancelled ? onCancellation : onChange).toBe('deliver');
			}
		});
	});

	it('settles: a second run delivers nothing, a third changes nothing', () => {
		check((world, rows) => {
			const second = afterRun(world, rows);
			expect(deliveriesOf(world, second)).toEqual([]);
			const third = afterRun(world, second);
			expect(
				planOf(world, third).planned.filter(({ decision }) => decision.action === 'acknowledge'),
			).toEqual([]);
		});
	});
});

/** The ledger after a run in which everything that was planned came to pass. */
function afterRun(world: World, rows: DeliveryRow[]): DeliveryRow[] {
	const after = new Map(rows.map((row) => [row.id, row]));
	for (const { index, document, decision } of planOf(world, rows).planned) {
		const { action, row, event } = decision;
		if (action === 'acknowledge' && row) after.set(row.id, { ...row, state: 'acknowledged' });
		if (action !== 'deliver') continue;
		const id = row?.id ?? Math.max(0, ...after.keys()) + 1;
		const { key } = document;
		const json = rowOf(world.documents[index], { id, key, event, state: 'delivered' });
		expect(json.revision).toBe(revision(world.documents[index]));
		after.set(id, json);
	}
	return [...after.values()];
}
