import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { holdAt, TRANSITIONS } from './support/transitions';
import { expectSettled, expectSettledBut, useStage } from './support/useStage';
import { watch } from './support/watch';

/**
 * Each step of a run is held open in its own scene. When the ledger and the servers show that all scenes are at their
 * steps, n8n is killed with all of them and started again at once.
 */
describe.each(['embedded', 'postgres'] as const)('18 · n8n killed with -9, ledger %s', (store) => {
	const theatre = useStage({ store });
	const scenes = new Map<string, Scene>();

	beforeAll(async () => {
		const { stage } = theatre;
		for (const transition of TRANSITIONS) {
			const { name, choices } = transition;
			const scene = await theatre.sceneForAll({ choices, patience: 'long' });
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

	test.each(named)('%s: the very next run delivers the rest', async (name, { needsAttention }) => {
		const scene = sceneOf(name);
		if (needsAttention) await expectSettledBut(scene, needsAttention);
		else await expectSettled(scene);
	});
});
