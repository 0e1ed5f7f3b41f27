import { startDoublePosts } from './support/doublePosts';
import { gate } from './support/gate';
import { startLostAnswer } from './support/lostAnswer';
import { expectFailure, expectSettled } from './support/useStage';
import {
	expectKilledWorkerSurvived,
	expectLate,
	expectLateBatchRefused,
	expectNothingTwice,
	holdBatchAt,
	STEPS_OF_A_BATCH,
	useWorkers,
} from './support/useWorkers';

const theatre = useWorkers();

/** The others are in `all/`. */
const SOME_STEPS = STEPS_OF_A_BATCH.filter(([name]) =>
	['the intent written, before the rename', 'renamed, before the outcome is written'].includes(
		name,
	),
);

const WHILE_TRAFFIC_IS_FETCHED = STEPS_OF_A_BATCH[0][1];

describe('18 · a worker killed with -9 during a batch', () => {
	test.each(SOME_STEPS)(
		'%s: the dispatcher says that a batch was lost, and the next run delivers the rest',
		async (_, transition) => await expectKilledWorkerSurvived(theatre, transition),
	);
});

describe("18 · the dispatcher's worker killed with -9", () => {
	test('the very next run delivers the rest, and the remains of a batch change nothing', async () => {
		const { stage } = theatre;
		const scene = await theatre.scene();
		const answer = gate();
		const dispatcher = await holdBatchAt(WHILE_TRAFFIC_IS_FETCHED, scene, answer);
		const held = await stage.workerOfBatch(dispatcher);
		await stage.kill(await stage.workerOf(dispatcher));
		// One for the next dispatcher, one for its batch.
		await stage.isWhole();
		await expectSettled(scene);
		answer.open();
		await expectLate(stage, stage.lastOf(held));
		expect(await scene.violations()).toEqual([]);
		expectNothingTwice(scene);
	});
});

describe('19 · two executions at once, on two workers', () => {
	test('of the dispatcher: one wins, the other does nothing, and both end successfully', async () => {
		const scene = await theatre.scene();
		await scene.runWithoutDocuments();
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		for (const { execution } of runs) expect(execution.status).toBe('success');
		const delivered = runs.map(({ summary }) => summary?.counts.delivered).sort();
		expect(delivered).toEqual([0, scene.eligible().length]);
		expect(await scene.violations()).toEqual([]);
		expectNothingTwice(scene);
	});

	test.each([
		['of each batch: each document is delivered by one of them', startDoublePosts],
		['of a batch whose answer was lost, so that it was handed out again', startLostAnswer],
	])('%s', async (_, standIn) => {
		const before = await standIn(theatre.stage.n8n.url);
		theatre.afterwards(() => before.stop());
		const scene = await theatre.scene({
			batchesThrough: before.url,
			choices: { batchSize: 3 },
		});
		const { execution, summary } = await scene.run();
		expect(execution.error).toBeUndefined();
		expect(summary?.counts).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
		expect(await scene.violations()).toEqual([]);
		expectNothingTwice(scene);
	});
});

describe('19 · a batch that is paused until its run gave it up and another run delivered', () => {
	test.each(SOME_STEPS)(
		'%s: its late writes are refused, and nothing is sent twice',
		async (_, transition) => await expectLateBatchRefused(theatre, transition),
	);
});

describe('19 · a batch that is paused while another run takes over', () => {
	test('ends its dispatcher at once, and its late writes are refused', async () => {
		const { stage } = theatre;
		const scene = await theatre.scene();
		const pause = gate();
		const dispatcher = await holdBatchAt(WHILE_TRAFFIC_IS_FETCHED, scene, pause);
		const held = await stage.workerOfBatch(dispatcher);
		await scene.choose({ ifUnderWay: 'takeOver' });
		await expectSettled(scene);
		expectFailure(await scene.ended(dispatcher), /has ended/, /Run the workflow from its start/);
		pause.open();
		await expectLate(stage, stage.lastOf(held));
		expect(await scene.violations()).toEqual([]);
		expectNothingTwice(scene);
	});
});
