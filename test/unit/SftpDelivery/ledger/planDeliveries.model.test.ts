import fc from 'fast-check';
import {
	planDeliveries,
	type PlanSettings,
} from '../../../../nodes/SftpDelivery/ledger/planDeliveries';
import {
	isDelivered,
	isUnsettled,
	type LedgerRow,
	readLedgerRows,
} from '../../../../nodes/SftpDelivery/ledger/row';
import { documentOf, type Json, revision, rowJson, SETTINGS } from './ledger';

/** What documents and rows of random ledgers are made of: few values, so that they meet. */
const UUIDS = ['a', 'b', 'c', ''];
const PARTNERS = ['P1', 'P2', ''];
const STATES = [
	'claimed',
	'built',
	'publishing',
	'failed',
	'conflict',
	'delivered',
	'acknowledged',
];

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
			.array(fc.record({ document: anyDocument, state: fc.constantFrom(...STATES) }), {
				maxLength: 6,
			})
			.map((entries) => entries.filter(({ document }) => document[settings.keyField] !== ''))
			.map((entries) =>
				entries.map(({ document, state }, index) =>
					rowJson(document, { rowId: index + 1, state, key: document[settings.keyField] }),
				),
			),
	}),
);

interface World {
	settings: PlanSettings;
	documents: Json[];
	rows: Json[];
}

function check(property: (world: World, rows: LedgerRow[]) => void): void {
	fc.assert(
		fc.property(anyWorld, (world) => property(world, readLedgerRows(world.rows))),
		{ numRuns: 500 },
	);
}

const planOf = ({ documents, settings }: World, rows: LedgerRow[]) =>
	planDeliveries(documents, rows, settings);

const deliveriesOf = (world: World, rows: LedgerRow[]) =>
	planOf(world, rows).planned.filter(({ decision }) => decision.action === 'deliver');

describe('whatever documents and ledger hold', () => {
	it('each document is planned once, in the order of the list', () => {
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

	it('nothing is delivered whose key and revision were delivered', () => {
		check((world, rows) => {
			for (const { document } of deliveriesOf(world, rows)) {
				const same = rows.filter(
					({ key, revision: of }) => key === document.key && of === document.revision,
				);
				expect(same.filter(isDelivered)).toEqual([]);
			}
		});
	});

	it('a key is delivered once a run, and never beside a row of its document in publishing', () => {
		check((world, rows) => {
			const deliveries = deliveriesOf(world, rows);
			const keys = deliveries.map(({ document }) => document.key);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { document } of deliveries) {
				expect(document.key).not.toBe('');
				expect(
					rows.filter(
						({ key, state, documentUuid }) =>
							key === document.key &&
							documentUuid === document.documentUuid &&
							state === 'publishing',
					),
				).toEqual([]);
			}
		});
	});

	it('each unsettled row stands in one item, with what a claim of it needs', () => {
		check((world, rows) => {
			const { planned, waiting } = planOf(world, rows);
			const carried = planned.flatMap(({ decision: { row } }) =>
				row && isUnsettled(row) ? [row.rowId] : [],
			);
			const all = [...carried, ...waiting.map(({ row }) => row.rowId)];
			expect(all.sort((one, other) => one - other)).toEqual(
				rows.filter(isUnsettled).map(({ rowId }) => rowId),
			);
			for (const { document, decision } of planned) {
				if (decision.action !== 'deliver' || !decision.row) continue;
				expect(decision.row.key).toBe(document.key);
				expect(isUnsettled(decision.row)).toBe(true);
			}
		});
	});

	it('says why, for everything but a delivery', () => {
		check((world, rows) => {
			const { planned, waiting } = planOf(world, rows);
			for (const { decision } of planned) {
				expect(decision.action === 'deliver' || decision.reason !== undefined).toBe(true);
			}
			for (const { reason } of waiting) expect(reason).toMatch(/^Ledger row \d+ \(/);
		});
	});

	it('holds what was delivered before, unless it is told to deliver or has begun', () => {
		check((world, rows) => {
			const { onChange, onCancellation } = world.settings;
			for (const { document, decision } of deliveriesOf(world, rows)) {
				const wasDelivered = rows.some(
					(row) =>
						row.key === document.key &&
						isDelivered(row) &&
						row.documentUuid === document.documentUuid,
				);
				if (!wasDelivered || decision.row?.revision === document.revision) continue;
				expect(document.isCancelled ? onCancellation : onChange).toBe('deliver');
			}
		});
	});

	it('comes to rest: a second run delivers nothing, a third changes nothing', () => {
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
function afterRun(world: World, rows: LedgerRow[]): LedgerRow[] {
	const after = new Map(rows.map((row) => [row.rowId, row]));
	for (const { index, document, decision } of planOf(world, rows).planned) {
		const { action, row, event } = decision;
		if (action === 'acknowledge' && row) after.set(row.rowId, { ...row, state: 'acknowledged' });
		if (action !== 'deliver') continue;
		const rowId = row?.rowId ?? Math.max(0, ...after.keys()) + 1;
		const { key } = document;
		const json = rowJson(world.documents[index], { rowId, key, event, state: 'delivered' });
		expect(json.revision).toBe(revision(world.documents[index]));
		after.set(rowId, readLedgerRows([json])[0]);
	}
	return [...after.values()];
}
