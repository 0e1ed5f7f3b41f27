import { FORMATTERS } from '../../../../../nodes/FinanceXmlBuilder/formats/custom/formatters';
import { compiling, fill } from './fill';

/** What a placeholder makes of a value; undefined if its element is left out. */
async function format(
	value: unknown,
	formatters: string,
	more: Record<string, unknown> = {},
): Promise<string | undefined> {
	const xml = await fill(`<r><v>\${document.v | ${formatters}}</v></r>`, { v: value, ...more });
	return /<v>([\s\S]*)<\/v>/.exec(xml)?.[1];
}

describe('formatters', () => {
	const examples = Object.entries(FORMATTERS).flatMap(([name, { examples: all }]) =>
		all.map((example) => [name, example] as const),
	);

	it.each(examples)('%s does what its example says: %j', async (_, example) => {
		const { value, formatter, text, more } = example;
		expect(await format(value, formatter, more)).toBe(text);
	});

	it.each(Object.entries(FORMATTERS))('%s appears in its own examples', (name, kind) => {
		expect(kind.usage.split(':')[0]).toBe(name);
		for (const { formatter } of kind.examples) {
			expect(formatter.split(' | ').map((one) => one.split(':')[0])).toContain(name);
		}
		expect(kind.description).toMatch(/^[A-Z].*[^.]$/s);
	});

	it.each([
		['2023-06-30 13:29', 'date:HHmmss', '132900'],
		['2023-06-30', 'date:HH:mm', '00:00'],
		['2023-06-05T00:07:08Z', 'date:D.M.YY h:m:s A', '5.6.23 12:7:8 AM'],
		['2023-06-05T13:07:08.5Z', 'date:MMMM D hh SSS', 'June 5 01 500'],
		['30-JUN-23', 'date:YYYY-MM-DD,DD-MMM-YY', '2023-06-30'],
		['20230630', 'date:DD.MM.YYYY,YYYYMMDD', '30.06.2023'],
		['June 3, 1969 1:05 PM', "date:'YYYY-MM-DD HH:mm','MMMM D, YYYY h:mm A'", '1969-06-03 13:05'],
		['3.6.[x]', 'default:x', '3.6.[x]'],
		[-0.125, 'decimals:2', '-0.13'],
		[1.005, 'decimals:2', '1.01'],
		[1e-7, 'trim', '0.0000001'],
		[-0.001, 'decimals:2', '0.00'],
		[0.001, 'comma', '0,001'],
		[12, 'comma', '12'],
		['open', 'map:open=O,paid=P', 'O'],
		['other', "map:open=O,*='a,b'", 'a,b'],
		['x', "map:open=O,'*=a,b'", 'a,b'],
		['in progress', "map:'in progress'='P',*=X", 'P'],
		['a=b', "map:'a=b' = 'P', *=X", 'P'],
		[true, 'map:true=J,false=N', 'J'],
		['straße', 'upper', 'STRASSE'],
		['\u{1f980}bc', 'truncate:2', '\u{1f980}b'],
		['1234567', 'padStart:6,0', '1234567'],
		[-12, 'padStart:6,0', '-00012'],
		['ab', "padEnd:4,'.'", 'ab..'],
		[0, 'negate', '0'],
		[null, 'default:none', 'none'],
		['', 'default:\'a | b, "c"\'', 'a | b, "c"'],
		['   ', 'trim | default:blank', 'blank'],
		['none', 'digits | default:0 | padStart:3,0', '000'],
		['12', 'digits | negate | decimals:1', '-12.0'],
		[12, 'width:6,0,front', '000012'],
		['\u{1f980}', "width:2,'_'", '\u{1f980}_'],
		[999, 'thousands:.', '999'],
		[1000, "thousands:'$&amp;'", '1$&amp;000'],
		[100000000, 'thousands:.', '100.000.000'],
		['a.b.c', 'replace:.,$&amp;', 'a$&amp;b$&amp;c'],
		['a', "split:'-',2 | default:none", 'none'],
		[[], 'count', '0'],
		[[], 'sum', '0'],
		[[], "join:',' | default:none", 'none'],
		[['a', '', null, 'b'], "join:'+'", 'a+b'],
		[[{ a: { b: 1 } }, { a: { b: 2 } }], "join:' ',a.b", '1 2'],
		[0.1, 'plus:0.2', '0.3'],
		[0.1, 'times:3 | minus:0.3', '0'],
		[-10, 'dividedBy:4,0', '-3'],
		[1, 'dividedBy:-3,2', '-0.33'],
		[1e21, 'times:1e21', `1${'0'.repeat(42)}`],
	])('turn %j by %s into %j', async (value, formatters, expected) => {
		expect(await format(value, formatters)).toBe(expected);
	});

	it.each([
		['30.06.2023', 'date:YYYY', 'field document.v is not a date: "30.06.2023"'],
		['2023-02-29', 'date:YYYY', 'is not a date'],
		['2023-13-01', 'date:YYYY', 'is not a date'],
		['2023-06-30T13:29:99', 'date:ss', 'is not a date'],
		['31.04.2023', 'date:YYYY,DD.MM.YYYY', 'is not a date like DD.MM.YYYY: "31.04.2023"'],
		['1.1.2023', 'date:YYYY,DD.MM.YYYY', 'is not a date like'],
		['x', 'decimals:2', 'field document.v is not an amount: "x"'],
		['x', 'negate', 'is not an amount'],
		['x', 'thousands:.', 'is not an amount'],
		[12.5, 'thousands:.', 'would have "." between its thousands and before its decimals'],
		['x', 'sign:behind', 'is not an amount'],
		['x', 'plus:1', 'is not an amount'],
		[1, 'plus:document.no?', 'field document.no? is not there'],
		[0, 'dividedBy:document.v,2', 'field document.v would be divided by zero'],
		['x', 'map:open=O', 'has the value "x", which the template\'s map lacks'],
		['', 'upper', 'is empty'],
		['1234', 'width:3,0,front', 'is longer than 3 characters: "1234"'],
		[['a'], 'upper', 'is not a single value but a list'],
		['a', 'count', 'field document.v is not a list'],
		[['a'], 'split:a', 'not a single value but a list'],
		['a,b', "split:','", 'not a single value but a list'],
		[[{ net: 1 }, { other: 1 }], 'sum:net', 'field document.v[1].net is not an amount: missing'],
		[[{ a: 1 }], "join:','", 'is not a single value but an object'],
	])('do not take %j by %s', async (value, formatters, message) => {
		await expect(format(value, formatters)).rejects.toThrow(message);
	});

	it.each([
		['uper', 'column 19: there is no formatter "uper"; did you mean "upper"?'],
		['constructor', 'there is no formatter "constructor"'],
		['xyzxyzxyz', 'there is no formatter "xyzxyzxyz"; there are optional, default, upper'],
		['upper:1', '"upper" takes nothing after it; write only "upper"'],
		[
			'replace:,,.',
			`"replace" is written like "replace:old,new", e.g. "replace:/,-"; put what contains a comma in quotes, like "replace:','"`,
		],
		['dividedBy:0,2', '"dividedBy" never divides by zero'],
		['date', '"date" is written like "date:pattern,from", e.g. "date:DD.MM.YYYY"'],
		['date:dd.MM.yyyy', '"date" knows YYYY, YY, MMMM'],
		['date:YYYY,MM.YYYY', 'needs year, month and day in the pattern that it reads'],
		['date:YYYY,DD.MM.YYYY hh', 'needs A with hh or h'],
		['date:YYYY,DD.MM.YYYY DD', 'has a part twice'],
		['decimals:x', '"decimals" needs a whole number from 0 to 20, not "x"'],
		['padStart:5,ab', '"padStart" fills with exactly one character'],
		['width:5,ab', '"width" fills with exactly one character'],
		["width:5,' ',left", 'fills "behind" or "front", not "left"'],
		['map:a', '"map" needs entries like open=O'],
		["replace:'',x", 'needs a text to replace'],
		["split:''", 'needs a mark to split at'],
		['split:a,0', 'needs a whole number from 1 to 1000'],
		['sign:left', 'puts the sign in "front" or "behind"'],
		['dividedBy:3', '"dividedBy" is written like "dividedBy:number or path,places"'],
		['plus:x.y', '"x.y" begins with "x"; here a path begins with document, summary'],
		['plus:5 apples', '"5 apples" is not a path'],
		['sum:a..b', '"sum" needs a field like totalNoVat'],
		["default:'", 'is not closed with a "}"'],
	])('refuse %s with line and column', (formatters, message) => {
		expect(compiling(`<r>\${document.v | ${formatters}}</r>`)).toThrow(message);
	});
});
