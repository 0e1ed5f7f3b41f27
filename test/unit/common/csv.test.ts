import fc from 'fast-check';
import { csvRecord } from '../../../nodes/common/csv';

it.each([
	[['plain', 12.5, true], 'plain,12.5,true'],
	[['a "quoted" word', 'one, two', 'two\nlines'], '"a ""quoted"" word","one, two","two\nlines"'],
	[[null, undefined, ''], ',,'],
	[[{ amount: 1 }], '"{""amount"":1}"'],
])('writes %j', (values, line) => {
	expect(csvRecord(values)).toBe(`${line}\r\n`);
});

it('is read back as written', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (values) => {
			expect(readRecord(csvRecord(values))).toEqual(values);
		}),
	);
});

/** Reads one record by RFC 4180, field by field. */
function readRecord(record: string): string[] {
	const fields: string[] = [];
	let rest = record;
	for (;;) {
		const [whole, quoted, plain, end] =
			/^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
		if (whole === undefined) throw new Error(`not a field: ${rest}`);
		fields.push(quoted?.replaceAll('""', '"') ?? plain);
		rest = rest.slice(whole.length);
		if (end === '\r\n') return fields;
	}
}
