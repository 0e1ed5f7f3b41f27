import { addedFields } from '../../../nodes/common/addedFields';

describe('the fields of an item without those that this package added', () => {
	it.each([
		[{ event: { eventId: 'e' }, delivery: { action: 'deliver', key: 'k' } }, ['event', 'delivery']],
		[{ delivery: { action: 'none', run: 'r' } }, ['delivery']],
		[
			{
				failure: { node: 'Get Traffic', message: 'It failed', advice: '' },
				acknowledgement: { status: 'exported', ok: true },
			},
			['failure', 'acknowledgement'],
		],
		[{ event: { name: 'Fair' }, delivery: { key: 'k' }, failure: { message: 'm' } }, []],
		[{ delivery: { action: 'by hand' }, failure: true, acknowledgement: 'yes' }, []],
		[{ event: 'e', delivery: ['key', 'revision'] }, []],
		[{}, []],
	])('%j: %j', (json, fields) => {
		expect(addedFields(json)).toEqual(fields);
	});
});
