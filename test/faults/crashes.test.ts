import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { TRANSITIONS } from './support/transitions';
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
		for (const { name, settings, hold } of TRANSITIONS) {
			const scene = await theatre.sceneForAll({ settings, patience: 'long' });
			scenes.set(name, scene);
			hold(scene, gate());
			await scene.start();
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

	test.each(TRANSITIONS.map(({ name }) => name))('%s: the next run converges', async (name) => {
		const scene = sceneOf(name);
		const { lease } = await scene.ledger();
		expect(lease?.leaseExpiresAt).toBeTruthy();
		await expectSettled(scene);
		expect((await scene.ledger()).lease?.completedAt).toBeTruthy();
	});
});
