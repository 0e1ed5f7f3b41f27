import { startOpenSsh, type OpenSsh, type OpenSshOptions } from './openSsh';
import { Scene, type Run, type SceneOptions } from './scene';
import { Stage } from './stage';

/** Some runs of n8n, and the waits that a fault makes necessary. */
const TEST_MS = 120_000;

export interface Theatre {
	readonly stage: Stage;
	/** Sets a scene, which ends with its test. */
	scene(options?: SceneOptions): Promise<Scene>;
	/** Sets a scene that ends with the file's last test. */
	sceneForAll(options?: SceneOptions): Promise<Scene>;
	/** Sets a scene that delivers to a real OpenSSH server of its own. */
	sceneWithOpenSsh(
		options?: OpenSshOptions & SceneOptions,
	): Promise<{ scene: Scene; openSsh: OpenSsh }>;
	/** Has something ended with the test, in reverse order. */
	afterwards(end: () => unknown): void;
}

/** One n8n for the tests of a file; each test sets scenes of its own in it. */
export function useStage(environment: NodeJS.ProcessEnv = {}): Theatre {
	jest.setTimeout(TEST_MS);
	const ends: Array<() => unknown> = [];
	const lastEnds: Array<() => unknown> = [];
	let stage: Stage | undefined;
	beforeAll(async () => {
		stage = await Stage.start(environment);
	}, 900_000);
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) await end();
	}, 60_000);
	afterAll(async () => {
		for (const end of lastEnds) await end();
		await stage?.stop();
	}, 60_000);
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

/** A run that was not to succeed, and what the operator must have been told. */
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

/** Nothing was begun: no row, no file. */
export async function expectUntouched(scene: Scene): Promise<void> {
	expect((await scene.ledger()).documents).toEqual([]);
	expect(scene.inbox()).toEqual({ files: [], temporary: [] });
}
