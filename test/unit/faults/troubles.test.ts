import { Random } from '../../../sandbox/horisen/data/random';
import { FaultRules } from '../../../sandbox/simulator/faultRules';
import { drawTrouble } from '../../faults/soak/troubles';

const drawn = (acknowledges: boolean) => {
	const random = new Random('troubles');
	return Array.from({ length: 500 }, () => drawTrouble(random, acknowledges).name).join('\n');
};

describe("the soak's troubles", () => {
	it('are of calls that a run makes', () => {
		expect(drawn(false)).toMatch(/HORISEN documents:[^]*SFTP RENAME:/);
		expect(drawn(false)).not.toMatch(/syncStatus|FSTAT/i);
		expect(drawn(true)).toMatch(/HORISEN changeSyncStatus:/);
	});
});

describe('faults', () => {
	it('count the calls that they strike, not those that they were armed for', () => {
		const rules = new FaultRules<{ fault: { kind: string }; skip: number; times: number }, string>(
			({ fault: { kind } }, call) => kind === call,
		);
		rules.inject({ fault: { kind: 'a' }, skip: 1, times: 2 });
		rules.inject({ fault: { kind: 'b' }, skip: 0, times: 9 });
		for (const call of ['a', 'a', 'a', 'a', 'c']) rules.take(call);
		rules.clear();
		expect(rules.strikes).toBe(2);
	});
});
