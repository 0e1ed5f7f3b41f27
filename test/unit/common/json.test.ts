import fc from 'fast-check';
import { NoJson, parseJson, TooDeep } from '../../../nodes/common/json';
import { cpuMilliseconds } from '../../support/cpuTime';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('parseJson', () => {
	it('gives the same as JSON.parse, except for whole numbers above 2^53', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
				const text = JSON.stringify(value);
				const expected: unknown = JSON.parse(text, (_, part: unknown) =>
					Number.isInteger(part) && !Number.isSafeInteger(part) ? String(part) : part,
				);
				expect(parseJson(text)).toEqual(expected);
				expect(parseJson(Buffer.from(JSON.stringify(value, null, '\t')))).toEqual(expected);
			}),
		);
	});

	it('returns every double unchanged', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
				const [read] = parseJson(`[${String(double)}]`) as Array<number | string>;
				expect(Number(read)).toBe(Number(String(double)));
				expect(typeof read).toBe(
					Number.isInteger(double) && !Number.isSafeInteger(double) ? 'string' : 'number',
				);
			}),
		);
	});

	it('keeps the digits of every whole number', () => {
		fc.assert(
			fc.property(fc.bigInt(), (number) => {
				const [read] = parseJson(`[${number}]`) as Array<number | string>;
				expect(BigInt(read)).toBe(number);
			}),
		);
	});

	it.each([
		['9007199254740991', 9007199254740991],
		['9007199254740993', '9007199254740993'],
		['9007199254740994', '9007199254740994'],
		['-9007199254740993', '-9007199254740993'],
		['12345678901234567890', '12345678901234567890'],
		['0.30000000000000004', 0.30000000000000004],
		['1.10000000000000000000', 1.1],
		['12345678901234567.89', '12345678901234567.89'],
		['1e400', '1e400'],
		['1e-400', '1e-400'],
		['1E3', 1000],
		['0e999', 0],
	])('reads %s', (number, expected) => {
		expect(parseJson(`{"a":"1 ${number}\\"","id":${number},"b":[${number}]}`)).toEqual({
			a: `1 ${number}"`,
			id: expected,
			b: [expected],
		});
	});

	it('ignores a byte order mark', () => {
		expect(parseJson(Buffer.from('\uFEFF[1]'))).toEqual([1]);
	});

	it.each(['', '{"a":', '[1', '<html>', '{"a":"b', '12345678901234567890 1', '"\\'])(
		'refuses %j',
		(text) => {
			expect(() => parseJson(text)).toThrow(NoJson);
		},
	);

	it('refuses what is nested too deep, and accepts the deepest allowed', () => {
		expect(parseJson(nested(100))).toBeDefined();
		expect(() => parseJson(nested(10_000))).toThrow(TooDeep);
		expect(() => parseJson('{"a":'.repeat(10_000))).toThrow(TooDeep);
		expect(parseJson(`["${'['.repeat(10_000)}"]`)).toHaveLength(1);
	});

	it.each([
		['a number of 100,000 digits', `[${'9'.repeat(100_000)}]`],
		['a text of 1,000,000 quotes', JSON.stringify(['"'.repeat(1_000_000)])],
		['100,000 zeros and a one', `[0.${'0'.repeat(100_000)}1]`],
	])('reads %s at once', (_, text) => {
		expect(cpuMilliseconds(() => parseJson(text))).toBeLessThan(500);
	});
});
