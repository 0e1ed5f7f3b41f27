import { startDoublePosts } from './support/doublePosts';
import { gate } from './support/gate';
import { QueueStage } from './support/queueStage';
import { Scene, type SceneOptions } from './support/scene';
import { holdAt, TRANSITIONS } from './support/transitions';
import { expectFailure, expectSettled } from './support/useStage';
import { watch } from './support/watch';

jest.setTimeout(240_000);

/** One for the dispatcher, one for a batch that is held, one for the run that takes over. */
const WORKERS = 3;

const ends: Array<() => unknown> = [];
let stage: QueueStage;

beforeAll(async () => {
	stage = await QueueStage.start(WORKERS);
}, 900_000);

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
}, 60_000);

afterAll(async () => await stage?.stop(), 120_000);

async function setScene(options: SceneOptions = {}): Promise<Scene> {
	const scene = await Scene.set(stage, { patience: 'long', ...options });
	ends.push(() => scene.stop());
	return scene;
}

/** Everything that was ever renamed to a final name, as the server saw it. */
function renames({ sftp }: Scene): string[] {
	return sftp.requests.filter(({ name }) => name === 'RENAME').map(({ paths }) => paths[1]);
}

/** The steps of a batch; the others are the dispatcher's. */
const OF_A_BATCH = TRANSITIONS.filter(
	({ name, whenLate }) => whenLate !== 'nothingToDo' && !/between two batches|half of/.test(name),
).map((transition) => [transition.name, transition] as const);

describe('18 · a worker killed with -9 in mid-batch', () => {
	test.each(OF_A_BATCH)(
		'%s: the dispatcher says what it left, the next run converges',
		async (_, transition) => {
			const scene = await setScene({ settings: { batchSize: 3 } });
			const dispatcher = await holdAt(transition, scene, gate());
			await watch('the batch to be there', () => transition.isThere(scene));
			transition.then?.(scene);
			await stage.killAndReplace(await stage.workerOfBatch(dispatcher));
			scene.horisen.faults.clear();
			scene.sftp.faults.clear();

			expectFailure(
				await scene.ended(dispatcher),
				/gave no answer: it stopped at "/,
				/The next run settles it/,
			);
			await expectSettled(scene);
		},
	);

	test('the worker of the dispatcher: its batches go on, and a run after its lease converges', async () => {
		const scene = await setScene({ settings: { batchSize: 3 } });
		const answer = gate();
		const dispatcher = await holdAt(
			{
				name: '',
				hold: ({ horisen }) =>
					void horisen.faults.inject({
						route: 'customerTraffic',
						fault: { kind: 'hold', until: answer.until },
					}),
				isThere: () => true,
			},
			scene,
			answer,
		);
		await watch('a call for traffic', () =>
			scene.horisen.requests.some(({ path }) => path.includes('traffic')),
		);
		await stage.killAndReplace(await stage.workerOf(dispatcher));
		answer.open();
		await expectSettled(scene);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});
});

describe('19 · two executions at once, on two workers', () => {
	test('of the fan-out: one wins, the other says who holds the lease and does nothing', async () => {
		const scene = await setScene({ settings: { leaseMinutes: 1 } });
		await scene.runWithoutDocuments();
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		const delivered = runs.map(({ summary }) => Number(summary?.delivered)).sort();
		expect(delivered).toEqual([0, scene.eligible().length]);
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});

	test('of each batch: one claims it, the other does nothing', async () => {
		const double = await startDoublePosts(stage.n8n.url);
		ends.push(() => double.stop());
		const scene = await setScene({
			settings: { leaseMinutes: 1, batchSize: 3, instanceAddress: double.url },
		});
		const { execution, summary } = await scene.run();
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
		expect(await scene.violations()).toEqual([]);
		for (const { attempts } of (await scene.ledger()).documents) expect(attempts).toBe(1);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});
});

describe('19 · a batch paused until its run has given it up and another one has taken over', () => {
	test.each(OF_A_BATCH)(
		'%s: its late writes are refused, nothing is doubled',
		async (_, transition) => {
			const scene = await setScene();
			const pause = gate();
			const dispatcher = await holdAt(transition, scene, pause);
			await watch('the batch to be there', () => transition.isThere(scene));
			transition.then?.(scene);
			const held = await stage.workerOfBatch(dispatcher);
			expectFailure(await scene.ended(dispatcher), /gave no answer: it stopped at "/);

			await scene.run();
			const { documents } = await scene.ledger();
			pause.open();
			const batch = /started execution (\d+) (?!.*started execution)/s.exec(held.process.log)?.[1];
			const late = await stage.api.waitFor(String(batch), 60_000);
			expect(late.status).toBe('error');
			expect(late.error?.message).toMatch(/lease|another run/i);
			expect((await scene.ledger()).documents).toEqual(documents);
			if (transition.leavesTemporary) scene.passADay();
			await expectSettled(scene);
		},
	);
});
