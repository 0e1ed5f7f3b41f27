import { trafficKind } from '../../../../nodes/Horisen/shared/documentKind';

const document = (changes: object) => ({
	documentClassArea: 'sales',
	dataSourceCodeName: 'POSTPAID',
	dataSourceSelector: '',
	domainCodeName: 'BULK',
	...changes,
});

describe('trafficKind', () => {
	it.each([
		[{}, 'customer'],
		[{ dataSourceSelector: null }, 'customer'],
		[{ dataSourceSelector: undefined }, 'customer'],
		[{ documentClassArea: 'purchase' }, 'control'],
	])('finds the report of %p', (changes, kind) => {
		expect(trafficKind(document(changes))).toEqual({ kind });
	});

	it.each([
		[{ dataSourceCodeName: 'PREPAID' }, 'data source is PREPAID'],
		[{ dataSourceSelector: 'PART-PAYMENT' }, 'data source selector is PART-PAYMENT'],
		[{ domainCodeName: 'BULK-MNP' }, 'domain is BULK-MNP'],
		[{ documentClassArea: 'internal' }, 'area is internal'],
	])('gives the reason why %p has none', (changes, reason) => {
		const found = trafficKind(document(changes));
		expect(found.kind).toBe('none');
		expect(found.reason).toContain(reason);
	});

	it('says that nothing was listed, for an empty item', () => {
		expect(() => trafficKind({})).toThrow('The item is empty: no document was listed before');
	});

	it.each(['documentClassArea', 'dataSourceCodeName', 'domainCodeName'])(
		'does not mistake an item without %s for a document without traffic',
		(field) => {
			expect(() => trafficKind(document({ [field]: undefined }))).toThrow(`"${field}" is missing`);
		},
	);
});
