import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { holdAt, TRANSITIONS } from './support/transitions';
import { expectSettled, useStage } from './support/useStage';
import { watch } from './support/watch';

const theatre = useStage();

/**
 * Each step of a run is held open in a scene of its own; when the ledger and the servers show that all are
 * there, n8n is killed with all of them, and started again.
 */
describe('18 · n8n killed with -9', () => {
	const scenes = new Map<string, Scene>();

	beforeAll(async () => {
		const { stage } = theatre;
		for (const transition of TRANSITIONS) {
			const { name, settings } = transition;
			const scene = await theatre.sceneForAll({ settings, patience: 'long' });
			scenes.set(name, scene);
			await holdAt(transition, scene, gate());
		}
		for (const { name, isThere, then } of TRANSITIONS) {
			const scene = sceneOf(name);
			await watch(`a run ${name}`, () => isThere(scene));
			then?.(scene);
		}
		await stage.kill();
		for (const { horisen, sftp } of scenes.values()) {
			horisen.faults.clear();
			sftp.faults.clear();
		}
		await stage.restart();
	}, 300_000);

	function sceneOf(name: string): Scene {
		const scene = scenes.get(name);
		if (!scene) throw new Error(`No scene ${name}`);
		return scene;
	}

	const named = TRANSITIONS.map((transition) => [transition.name, transition] as const);

	test.each(named)('%s: the next run converges', async (name, { isFirstRun }) => {
		const scene = sceneOf(name);
		const killed = (await scene.ledger()).lease;
		if (!isFirstRun) expect(killed?.leaseExpiresAt).toBeTruthy();
		await expectSettled(scene);
		const { lease } = await scene.ledger();
		expect(lease?.completedAt).toBeTruthy();
		expect(lease?.completedAt).not.toBe(killed?.completedAt);
	});
});
