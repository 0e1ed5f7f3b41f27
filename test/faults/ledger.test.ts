import {
	chmodSync,
	copyFileSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { fillStorage } from './support/fullStorage';
import type { Scene } from './support/scene';
import { CHOSEN_STORE } from './support/stage';
import { expectFailure, expectSettled, expectUntouched, useStage } from './support/useStage';

const theatre = useStage({
	environment: { TZ: 'America/New_York', GENERIC_TIMEZONE: 'America/New_York' },
});

const describeEmbedded = CHOSEN_STORE === 'embedded' ? describe : describe.skip;

/** The file is the stage's: it is put back after each test. */
function keepLedgerFile(): string {
	const file = theatre.stage.ledgerFile;
	const copy = `${file}.kept`;
	copyFileSync(file, copy);
	theatre.afterwards(() => {
		rmSync(file, { force: true });
		copyFileSync(copy, file);
		chmodSync(file, 0o600);
	});
	return file;
}

/** The run stops and says why; when the file is back, nothing is sent twice. */
async function expectNothingSent(scene: Scene, ...told: RegExp[]): Promise<void> {
	const before = scene.inbox();
	expectFailure(await scene.run(), ...told);
	expect(scene.inbox()).toEqual(before);
}

describe('20 · the period', () => {
	test("is in the workflow's time zone, and the run says which", async () => {
		const scene = await theatre.scene({
			choices: { period: { period: 'lastDays', periodDays: 1 } },
		});
		const run = await scene.run();
		const timeZone = 'America/New_York';
		const day = (before: number) =>
			new Date(Date.now() - before * 86_400_000).toLocaleDateString('sv-SE', { timeZone });
		const [listing] = scene.horisen.requests.filter(({ path }) =>
			path.endsWith('documents-export'),
		);
		expect(listing.query).toContain(`between(documentDate)=${day(1)},${day(0)}`);
		expect(run.told).toContain(timeZone);
	});
});

describeEmbedded('20 · a ledger that is lost', () => {
	test('is not taken for a first run if HORISEN knows of deliveries: the run fails with advice, and sends nothing', async () => {
		const scene = await theatre.scene({ choices: { acknowledge: true } });
		await expectSettled(scene);
		scene.erp.pickUp();
		keepLedgerFile();
		rmSync(theatre.stage.ledgerFile);
		await expectNothingSent(scene, /delivered before/, /Start New Ledger/);
	});

	test('is started anew if the operator says so, with a go-live date', async () => {
		const scene = await theatre.scene({ choices: { acknowledge: true } });
		await expectSettled(scene);
		scene.erp.pickUp();
		keepLedgerFile();
		rmSync(theatre.stage.ledgerFile);
		await scene.choose({ ifNoLedger: 'startNew' });
		await expectNothingSent(scene, /Go-Live Date/);
		await scene.choose({ ifNoLedger: 'startNew', goLiveDate: '2099-01-01' });
		const { execution, summary } = await scene.run();
		expect(execution.status).toBe('success');
		expect(summary?.counts.history).toBe(scene.eligible().length);
		expect(scene.inbox().files).toEqual([]);
	});
});

describeEmbedded("21 · the ledger's file", () => {
	test.each<[string, (file: string) => void, RegExp]>([
		['is empty', (file) => writeFileSync(file, ''), /empty|not a (delivery )?ledger/i],
		[
			'is cut in the middle',
			(file) => truncateSync(file, 10_000),
			/damaged|cut|malformed|corrupt/i,
		],
		['is another kind of file', (file) => writeFileSync(file, 'x'.repeat(8192)), /not a|damaged/i],
	])('%s: the run stops before anything is sent', async (_, spoil, told) => {
		const scene = await theatre.scene();
		await expectSettled(scene);
		const file = keepLedgerFile();
		const good = readFileSync(file);
		spoil(file);
		await expectNothingSent(scene, told);
		writeFileSync(file, good);
		await expectSettled(scene);
	});
});

describe("20 · n8n's disk", () => {
	test('is full: a clear error, and the next run delivers', async () => {
		const scene = await theatre.scene();
		await scene.runWithoutDocuments();
		const free = fillStorage(theatre.stage.userFolder, 64 * 1024);
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
});

describe('the positive-evidence rule', () => {
	test('with Deliver switched off, nothing is acknowledged, and every document counts as failed', async () => {
		const scene = await theatre.scene({ choices: { acknowledge: true, withoutDeliver: true } });
		const run = await scene.run();
		expectFailure(run, /No step reported/);
		expect(run.summary?.counts.failed).toBe(scene.eligible().length);
		expect(scene.eligible().map(({ syncStatus }) => syncStatus)).not.toContain('exported');
		await expectUntouched(scene);
		await scene.choose({ withoutDeliver: false });
		await expectSettled(scene);
	});
});

describe('Finish is reached exactly once', () => {
	const finishedOnce = ({ execution }: Awaited<ReturnType<Scene['run']>>) =>
		execution.runData.Finish?.length;

	test('with nothing listed, with documents, with nothing left to do, and with a failed one', async () => {
		const scene = await theatre.scene({ choices: { batchSize: 2 } });
		await scene.runWithoutDocuments();
		const [broken] = scene.eligible();
		const { total } = broken;
		Object.assign(broken, { total: 'twelve' });
		const failed = await scene.run();
		expect(finishedOnce(failed)).toBe(1);
		expectFailure(failed, broken.documentNumber, /total/);
		Object.assign(broken, { total });
		const delivered = await expectSettled(scene);
		expect(finishedOnce(delivered)).toBe(1);
		expect(delivered.summary?.counts.delivered).toBe(1);
		const nothing = await expectSettled(scene);
		expect(finishedOnce(nothing)).toBe(1);
		expect(nothing.summary?.counts.delivered).toBe(0);
	});
});
