import { chosenPriceLists } from '../../../../nodes/Horisen/Rates/priceLists';

const LISTS = [
	{ id: 101, name: 'Standard EUR' },
	{ id: 102, name: 'A, B' },
	{ id: 103, name: '101' },
	{ id: 104, name: 'Twice' },
	{ id: 105, name: 'Twice' },
];
const idsOf = (wanted: unknown) => chosenPriceLists(LISTS, wanted).map(({ id }) => id);

describe('the chosen price lists', () => {
	it.each([
		['nothing: all', '', [101, 102, 103, 104, 105]],
		['only commas: all', ' , ', [101, 102, 103, 104, 105]],
		['IDs and names, in the order of HORISEN', 'Standard EUR, 102 ,102', [101, 102]],
		['an ID before a name', '101', [101]],
		['a number', 104, [104]],
		['a list, whose names may have commas', ['A, B', 105], [102, 105]],
	])('%s', (_, wanted, expected) => {
		expect(idsOf(wanted)).toEqual(expected);
	});

	it('are refused by name if one does not exist, or exists twice', () => {
		expect(() => idsOf('101,standard eur')).toThrow('There is no price list "standard eur"');
		expect(() => idsOf('Twice')).toThrow('2 price lists are named "Twice"');
	});
});
