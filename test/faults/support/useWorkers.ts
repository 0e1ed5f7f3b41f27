import { gate, type Gate } from './gate';
import { QueueStage } from './queueStage';
import { Scene, type SceneOptions } from './scene';
import { holdAt, TRANSITIONS, type Transition } from './transitions';
import { expectFailure, expectSettled } from './useStage';
import { watch } from './watch';

/** Some runs of n8n, and the time after which a dispatcher gives a batch up. */
const TEST_MS = 240_000;

/** One for the dispatcher, one for a batch that is held, one for the run that takes over. */
const WORKERS = 3;

export interface WorkersTheatre {
	readonly stage: QueueStage;
	/** Sets a scene of the fan-out, which ends with its test. */
	scene(options?: SceneOptions): Promise<Scene>;
	/** Has something ended with the test, in reverse order. */
	afterwards(end: () => unknown): void;
}

/** One n8n in queue mode for the tests of a file. */
export function useWorkers(): WorkersTheatre {
	jest.setTimeout(TEST_MS);
	const ends: Array<() => unknown> = [];
	let stage: QueueStage | undefined;
	beforeAll(async () => {
		stage = await QueueStage.start(WORKERS);
	}, 900_000);
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) await end();
	}, 60_000);
	afterAll(async () => await stage?.stop(), 120_000);
	const theatre: WorkersTheatre = {
		get stage() {
			if (!stage) throw new Error('n8n starts before the first test');
			return stage;
		},
		scene: async (options) => {
			const scene = await Scene.set(theatre.stage, { patience: 'long', ...options });
			ends.push(() => scene.stop());
			return scene;
		},
		afterwards: (end) => void ends.push(end),
	};
	return theatre;
}

/** The steps of a batch; the others are the dispatcher's. */
export const STEPS_OF_A_BATCH = TRANSITIONS.filter(
	({ name, whenLate }) =>
		whenLate !== 'nothingToDo' && !/between two batches|half of|acknowledged/.test(name),
).map((transition) => [transition.name, transition] as const);

/** Has a run wait at a step of one of its batches. @returns the dispatcher's execution */
export async function holdBatchAt(
	transition: Transition,
	scene: Scene,
	pause: Gate,
): Promise<string> {
	const dispatcher = await holdAt(transition, scene, pause);
	await watch('the batch to be there', () => transition.isThere(scene));
	transition.then?.(scene);
	return dispatcher;
}

/** 18: the dispatcher says what the killed worker left, the next run converges. */
export async function expectKilledWorkerSurvived(
	{ stage, scene: set }: WorkersTheatre,
	transition: Transition,
): Promise<void> {
	const scene = await set({ settings: { batchSize: 3 } });
	const dispatcher = await holdBatchAt(transition, scene, gate());
	await stage.killAndReplace(await stage.workerOfBatch(dispatcher));
	scene.horisen.faults.clear();
	scene.sftp.faults.clear();

	const lost = [/gave no answer: it is at "/, /The next run settles it/];
	expectFailure(await scene.ended(dispatcher), ...lost);
	await expectSettled(scene);
}

/** 19: a batch goes on after its run gave it up and another one took over: it changes nothing. */
export async function expectLateBatchRefused(
	{ stage, scene: set }: WorkersTheatre,
	transition: Transition,
): Promise<void> {
	const scene = await set();
	const pause = gate();
	const dispatcher = await holdBatchAt(transition, scene, pause);
	const held = await stage.workerOfBatch(dispatcher);
	expectFailure(await scene.ended(dispatcher), /gave no answer: it is at "/);

	await scene.leaseIsFree();
	await scene.run();
	const { documents } = await scene.ledger();
	pause.open();
	const late = await stage.api.waitFor(stage.lastOf(held), 60_000);
	expect(late.status).toBe('error');
	expect(late.error?.message).toMatch(/lease|another run/i);
	expect((await scene.ledger()).documents).toEqual(documents);
	if (transition.leavesTemporary) scene.passADay();
	await expectSettled(scene);
}
