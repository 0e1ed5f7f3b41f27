import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { holdAt, TRANSITIONS } from './support/transitions';
import { expectFailure, expectSettled, expectSettledBut, useStage } from './support/useStage';
import { watch } from './support/watch';

const theatre = useStage();

/** Every rename to a final name that the server saw. */
function renames({ sftp }: Scene): string[] {
	return sftp.requests.filter(({ name }) => name === 'RENAME').map(({ paths }) => paths[1]);
}

const askedForTraffic = ({ horisen }: Scene) =>
	horisen.requests.some(({ path }) => path.includes('traffic'));

/** Has the first run of a scene wait while it fetches traffic. */
async function holdTraffic(scene: Scene): Promise<{ first: string; open: () => void }> {
	const answer = gate();
	const fault = { kind: 'hold' as const, until: answer.until };
	scene.horisen.faults.inject({ route: 'customerTraffic', fault });
	const first = await scene.start();
	await watch('a call for traffic', () => askedForTraffic(scene));
	return { first, open: answer.open };
}

describe('19 · two executions at once', () => {
	test('one wins, the other does nothing, and both end successfully', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		await scene.runWithoutDocuments();
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		// A run that starts after the other has ended is not blocked: it finds everything delivered.
		const delivered = runs.map(({ summary }) => summary?.counts.delivered).sort();
		expect(delivered).toEqual([0, scene.eligible().length]);
		for (const { execution } of runs) expect(execution.status).toBe('success');
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
		await expectSettled(scene);
	});

	test('Skip: the second comes while the first is paused, names it, and does not disturb it', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const { first, open } = await holdTraffic(scene);
		const before = await scene.ledger();
		const second = await scene.run();
		expect(second.execution.status).toBe('success');
		expect(second.summary?.run.state).toBe('skipped');
		expect(second.told).toContain(`execution ${first}`);
		expect((await scene.ledger()).documents).toEqual(before.documents);
		open();
		const { execution, summary } = await scene.ended(first);
		expect(execution.status).toBe('success');
		expect(summary?.counts.delivered).toBe(scene.eligible().length);
		expect(await scene.violations()).toEqual([]);
	});

	test('Take Over: the second delivers, and the first is refused', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const { first, open } = await holdTraffic(scene);
		await scene.choose({ ifUnderWay: 'takeOver' });
		const second = await scene.run();
		expect(second.execution.status).toBe('success');
		expect(second.summary?.counts.delivered).toBe(scene.eligible().length);
		open();
		expectFailure(await scene.ended(first), /Run the workflow from its start/);
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
	});
});

describe('19 · a run that is paused while another takes over', () => {
	test.each(TRANSITIONS.map((transition) => [transition.name, transition] as const))(
		'%s: its late writes are refused, and nothing is sent twice',
		async (_, transition) => {
			const { choices, isThere, then, whenLate, needsAttention } = transition;
			const scene = await theatre.scene({ choices, patience: 'long' });
			const pause = gate();
			const paused = await holdAt(transition, scene, pause);
			await watch('the run to be there', () => isThere(scene));
			then?.(scene);
			await scene.choose({ ifUnderWay: 'takeOver' });
			await scene.run();
			pause.open();
			const late = await scene.ended(paused);

			if (whenLate === 'nothingToDo') expect(late.execution.status).toBe('success');
			else expectFailure(late, /from its start|another run|ended/i);
			if (needsAttention) await expectSettledBut(scene, needsAttention);
			else await expectSettled(scene);
			expect(new Set(renames(scene)).size).toBe(renames(scene).length);
		},
	);

	test('with half a file written and traffic that changed since: nothing old gets into the new file', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const pause = gate();
		const fault = { kind: 'hold' as const, until: pause.until };
		scene.sftp.faults.inject({ on: 'WRITE', skip: 1, fault });
		const paused = await scene.start();
		await watch(
			'a file half written',
			() => scene.sftp.requests.filter(({ name }) => name === 'WRITE').length >= 2,
		);
		for (const { id } of scene.eligible()) {
			for (const row of scene.horisen.data.trafficReport('customer', id)?.rows ?? []) {
				row.operatorName = `${row.operatorName}, renamed`;
			}
		}
		await scene.choose({ ifUnderWay: 'takeOver' });
		await scene.run();
		pause.open();
		await scene.ended(paused);
		await expectSettled(scene);
	});
});
