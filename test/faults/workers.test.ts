import { startDoublePosts } from './support/doublePosts';
import { gate } from './support/gate';
import { isDelivered } from './support/ledger';
import { startLostAnswer } from './support/lostAnswer';
import type { Scene } from './support/scene';
import { expectFailure, expectSettled } from './support/useStage';
import {
	expectKilledWorkerSurvived,
	expectLateBatchRefused,
	holdBatchAt,
	STEPS_OF_A_BATCH,
	useWorkers,
} from './support/useWorkers';
import { watch } from './support/watch';

const theatre = useWorkers();

/** The others are in `all/`. */
const SOME_STEPS = STEPS_OF_A_BATCH.filter(([name]) => /^(after the claim|renamed, )/.test(name));

/** Everything that was ever renamed to a final name, as the server saw it. */
function renames({ sftp }: Scene): string[] {
	return sftp.requests.filter(({ name }) => name === 'RENAME').map(({ paths }) => paths[1]);
}

async function untilDelivered(scene: Scene, count: number): Promise<void> {
	await watch(`${count} documents to be delivered`, async () => {
		const { documents } = await scene.ledger();
		return documents.filter(isDelivered).length === count;
	});
}

describe('18 · a worker killed with -9 in mid-batch', () => {
	test.each(SOME_STEPS)(
		'%s: the dispatcher says what it left, the next run converges',
		async (_, transition) => await expectKilledWorkerSurvived(theatre, transition),
	);

	test('the worker of the dispatcher: its batches go on, and a run after its lease converges', async () => {
		const { stage } = theatre;
		const scene = await theatre.scene({ settings: { batchSize: 3 } });
		const answer = gate();
		const [[, afterTheClaim]] = SOME_STEPS;
		const dispatcher = await holdBatchAt(afterTheClaim, scene, answer);
		await stage.killAndReplace(await stage.workerOf(dispatcher));
		answer.open();
		await untilDelivered(scene, scene.eligible().length);
		await expectSettled(scene);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});
});

describe('a batch that takes longer than its run waits', () => {
	test('goes on when its run has given it up, and the next run finds it delivered', async () => {
		const scene = await theatre.scene({ settings: { leaseMinutes: 0.2 } });
		const answer = gate();
		const [[, afterTheClaim]] = SOME_STEPS;
		const dispatcher = await holdBatchAt(afterTheClaim, scene, answer);
		const causes = [/its worker was ended/, /longer than waitMinutes/, /lower batchSize/];
		expectFailure(await scene.ended(dispatcher), ...causes);

		answer.open();
		await untilDelivered(scene, scene.eligible().length);
		await expectSettled(scene);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});
});

describe('a batch that was posted, and whose answer was lost', () => {
	test('is waited for, like all others', async () => {
		const lost = await startLostAnswer(theatre.stage.n8n.url);
		theatre.afterwards(() => lost.stop());
		const scene = await theatre.scene({
			settings: { instanceAddress: lost.url, batchSize: 1, waitMinutes: 1 },
		});
		const answer = gate();
		const [[, afterTheClaim]] = SOME_STEPS;
		const dispatcher = await holdBatchAt(afterTheClaim, scene, answer);
		await untilDelivered(scene, scene.eligible().length - 1);
		// So long that the dispatcher has asked again.
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		answer.open();

		const { execution, summary } = await scene.ended(dispatcher);
		expect(execution.error).toBeUndefined();
		expect(summary).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
		expect(await scene.violations()).toEqual([]);
	});
});

describe('19 · two executions at once, on two workers', () => {
	test('of the fan-out: one wins, the other says who holds the lease and does nothing', async () => {
		const scene = await theatre.scene({ settings: { leaseMinutes: 1 } });
		await scene.runWithoutDocuments();
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		const delivered = runs.map(({ summary }) => Number(summary?.delivered)).sort();
		expect(delivered).toEqual([0, scene.eligible().length]);
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});

	test('of each batch: one claims it, the other does nothing', async () => {
		const double = await startDoublePosts(theatre.stage.n8n.url);
		theatre.afterwards(() => double.stop());
		const scene = await theatre.scene({
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
	test.each(SOME_STEPS)(
		'%s: its late writes are refused, nothing is doubled',
		async (_, transition) => await expectLateBatchRefused(theatre, transition),
	);
});
