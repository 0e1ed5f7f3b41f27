import { addedFields } from '../../../nodes/common/addedFields';

describe('fields that nodes of this package added to an item', () => {
	it.each([
		[{ event: { eventId: 'e' }, delivery: { key: 'k', revision: 'r' } }, ['event', 'delivery']],
		[{ event: { name: 'Fair' }, delivery: { key: 'k' } }, []],
		[{ event: 'e', delivery: ['key', 'revision'] }, []],
		[{}, []],
	])('%j: %j', (json, fields) => {
		expect(addedFields(json)).toEqual(fields);
	});
});
