import { gate, type Gate } from './gate';
import { QueueStage } from './queueStage';
import { type Run, Scene, type SceneOptions } from './scene';
import { holdAt, TRANSITIONS, type Transition } from './transitions';
import { expectFailure, expectSettled, expectSettledBut } from './useStage';
import { watch } from './watch';

/** Some runs of n8n, and the start of a worker. */
const TEST_MS = 300_000;

/** One for the dispatcher, one for a batch that is held, one for the run that takes over. */
const WORKERS = 3;

export interface WorkersTheatre {
	readonly stage: QueueStage;
	/** Sets a scene of the fan-out, which ends with its test. */
	scene(options?: SceneOptions): Promise<Scene>;
	/** Ends something with the test, in reverse order. */
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
		await stage?.isWhole();
	}, 120_000);
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

/** The steps of a batch; the others are the dispatcher's, or need a second batch. */
export const STEPS_OF_A_BATCH = TRANSITIONS.filter(
	({ name, whenLate }) => whenLate !== 'nothingToDo' && name !== 'between two batches',
).map((transition) => [transition.name, transition] as const);

/** Makes a run wait at a step of one of its batches. @returns the dispatcher's execution */
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

/** 18: the dispatcher says that it lost a batch, the next run converges. */
export async function expectKilledWorkerSurvived(
	{ stage, scene: set }: WorkersTheatre,
	transition: Transition,
): Promise<void> {
	const { choices, needsAttention, allDelivered } = transition;
	const scene = await set({ choices });
	const dispatcher = await holdBatchAt(transition, scene, gate());
	await stage.kill(await stage.workerOfBatch(dispatcher));
	scene.horisen.faults.clear();
	scene.sftp.faults.clear();

	const run = await scene.ended(dispatcher);
	if (allDelivered) expectAllDelivered(run, scene);
	else expectFailure(run, /No worker reported on it/, /lost its worker/);
	if (needsAttention) await expectSettledBut(scene, needsAttention);
	else await expectSettled(scene);
}

/** 19: a batch goes on after its run gave it up and another one took over: it changes nothing, and says why. */
export async function expectLateBatchRefused(
	{ stage, scene: set }: WorkersTheatre,
	transition: Transition,
): Promise<void> {
	const { choices, needsAttention, allDelivered } = transition;
	const scene = await set({ choices });
	const pause = gate();
	const dispatcher = await holdBatchAt(transition, scene, pause);
	const held = await stage.workerOfBatch(dispatcher);
	const run = await scene.ended(dispatcher);
	if (allDelivered) expectAllDelivered(run, scene);
	else expectFailure(run, /No worker reported on it/);

	await scene.run();
	const { documents } = await scene.ledger();
	const { files, temporary } = scene.inbox();
	pause.open();
	await expectLate(stage, stage.lastOf(held));
	expect((await scene.ledger()).documents).toEqual(documents);
	const after = scene.inbox();
	expect(after.files).toEqual(files);
	// A batch that can remove its own temporary files does.
	expect([temporary, []]).toContainEqual(after.temporary);
	if (needsAttention) await expectSettledBut(scene, needsAttention);
	else await expectSettled(scene);
}

/** The batch was delivered when it was lost: nothing is missing, and what was not acknowledged is so in the next run. */
function expectAllDelivered({ execution, summary }: Run, scene: Scene): void {
	expect(`${execution.status} ${execution.error?.message ?? ''}`).toBe('success ');
	expect(summary?.counts).toMatchObject({ delivered: scene.eligible().length, failed: 0 });
}

/** A batch whose run has ended says so. */
export async function expectLate(stage: QueueStage, execution: string): Promise<void> {
	const { status, error } = await stage.api.waitFor(execution, 60_000);
	expect(status).toBe('error');
	expect(error?.message).toMatch(/has ended.*from its start/);
}

/** No file got its name twice, as the server saw it. */
export function expectNothingTwice({ sftp }: Scene): void {
	const renames = sftp.requests
		.filter(({ name }) => name === 'RENAME')
		.map(({ paths }) => paths[1]);
	expect(new Set(renames).size).toBe(renames.length);
}
