import { gate } from '../support/gate';
import { MANY } from '../support/scene';
import { expectFailure, expectSettled } from '../support/useStage';
import {
	expectKilledWorkerSurvived,
	expectLateBatchRefused,
	holdBatchAt,
	STEPS_OF_A_BATCH,
	useWorkers,
} from '../support/useWorkers';

const theatre = useWorkers();

/** Holds each call so long. */
const holdFor = (ms: number) => ({
	kind: 'hold' as const,
	get until() {
		return new Promise((resolve) => setTimeout(resolve, ms));
	},
});

describe('18 · a worker killed with -9 in mid-batch, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: the dispatcher says what it left, the next run converges',
		async (_, transition) => await expectKilledWorkerSurvived(theatre, transition),
	);
});

describe('18 · a worker that is asked to end in mid-batch, as an update of its container does', () => {
	test('finishes the batch first, also after the 30 s that n8n allows by default', async () => {
		const { stage } = theatre;
		const scene = await theatre.scene({ settings: { waitMinutes: 2 } });
		const answer = gate();
		const [[, afterTheClaim]] = STEPS_OF_A_BATCH;
		const dispatcher = await holdBatchAt(afterTheClaim, scene, answer);
		const worker = await stage.workerOfBatch(dispatcher);
		const ended = worker.process.finish();
		await new Promise((resolve) => setTimeout(resolve, 35_000));
		answer.open();

		expect(await ended).toBe(0);
		await stage.replace(worker);
		const { execution, summary } = await scene.ended(dispatcher);
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
		expect(await scene.violations()).toEqual([]);
	});
});

describe('a batch of which each document takes less than the run waits, but all of them more', () => {
	test('is posted document by document by the next run, and so gets through, though it lost the lease', async () => {
		const scene = await theatre.scene({ days: MANY });
		await scene.runWithoutDocuments();
		scene.horisen.faults.inject({
			...{ route: 'customerTraffic', times: null },
			fault: holdFor(6_000),
		});
		expectFailure(await scene.run(), /longer than waitMinutes/);
		const { summary } = await expectSettled(scene);
		expect(summary).toMatchObject({ delivered: scene.eligible().length });
	});
});

describe('19 · a batch paused past its run, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: its late writes are refused, nothing is doubled',
		async (_, transition) => await expectLateBatchRefused(theatre, transition),
	);
});
