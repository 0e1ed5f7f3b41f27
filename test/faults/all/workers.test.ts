import { gate } from '../support/gate';
import {
	expectKilledWorkerSurvived,
	expectLateBatchRefused,
	holdBatchAt,
	STEPS_OF_A_BATCH,
	useWorkers,
} from '../support/useWorkers';

const theatre = useWorkers();

describe('18 · a worker killed with -9 during a batch, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: the dispatcher says that a batch was lost, and the next run delivers the rest',
		async (_, transition) => await expectKilledWorkerSurvived(theatre, transition),
	);
});

describe('18 · a worker that is stopped during a batch, as by an update of its container', () => {
	test('finishes its batch first', async () => {
		const { stage } = theatre;
		const scene = await theatre.scene();
		const answer = gate();
		const dispatcher = await holdBatchAt(STEPS_OF_A_BATCH[0][1], scene, answer);
		const worker = await stage.workerOfBatch(dispatcher);
		const ended = worker.process.finish();
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		answer.open();

		expect(await ended).toBe(0);
		stage.replace(worker);
		const { execution, summary } = await scene.ended(dispatcher);
		expect(execution.error).toBeUndefined();
		expect(summary?.counts).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
		expect(await scene.violations()).toEqual([]);
	});
});

describe('19 · a batch that is paused until its run has ended, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: its late writes are refused, and nothing is sent twice',
		async (_, transition) => await expectLateBatchRefused(theatre, transition),
	);
});
