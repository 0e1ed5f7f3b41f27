import { fillStorage } from './support/fullStorage';
import { expectFailure, expectSettled, expectUntouched, useStage } from './support/useStage';

const theatre = useStage({ TZ: 'America/New_York', GENERIC_TIMEZONE: 'America/New_York' });

describe('20 · the period', () => {
	test("is of the operator's time zone, whatever n8n's is", async () => {
		const timeZone = 'Pacific/Kiritimati';
		const scene = await theatre.scene({
			settings: { periodFrom: '', periodTo: '', lookBackDays: 1, timeZone },
		});
		await scene.run();
		const day = (before: number) =>
			new Date(Date.now() - before * 86_400_000).toLocaleDateString('sv-SE', { timeZone });
		const [listing] = scene.horisen.requests.filter(({ path }) =>
			path.endsWith('documents-export'),
		);
		expect(listing.query).toContain(`between(documentDate)=${day(1)},${day(0)}`);
	});
});

describe('20 · the ledger', () => {
	test.each([
		['exported', /documents of this period were exported already\. If this workflow/],
		['no', /is not there\. .*If this workflow never ran, set startEmptyLedger/],
	])(
		'is deleted, acknowledge is %s: fails closed by hand, too, and says how to go on',
		async (acknowledge, told) => {
			const scene = await theatre.scene({ settings: { acknowledge } });
			const first = await expectSettled(scene);
			expect(first.summary?.reminder).toMatch(/^Set startEmptyLedger in Settings back to no/);
			const delivered = scene.erp.pickUp();
			expect(delivered).toHaveLength(scene.eligible().length);
			await theatre.stage.tables.delete(scene.ledgerTable);
			await scene.changeSettings({ startEmptyLedger: 'no' });
			expectFailure(await scene.run(), scene.ledgerTable, told);
			expect(scene.inbox()).toEqual({ files: [], temporary: [] });
			expect(await theatre.stage.tables.exists(scene.ledgerTable)).toBe(false);
		},
	);

	test('cannot be reached: nothing is delivered', async () => {
		const scene = await theatre.scene({ settings: { ledgerWorkflow: 'no-such-workflow' } });
		expectFailure(await scene.run(), /ledger|workflow/i);
		await expectUntouched(scene);
	});

	test.each(['before', 'after'])(
		"is not mixed up with an operator's table whose name contains ours, made %s it",
		async (when) => {
			const scene = await theatre.scene();
			const { tables } = theatre.stage;
			const other = `${scene.ledgerTable}_backup`;
			if (when === 'before') await tables.create(other);
			await expectSettled(scene);
			if (when === 'after') await tables.create(other);
			const run = await expectSettled(scene);
			expect(run.summary).toMatchObject({ delivered: 0 });
			expect(await tables.rows(other)).toEqual([]);
		},
	);
});

describe("20 · n8n's disk", () => {
	test('is full: a clean error, delivered next run', async () => {
		const free = fillStorage(theatre.stage.userFolder, 64 * 1024);
		const scene = await theatre.scene();
		try {
			expectFailure(await scene.run(), /space|disk|ENOSPC|directory/i);
			for (const { name, sha256 } of scene.inbox().files) {
				const { documents } = await scene.ledger();
				expect(documents.find(({ fileName }) => fileName === name)?.sha256).toBe(sha256);
			}
			expect(scene.inbox().temporary).toEqual([]);
		} finally {
			free();
		}
		await expectSettled(scene);
	});

	test('is full from the start: nothing is delivered half', async () => {
		const free = fillStorage(theatre.stage.userFolder, 4096);
		const scene = await theatre.scene();
		try {
			expectFailure(await scene.run(), /space|disk|ENOSPC|directory/i);
			expect(scene.inbox()).toEqual({ files: [], temporary: [] });
		} finally {
			free();
		}
		await expectSettled(scene);
	});
});
