import { gate } from '../support/gate';
import { holdAt, TRANSITIONS } from '../support/transitions';
import { expectSettled, expectSettledBut, useStage } from '../support/useStage';
import { watch } from '../support/watch';

const theatre = useStage();

describe('18 · n8n killed with -9 at a single step', () => {
	test.each(TRANSITIONS.map((transition) => [transition.name, transition] as const))(
		'%s: the next run delivers the rest',
		async (name, transition) => {
			const { choices, isThere, then, needsAttention } = transition;
			const scene = await theatre.scene({ choices, patience: 'long' });
			await holdAt(transition, scene, gate());
			await watch(`a run ${name}`, () => isThere(scene));
			then?.(scene);
			await theatre.stage.kill();
			scene.horisen.faults.clear();
			scene.sftp.faults.clear();
			await theatre.stage.restart();
			if (needsAttention) await expectSettledBut(scene, needsAttention);
			else await expectSettled(scene);
		},
		180_000,
	);

	test('twice in a row, the second time during recovery: the next run delivers the rest', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const renames = TRANSITIONS.filter(({ name }) => /rename/.test(name) && !/ERP/.test(name));
		for (const { hold, isThere } of renames) {
			hold(scene, gate());
			await scene.start();
			await watch('the run to be there', () => isThere(scene));
			await theatre.stage.kill();
			scene.sftp.faults.clear();
			scene.sftp.requests.length = 0;
			await theatre.stage.restart();
		}
		await expectSettled(scene);
	}, 180_000);
});

describe('18 · n8n killed with -9, with OpenSSH', () => {
	test.each(['a temporary file', 'a final name', 'three final names'])(
		'when %s appears: the next run delivers the rest',
		async (what) => {
			const { scene } = await theatre.sceneWithOpenSsh({ latencyMs: 10, patience: 'long' });
			await scene.start();
			await watch(what, () => {
				const { files, temporary } = scene.inbox();
				if (what === 'a temporary file') return temporary.length > 0;
				return files.length >= (what === 'a final name' ? 1 : 3);
			});
			await theatre.stage.kill();
			await theatre.stage.restart();
			await expectSettled(scene);
		},
		180_000,
	);
});
