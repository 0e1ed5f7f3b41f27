import { parseName } from '../../../../nodes/FinanceXmlBuilder/xml/names';

describe('XML names', () => {
	it.each([
		['Invoice', { local: 'Invoice' }],
		['cbc:ID', { prefix: 'cbc', local: 'ID' }],
		['_1', { local: '_1' }],
		['Größe', { local: 'Größe' }],
		['a-b.c·', { local: 'a-b.c·' }],
		['\u{10400}x', { local: '\u{10400}x' }],
	])('takes %s', (name, parts) => {
		expect(parseName(name)).toEqual(parts);
	});

	it.each([
		'',
		'1a',
		'a b',
		'-a',
		'a:b:c',
		':a',
		'a:',
		'a/b',
		'<a',
		'a\u0000',
		'${x}',
		'·a',
		'a\ud800',
	])('refuses %j', (name) => {
		expect(parseName(name)).toBeUndefined();
	});
});
