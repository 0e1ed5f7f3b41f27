import { gate } from './support/gate';
import { isDelivered } from './support/ledger';
import type { Scene } from './support/scene';
import { TRANSITIONS } from './support/transitions';
import { expectFailure, expectSettled, useStage } from './support/useStage';
import { watch } from './support/watch';

const theatre = useStage();

/** Everything that was ever renamed to a final name, as the server saw it. */
function renames({ sftp }: Scene): string[] {
	return sftp.requests.filter(({ name }) => name === 'RENAME').map(({ paths }) => paths[1]);
}

describe('19 · two executions at once', () => {
	test('one wins, the other says who holds the lease and does nothing', async () => {
		const scene = await theatre.scene({ settings: { leaseMinutes: 1 }, patience: 'long' });
		const started = await Promise.all([scene.start(), scene.start()]);
		const runs = await Promise.all(started.map((id) => scene.ended(id)));
		const winners = runs.filter(({ execution }) => execution.status === 'success');
		expect(await scene.violations()).toEqual([]);
		expect(new Set(renames(scene)).size).toBe(renames(scene).length);
		// A run that came when the other had ended is no loser: it found everything delivered.
		for (const loser of runs.filter((run) => !winners.includes(run))) {
			expectFailure(loser, /lease|running|another run/i);
		}
		expect(winners.length).toBeGreaterThan(0);
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
		await watch('a claimed row', async () => (await scene.ledger()).documents.length > 0);
		const before = await scene.ledger();
		const second = await scene.run();
		expect(second.told).toMatch(/lease|running|another run/i);
		expect((await scene.ledger()).documents).toEqual(before.documents);
		answer.open();
		expect((await scene.ended(first)).execution.status).toBe('success');
		expect(await scene.violations()).toEqual([]);
	});
});

describe('19 · one paused past its lease, while another run takes over', () => {
	test.each(TRANSITIONS.map((transition) => [transition.name, transition] as const))(
		'%s: stale writes are refused, nothing is doubled',
		async (_, { settings, hold, isThere, then }) => {
			const scene = await theatre.scene({ settings, patience: 'long' });
			const pause = gate();
			hold(scene, pause);
			const paused = await scene.start();
			await watch('the run to be there', () => isThere(scene));
			then?.(scene);
			await scene.leaseIsFree();

			const taken = await scene.run();
			const tokens = new Set((await scene.ledger()).documents.map(({ token }) => token));
			pause.open();
			const late = await scene.ended(paused);

			expect(taken.told).not.toBe('');
			expectFailure(late, /lease|another run|took over/i);
			const rows = (await scene.ledger()).documents.filter(isDelivered);
			expect(new Set(rows.map(({ token }) => token))).toEqual(tokens);
			await expectSettled(scene);
		},
	);
});
