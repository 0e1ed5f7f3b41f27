import { startOpenSsh, type OpenSsh, type OpenSshOptions } from './openSsh';
import { Scene, type Run, type SceneOptions } from './scene';
import { Stage, type StageOptions } from './stage';

/** Time for several runs of n8n and the waits of a fault. */
const TEST_MS = 300_000;

export interface Theatre {
	readonly stage: Stage;
	/** Sets a scene, which ends with its test. */
	scene(options?: SceneOptions): Promise<Scene>;
	/** Sets a scene that ends with the file's last test. */
	sceneForAll(options?: SceneOptions): Promise<Scene>;
	/** Sets a scene that delivers to its own real OpenSSH server. */
	sceneWithOpenSsh(
		options?: OpenSshOptions & SceneOptions,
	): Promise<{ scene: Scene; openSsh: OpenSsh }>;
	/** Ends something with the test, in reverse order. */
	afterwards(end: () => unknown): void;
}

/** One n8n for the tests of a file; each test sets its own scenes in it. */
export function useStage(options: StageOptions = {}): Theatre {
	jest.setTimeout(TEST_MS);
	const ends: Array<() => unknown> = [];
	const lastEnds: Array<() => unknown> = [];
	let stage: Stage | undefined;
	beforeAll(async () => {
		stage = await Stage.start(options);
	}, 900_000);
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) await end();
	});
	afterAll(async () => {
		for (const end of lastEnds) await end();
		await stage?.stop();
	});
	const theatre: Theatre = {
		get stage() {
			if (!stage) throw new Error('n8n starts before the first test');
			return stage;
		},
		scene: async (options) => {
			const scene = await Scene.set(theatre.stage, options);
			ends.push(() => scene.stop());
			return scene;
		},
		sceneForAll: async (options) => {
			const scene = await Scene.set(theatre.stage, options);
			lastEnds.push(() => scene.stop());
			return scene;
		},
		sceneWithOpenSsh: async (options = {}) => {
			const started: { openSsh?: OpenSsh } = {};
			const scene = await theatre.scene({
				...options,
				target: async ({ folder }) => {
					const openSsh = await startOpenSsh(folder, options);
					ends.push(() => openSsh.stop());
					started.openSsh = openSsh;
					return openSsh.target;
				},
			});
			return { scene, openSsh: started.openSsh as OpenSsh };
		},
		afterwards: (end) => void ends.push(end),
	};
	return theatre;
}

/** Checks a run that should fail, and its message to the operator. */
export function expectFailure(run: Run, ...told: Array<RegExp | string>): void {
	expect(run.execution.status).toBe('error');
	for (const words of told) expect(run.told).toMatch(words);
	expect(run.told).not.toMatch(/undefined|\[object Object\]|NaN of/);
}

/** Runs again, and everything is as if nothing had gone wrong. */
export async function expectSettled(scene: Scene, documents = scene.eligible()): Promise<Run> {
	const { run, violations } = await scene.settle(documents);
	expect(violations).toEqual([]);
	expect(`${run.execution.status} ${run.execution.error?.message ?? ''}`).toBe('success ');
	return run;
}

/** Runs again: a person learns what to check; everything else is as if nothing had gone wrong. */
export async function expectSettledBut(scene: Scene, told: RegExp): Promise<Run> {
	const { run, violations } = await scene.settle();
	expect(violations).toEqual([]);
	expectFailure(run, told);
	return run;
}

/** Nothing was begun: no row, no file. */
export async function expectUntouched(scene: Scene): Promise<void> {
	expect((await scene.ledger()).documents).toEqual([]);
	expect(scene.inbox()).toEqual({ files: [], temporary: [] });
}
