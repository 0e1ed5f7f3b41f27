import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { holdAt, TRANSITIONS } from './support/transitions';
import { expectFailure, expectSettled, useStage } from './support/useStage';
import { watch } from './support/watch';

const theatre = useStage();

/** Everything that was ever renamed to a final name, as the server saw it. */
function renames({ sftp }: Scene): string[] {
	return sftp.requests.filter(({ name }) => name === 'RENAME').map(({ paths }) => paths[1]);
}

function asked({ sftp }: Scene, request: string): boolean {
	return sftp.requests.some(({ name, paths }) => name === request && paths[0].endsWith('.part'));
}

function writesOf({ sftp }: Scene): number {
	return sftp.requests.filter(({ name }) => name === 'WRITE').length;
}

describe('19 · two executions at once', () => {
	test('one wins, the other says who holds the lease and does nothing', async () => {
		const scene = await theatre.scene({ settings: { leaseMinutes: 1 }, patience: 'long' });
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		const keptOut = runs.filter(({ summary }) => summary?.keptOut);
		for (const { told } of keptOut)
			expect(told).toMatch(/Another run holds the ledger until .*: execution/);
		// A run that came when the other had ended is not kept out: it finds everything delivered.
		const delivered = runs.map(({ summary }) => Number(summary?.delivered)).sort();
		expect(delivered).toEqual([0, scene.eligible().length]);
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
		await expectSettled(scene);
	});

	test('the second comes while the first is held: it does nothing', async () => {
		const scene = await theatre.scene({ settings: { leaseMinutes: 1 }, patience: 'long' });
		const answer = gate();
		scene.horisen.faults.inject({
			route: 'customerTraffic',
			fault: { kind: 'hold', until: answer.until },
		});
		const first = await scene.start();
		await watch('a call for traffic', () =>
			scene.horisen.requests.some(({ path }) => path.includes('traffic')),
		);
		const before = await scene.ledger();
		const second = await scene.run();
		expect(second.summary).toMatchObject({ keptOut: true, delivered: 0 });
		expect(second.told).toMatch(/Another run holds the ledger until/);
		expect((await scene.ledger()).documents).toEqual(before.documents);
		answer.open();
		expect((await scene.ended(first)).execution.status).toBe('success');
		expect(await scene.violations()).toEqual([]);
	});
});

describe('19 · one paused past its lease, while another run takes over', () => {
	test.each(TRANSITIONS.map((transition) => [transition.name, transition] as const))(
		'%s: stale writes are refused, nothing is doubled',
		async (_, transition) => {
			const { settings, isThere, then, whenLate, leavesTemporary } = transition;
			const scene = await theatre.scene({ settings, patience: 'long' });
			const pause = gate();
			const paused = await holdAt(transition, scene, pause);
			await watch('the run to be there', () => isThere(scene));
			then?.(scene);
			await scene.leaseIsFree();

			const taken = await scene.run();
			const rows = (await scene.ledger()).documents;
			pause.open();
			const late = await scene.ended(paused);

			expect(taken.told).not.toBe('');
			if (whenLate === 'nothingToDo') expect(late.execution.status).toBe('success');
			else expectFailure(late, /lease|another run|holds/i);
			expect((await scene.ledger()).documents).toEqual(rows);
			if (leavesTemporary) {
				expect(scene.inbox().temporary).toHaveLength(1);
				scene.passADay();
			}
			await expectSettled(scene);
		},
	);

	test('half of a file written, and its traffic has changed since: nothing old gets into the new file', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const pause = gate();
		scene.sftp.faults.inject({
			on: 'WRITE',
			skip: 1,
			fault: { kind: 'hold', until: pause.until },
		});
		const paused = await scene.start();
		await watch('a file half written', () => writesOf(scene) >= 2);
		await scene.leaseIsFree();
		for (const { id } of scene.eligible()) {
			for (const row of scene.horisen.data.trafficReport('customer', id)?.rows ?? []) {
				row.operatorName = `${row.operatorName}, renamed`;
			}
		}
		await scene.run();
		expect(await scene.violations()).toEqual([]);
		pause.open();
		await scene.ended(paused);
		await expectSettled(scene);
	});

	test('it wakes while the other one renames, and is cut in its file: what gets the name is whole', async () => {
		const scene = await theatre.scene({ patience: 'long' });
		const opening = gate();
		const hold = { kind: 'hold' as const };
		scene.sftp.faults.inject({
			on: 'OPEN',
			path: '.part',
			fault: { ...hold, until: opening.until },
		});
		const paused = await scene.start();
		await watch('a file about to be written', () => asked(scene, 'OPEN'));
		await scene.leaseIsFree();

		const renaming = gate();
		scene.sftp.faults.inject({ on: 'RENAME', fault: { ...hold, until: renaming.until } });
		const second = await scene.start();
		await watch('a file about to get its name', () => asked(scene, 'RENAME'));
		scene.sftp.faults.inject({ on: 'WRITE', fault: { kind: 'cutAt', byte: 100 } });
		opening.open();
		expectFailure(await scene.ended(paused), /connection was lost|lease|another run|holds/i);
		renaming.open();

		expect((await scene.ended(second)).execution.status).toBe('success');
		expect(await scene.violations()).toEqual([
			expect.stringMatching(/\.xml\.[0-9a-f]{8}\.part is left on the server$/),
		]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
		scene.passADay();
		await expectSettled(scene);
	});
});
