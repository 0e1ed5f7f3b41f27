import { isTaken } from '../../../nodes/common/evidence';

const planned = (action: string) => ({ delivery: { action, key: 'k', revision: 'r', run: 'run' } });
const failure = { node: 'Get Traffic', message: 'It failed', advice: '' };

describe('which items an operation acts on', () => {
	it.each([
		['a document that nobody planned', { id: 1 }, true, true],
		['a document to be delivered', planned('deliver'), true, false],
		['a document that failed', { ...planned('deliver'), failure }, false, false],
		['any item that failed', { id: 1, failure }, false, false],
		['one that came out of an error output', { ...planned('deliver'), error: 'x' }, false, false],
		['an item with an error that nobody planned', { id: 1, error: 'x' }, true, true],
		['a field of the operator that is called failure', { id: 1, failure: 'none' }, true, true],
		['a run with nothing to do', { delivery: { action: 'none', run: 'run' } }, false, false],
		['a held document', planned('held'), false, false],
		['one to be acknowledged', planned('acknowledge'), false, true],
		['one to be acknowledged that failed', { ...planned('acknowledge'), failure }, false, false],
		['a delivered document', { ...planned('deliver'), outcome: 'delivered' }, true, true],
		['one that was there', { ...planned('deliver'), outcome: 'alreadyDelivered' }, true, true],
		['an inferred delivery', { ...planned('deliver'), outcome: 'inferred' }, true, false],
		['a conflict', { ...planned('deliver'), outcome: 'conflict' }, true, false],
		['a conflict that nobody planned', { outcome: 'conflict' }, true, false],
		['a delivery that nobody planned', { outcome: 'delivered' }, true, true],
		[
			'an outcome inside of the delivery',
			{ delivery: { ...planned('deliver').delivery, outcome: 'delivered' } },
			true,
			true,
		],
		['one that another run delivers', { ...planned('deliver'), outcome: 'waiting' }, true, false],
	])('%s', (_, json, toDeliver, toAcknowledge) => {
		expect(isTaken(json, 'toDeliver')).toBe(toDeliver);
		expect(isTaken(json, 'toAcknowledge')).toBe(toAcknowledge);
		expect(isTaken(json, 'all')).toBe(true);
	});
});
