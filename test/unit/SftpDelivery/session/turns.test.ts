import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from '../../../../nodes/SftpDelivery/session/turns';

describe('Calls to the server', () => {
	it('run as many at a time as allowed, in the order of asking', async () => {
		const turns = new Turns();
		const begun: number[] = [];
		const taken = [0, 1, 2, 3].map(async (one) => {
			const turn = await turns.take(2);
			begun.push(one);
			return turn;
		});
		await nextTurn();
		expect(begun).toEqual([0, 1]);
		const first = await taken[0];
		expect(first.others).toBe(1);
		first.end();
		first.end();
		await nextTurn();
		expect(begun).toEqual([0, 1, 2]);
		(await taken[2]).end();
		await nextTurn();
		expect(begun).toEqual([0, 1, 2, 3]);
		(await taken[1]).end();
		expect((await taken[3]).others).toBe(0);
		// Of one that has ended all are others.
		expect(first.others).toBe(1);
		(await taken[3]).end();
		expect(first.others).toBe(0);
	});
});
