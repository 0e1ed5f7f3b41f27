import fc from 'fast-check';
import { CustomFormat } from '../../../../nodes/FinanceXmlBuilder/formats/custom';
import {
	EXAMPLE_DOCUMENT_TEMPLATE,
	EXAMPLE_ROW_TEMPLATE,
} from '../../../../nodes/FinanceXmlBuilder/templateExamples';
import { RowCounter } from '../../../../nodes/FinanceXmlBuilder/traffic/totals';
import type { Traffic } from '../../../../nodes/FinanceXmlBuilder/writeXml';
import {
	CUSTOMER_ROWS,
	DOCUMENTS,
	NASTY_TEXT,
	POSTPAID_SMS,
	PREPAID,
} from '../../../fixtures/documents';
import { Libxml2 } from '../../../support/libxml2';
import { supportedText } from '../supportedText';
import { NO_TRAFFIC, written } from '../written';

type Json = Record<string, unknown>;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const totalsOf = (rows: Json[]) => {
	const counter = new RowCounter();
	for (const row of rows) counter.add(row);
	return counter.totals();
};

/** The rows with their sums known beforehand, as HORISEN Traffic Report hands them over. */
const known = (rows: Json[]): Traffic => ({ kind: 'customer', rows, totals: totalsOf(rows) });
/** A file about which nothing is known beforehand. */
const unknown = (rows: Json[]): Traffic => ({ kind: 'customer', rows });

async function fill(document: Json, template: unknown, traffic?: Traffic, row: unknown = {}) {
	const format = new CustomFormat(JSON.stringify(template), JSON.stringify(row));
	const { xml } = await written(format, document, traffic);
	return xml.slice(DECLARATION.length);
}

/** The text that a placeholder makes of a value. */
async function format(value: unknown, formatters: string): Promise<string> {
	const xml = await fill({ v: value }, { r: `\${document.v | ${formatters}}` });
	return xml === '<r/>' ? '' : xml.slice('<r>'.length, -'</r>'.length);
}

const refuse =
	(template: unknown, row: unknown = {}) =>
	() =>
		new CustomFormat(
			typeof template === 'string' ? template : JSON.stringify(template),
			typeof row === 'string' ? row : JSON.stringify(row),
		);

describe('the format "Custom"', () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it.each(Object.entries(DOCUMENTS))(
		'writes the example of the form for %s',
		async (_, document) => {
			const example = new CustomFormat(EXAMPLE_DOCUMENT_TEMPLATE, EXAMPLE_ROW_TEMPLATE);
			const { xml } = await written(example, document, known(CUSTOMER_ROWS));
			const { errors, found } = await libxml2.read(xml, {
				xpaths: ['/InvoiceImport/Invoice/@number', '//Line/@no', '//Row/@mcc', '//Traffic/Amount'],
			});
			expect(errors).toEqual([]);
			expect(found[0]).toEqual([document.documentNumber]);
			expect(found[1]).toEqual((document.items as Json[]).map((_, index) => `000${index + 1}`));
			expect(found.slice(2)).toEqual([['612', '001'], ['10.5524']]);
		},
	);

	it('knows attributes, text, lists, fixed values and namespaces', async () => {
		const template = {
			'p:Import': {
				'@xmlns:p': 'urn:p',
				'@xmlns': 'urn:d',
				'@p:version': 2,
				'@live': true,
				Key: { '@type': 'uuid', '#text': 'U-${document.documentUuid}' },
				Tag: ['a', '${document.lang}', { '@x': '1' }, ''],
				Cost: '$${not filled} $5',
				Empty: {},
			},
		};
		expect(await fill({ documentUuid: 'u', lang: 'en' }, template)).toBe(
			'<p:Import xmlns:p="urn:p" xmlns="urn:d" p:version="2" live="true"><Key type="uuid">U-u</Key>' +
				'<Tag>a</Tag><Tag>en</Tag><Tag x="1"/><Tag/><Cost>${not filled} $5</Cost><Empty/></p:Import>',
		);
	});

	it('writes a number of the template as it stands there', async () => {
		const template = '{"r": {"@version": 1.0, "Account": 12345678901234567890}}';
		const { xml } = await written(new CustomFormat(template, '{}'), {});
		expect(xml).toContain('<r version="1.0"><Account>12345678901234567890</Account></r>');
	});

	describe('repeats', () => {
		it('over lists in lists, by name, with numbers', async () => {
			const template = {
				r: {
					'#each items as line': {
						line: {
							'@no': '${line.#number}',
							'@of': '${document.n}',
							'#each line.parts | optional': { part: '${line.#number}.${item.#number} ${item}' },
						},
					},
				},
			};
			const document = {
				n: 'N',
				items: [{ parts: ['a', 'b'] }, { parts: null }, { parts: ['c'] }],
			};
			expect(await fill(document, template)).toBe(
				'<r><line no="1" of="N"><part>1.1 a</part><part>1.2 b</part></line>' +
					'<line no="2" of="N"></line><line no="3" of="N"><part>3.1 c</part></line></r>',
			);
		});

		it('under a name that is no root, though rows are none here', () => {
			expect(refuse({ r: { '#each items as row': { a: '${row.x | optional}' } } })).toThrow(
				'/r/#each items as row: "row" already has a meaning here',
			);
		});

		it('not over what is no list', async () => {
			await expect(fill({ items: 5 }, { r: { '#each items': { a: 'x' } } })).rejects.toThrow(
				'The input item, field document.items is not a list',
			);
			await expect(fill({}, { r: { '#each items': { a: 'x' } } })).rejects.toThrow('is not a list');
			await expect(
				fill({ items: '' }, { r: { '#each items | optional': { a: 'x' } } }),
			).resolves.toBe('<r></r>');
		});
	});

	describe('follows paths', () => {
		const document = {
			'a.b': 'dotted',
			list: [
				{ codeName: 'X', value: '1' },
				{ codeName: 'COST CENTER', value: '2' },
			],
			deep: { null: null, öäü: 'umlaut' },
		};

		it.each([
			['document.list[1].value', '2'],
			['document["a.b"]', 'dotted'],
			["document['a.b']", 'dotted'],
			['document.list[codeName=COST CENTER].value', '2'],
			["document.list[codeName='COST CENTER'].value", '2'],
			['document.deep.öäü', 'umlaut'],
		])('%s', async (path, text) => {
			expect(await fill(document, { r: `\${${path}}` })).toBe(`<r>${text}</r>`);
		});

		it.each([
			['document.nothing', 'field document.nothing is not there'],
			['document.list[7].value', 'field document.list[7].value is not there'],
			['document.list[other=undefined].value', 'is not there'],
			['document.deep.null', 'field document.deep.null is null'],
			['document.deep.null.more', 'is not there'],
			['document.constructor', 'field document.constructor is not there'],
			['document.list.length', 'is not there'],
			['document.deep', 'is not a single value but an object'],
		])('%s to an error that names document and path', async (path, message) => {
			const asked = fill({ ...document, documentNumber: '7' }, { r: { x: `\${${path}}` } });
			await expect(asked).rejects.toThrow(`Document "7", field`);
			await expect(asked).rejects.toThrow(message);
			await expect(asked).rejects.toMatchObject(
				message.includes('single')
					? {}
					: { description: expect.stringContaining('Document template, /r/x') },
			);
		});

		it('names the entry of a repetition and the row', async () => {
			const entry = fill({ items: [{ a: 1 }, {}] }, { r: { '#each items': { x: '${item.a}' } } });
			await expect(entry).rejects.toThrow('field document.items[1].item.a is not there');
			const row = fill({}, { r: { '#rows': true } }, unknown([{ a: 1 }, { a: '' }]), {
				w: '${row.a}',
			});
			await expect(row).rejects.toThrow('The input item, traffic row 2, field row.a is empty');
		});
	});

	describe('formats', () => {
		it.each([
			['2023-06-30', 'date:DD.MM.YYYY', '30.06.2023'],
			['2024-02-29T13:29:34.738Z', 'date:YYMMDD[T]HH:mm:ss', '240229T13:29:34'],
			['2023-06-30 13:29', 'date:HHmmss', '132900'],
			['2023-06-30', 'date:HH:mm', '00:00'],
			[0.125, 'decimals:2', '0.13'],
			[-0.125, 'decimals:2', '-0.13'],
			[1234.5, "decimals:2,','", '1234,50'],
			[1.005, 'decimals:2', '1.01'],
			[1e-7, 'trim', '0.0000001'],
			[-0.001, 'decimals:2', '0.00'],
			['open', 'map:open=O,paid=P', 'O'],
			['other', "map:open=O,*='a,b'", 'a,b'],
			['x', "map:open=O,'*=a,b'", 'a,b'],
			['in progress', "map:'in progress'='P',*=X", 'P'],
			['a=b', "map:'a=b' = 'P', *=X", 'P'],
			[true, 'map:true=J,false=N', 'J'],
			['straße', 'upper', 'STRASSE'],
			['ÄB', 'lower', 'äb'],
			[' a ', 'trim', 'a'],
			['CH-123.456', 'digits', '123456'],
			['\u{1f980}bc', 'truncate:2', '\u{1f980}b'],
			[42, 'padStart:6,0', '000042'],
			['1234567', 'padStart:6,0', '1234567'],
			['ab', "padEnd:4,'.'", 'ab..'],
			[12.5, 'negate', '-12.5'],
			[-12.5, 'abs', '12.5'],
			[0, 'negate', '0'],
			[null, 'default:none', 'none'],
			['', 'default:\'a | b, "c"\'', 'a | b, "c"'],
			[undefined, 'default:', ''],
			['   ', 'trim | default:blank', 'blank'],
			['none', 'digits | default:0 | padStart:3,0', '000'],
			['12', 'digits | negate | decimals:1', '-12.0'],
		])('%j by %s as %j', async (value, formatters, expected) => {
			expect(await format(value, formatters)).toBe(expected);
		});

		it.each([
			['30.06.2023', 'date:YYYY', 'field document.v is not a date: "30.06.2023"'],
			['2023-02-29', 'date:YYYY', 'is not a date'],
			['2023-13-01', 'date:YYYY', 'is not a date'],
			['2023-06-30T13:29:99', 'date:ss', 'is not a date'],
			['x', 'decimals:2', 'field document.v is not an amount: "x"'],
			['x', 'negate', 'is not an amount'],
			['x', 'map:open=O', 'has the value "x", which the template\'s map lacks'],
			['', 'upper', 'is empty'],
		])('not %j by %s', async (value, formatters, message) => {
			await expect(format(value, formatters)).rejects.toThrow(message);
		});
	});

	describe('leaves out what is optional and absent', () => {
		const template = {
			r: {
				a: '${document.x | optional}',
				b: { '@y': '${document.y | optional}', '#text': 'fixed' },
				c: { '@k': '1', '#text': 'No. ${document.x | optional}' },
				d: { e: '${document.x | upper | optional}', f: { '@g': '${document.y | optional}' } },
				h: { i: '${document.x | optional}', j: '' },
			},
		};

		it.each([
			[{}, '<r><b>fixed</b><h><j/></h></r>'],
			[{ x: '', y: null }, '<r><b>fixed</b><h><j/></h></r>'],
			[{ y: 2 }, '<r><b y="2">fixed</b><d><f g="2"/></d><h><j/></h></r>'],
			[
				{ x: 'v' },
				'<r><a>v</a><b>fixed</b><c k="1">No. v</c><d><e>V</e></d><h><i>v</i><j/></h></r>',
			],
		])('in %j', async (document, expected) => {
			expect(await fill(document, template)).toBe(expected);
		});
	});

	describe('writes rows', () => {
		const template = { r: { '#rows': true, n: '${summary.rowCount}' } };
		const row = { w: { '@no': '${row.#number}', '#text': '${document.k}${row.mnc}' } };

		it('where the template says so, with the document at hand', async () => {
			expect(await fill({ k: 'K' }, template, unknown(CUSTOMER_ROWS), row)).toBe(
				'<r><w no="1">K05</w><w no="2">K01</w><n>2</n></r>',
			);
		});

		it('none, where the document has none', async () => {
			expect(await fill({ k: 'K' }, template, NO_TRAFFIC, row)).toBe('<r><n>0</n></r>');
		});

		it('with their summary before them, where it is known', async () => {
			const before = { r: { '@n': '${summary.totalAmount}', '#rows': true } };
			expect(await fill({}, before, known(CUSTOMER_ROWS), { w: '${summary.rowCount}' })).toBe(
				'<r n="10.5524"><w>2</w><w>2</w></r>',
			);
			await expect(fill({}, before, unknown(CUSTOMER_ROWS), { w: '' })).rejects.toThrow(
				'The input item: summary.totalAmount stands before the rows in the template',
			);
		});

		it('without amounts, as long as the template asks for none', async () => {
			const rows = unknown([{ mnc: '1' }]);
			expect(await fill({ k: 'K' }, template, rows, row)).toBe('<r><w no="1">K1</w><n>1</n></r>');
			const sum = { r: { '#rows': true, n: '${summary.messageCount}' } };
			await expect(fill({ k: 'K' }, sum, rows, row)).rejects.toThrow(
				'summary.messageCount cannot be told',
			);
		});

		it('not silently nowhere', async () => {
			await expect(fill(PREPAID, { r: '' }, known(CUSTOMER_ROWS), row)).rejects.toThrow(
				'Document "300923-4" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0004) has rows, but the document template has no place for them',
			);
		});
	});

	describe('refuses a template that is not JSON by line and column', () => {
		it.each([
			['', 'line 1, column 1: a value is expected'],
			['{\n  "a": x\n}', 'line 2, column 8: this is not a JSON value'],
			['{"a": "x",}', 'line 1, column 11: there is a "," with nothing behind it'],
			['{"a": "x" "b": 1}', 'line 1, column 11: "," or "}" is expected'],
			['{"a": ["x" 1]}', 'line 1, column 12: "," or "]" is expected'],
			['{"a" "x"}', 'line 1, column 6: ":" is expected'],
			['{a: 1}', 'line 1, column 2: a key in double quotes is expected'],
			[
				'{"a": "x\n"}',
				'line 1, column 7: this is not a JSON value; texts need double quotes, and line',
			],
			['{"a": "x', 'line 1, column 7: this is not JSON; a text may not be closed'],
			["{'a': 1}", 'line 1, column 2: this is not JSON'],
			['{"a": {', 'line 1, column 8: a key in double quotes is expected'],
			['{"a": 1} {', 'line 1, column 10: the template should end here'],
			['{"a": {\n"Line": 1,\n "Line": 2}}', 'line 3, column 2: "Line" is already in this object'],
			['{"a": 01}', 'line 1, column 7: this is not a JSON value'],
		])('%j', (text, message) => {
			expect(refuse(text)).toThrow(`Document template is not valid JSON: ${message}`);
		});

		it('in the row template too', () => {
			expect(refuse({ r: { '#rows': true } }, '{')).toThrow(
				'Row template is not valid JSON: line 1',
			);
		});

		it('and takes every JSON text', () => {
			fc.assert(
				fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
					const text = JSON.stringify({ r: { a: '', b: ['x'] }, v: value }, null, indent);
					expect(refuse(text)).toThrow('an object with one key');
				}),
			);
		});
	});

	describe('refuses a wrong template by its place', () => {
		it.each<[unknown, string]>([
			[[], 'Document template: it must be an object with one key, the root element'],
			[{ a: 1, b: 2 }, 'one key'],
			[{ '#rows': true }, 'one key'],
			[{ a: { 'b c': '' } }, 'Document template, /a/b c: "b c" is not a name that XML can hold'],
			[{ a: { '${document.x}': '' } }, 'is not a name that XML can hold'],
			[{ a: { '@1': '' } }, '/a/@1: "1" is not a name'],
			[{ a: { 'p:b': '' } }, '/a/p:b: nothing around it declares the prefix "p"'],
			[
				{ a: { '@xmlns:p': '${document.x}' } },
				'/a/@xmlns:p: a namespace is a text that never changes',
			],
			[{ a: { '@xmlns:xml': 'urn:x' } }, '"xml" cannot be declared'],
			[
				{ a: { '@xmlns:p': 'u', '@xmlns:q': 'u', '@p:x': '', '@q:x': '' } },
				'Document template, /a: "@q:x" is the same as another attribute of this element',
			],
			[{ a: { '@xmlns:': 'u' } }, '"" cannot be declared as a prefix of "u"'],
			[{ a: { '@xmlns:p': '' } }, '"p" cannot be declared as a prefix of ""'],
			[
				{ a: { '@xmlns:p': 'http://www.w3.org/2000/xmlns/' } },
				`/a/@xmlns:p: "http://www.w3.org/2000/xmlns/" is XML's own`,
			],
			[{ a: { b: null } }, '/a/b: null is nothing to write'],
			[{ a: { b: [['x']] } }, '/a/b[0]: a list cannot stand inside a list'],
			[{ a: { '@b': {} } }, '/a/@b: an attribute needs a text'],
			[{ a: { '#text': ['x'] } }, '/a/#text: a text is expected'],
			[{ a: { '#txt': 'x' } }, '/a/#txt: there are "#text", "#rows" and "#each path"'],
			[{ a: { '#each': {} } }, '/a/#each: a repetition is written like'],
			[{ a: { '#each items': 'x' } }, '/a/#each items: an object is expected'],
			[{ a: { '#each items': { '@b': 'x' } } }, '/a/#each items/@b: only elements can stand here'],
			[{ a: { '#each items as document': {} } }, '"document" already has a meaning here'],
			[
				{ a: { '#each items': { '#rows': true } } },
				'rows cannot stand in a repetition or in a row',
			],
			[{ a: { '#rows': {} } }, '/a/#rows: the place of the rows is written "#rows": true'],
			[{ a: { b: { '#rows': true }, c: { '#rows': true } } }, '/a/c/#rows: the rows already stand'],
			[{ a: { '#rows': true, '#text': '${document.x}' } }, 'an element around "#rows" cannot have'],
			[{ a: '${document.x | optional}' }, '/a: the root element cannot be optional'],
			[{ a: '${x}' }, '/a: "x" begins with "x"; here a path begins with document, summary'],
			[{ a: '${row.x}' }, 'begins with "row"'],
			[{ a: '${item.x}' }, 'begins with "item"'],
			[{ a: '${summary.rows}' }, 'there is no "summary.rows"'],
			[{ a: '${document.#number}' }, 'only a row and an entry of "#each" have a #number'],
			[{ a: '${document.a..b}' }, 'is not a path from "..b" on'],
			[{ a: '${}' }, '"" is not a path like document.documentNumber'],
			[{ a: '${document.x' }, '"${document.x" is not closed with a "}"'],
			[{ a: "${document.x | default:'}" }, 'is not closed'],
			[{ a: '${document.x | uper}' }, 'there is no formatter "uper"'],
			[{ a: '${document.x | constructor}' }, 'there is no formatter "constructor"'],
			[{ a: '${document.x | upper:1}' }, '"upper" is written like "upper"'],
			[{ a: '${document.x | date}' }, '"date" is written like "date:DD.MM.YYYY"'],
			[
				{ a: '${document.x | date:dd.MM.yyyy}' },
				'"date" knows YYYY, YY, MM, DD, HH, mm and ss, not "d"',
			],
			[{ a: '${document.x | decimals:x}' }, '"decimals" needs a whole number from 0 to 20'],
			[{ a: '${document.x | padStart:5,ab}' }, '"padStart" fills with exactly one character'],
			[{ a: '${document.x | map:a}' }, '"map" needs entries like open=O'],
			[{ a: 'x\u0001' }, '/a: the text holds a character that XML cannot carry'],
		])('%j', (template, message) => {
			expect(refuse(template)).toThrow(message);
		});

		it('and a wrong row template', () => {
			const around = { r: { '#rows': true } };
			expect(refuse(around, [])).toThrow('Row template: it must be an object');
			expect(refuse(around, { w: '${item.x}' })).toThrow(
				'Row template, /w: "item.x" begins with "item"; here a path begins with document, summary, row',
			);
			expect(refuse(around, { '@w': 'x' })).toThrow(
				'Row template, /@w: only elements can stand here',
			);
			expect(refuse(around, { '#rows': true })).toThrow(
				'rows cannot stand in a repetition or in a row',
			);
		});
	});

	it('means by a prefix what the template declares', async () => {
		const template = {
			a: {
				'@p:early': '1',
				'@xmlns:p': 'urn:p',
				'@xmlns': 'urn:a',
				b: { '@xmlns': '', c: '', '#rows': true },
				'p:d': { '@xmlns:p': 'urn:other', 'p:e': '', 'xml:f': { '@xml:lang': 'en' } },
			},
		};
		const xml = await fill({}, template, unknown([{}]), { r: '', 'p:r': { '@p:x': '1' } });
		const { errors, found } = await libxml2.read(xml, {
			xpaths: ['//a:a/@p:early', '//b/c', '//b/r', '//b/p:r/@p:x', '//p:e', '//o:d/o:e'],
			namespaces: { a: 'urn:a', p: 'urn:p', o: 'urn:other' },
		});
		expect(errors).toEqual([]);
		expect(found).toEqual([['1'], [''], [''], ['1'], [], ['']]);
	});

	it('takes JSON that no vendor of ours sends', async () => {
		const statement = { code: 200, data: { opening_balance: 245.71293, calls: [{ cost: 1e-7 }] } };
		const template = {
			s: { '@o': '${document.data.opening_balance | decimals:2}', '#rows': true },
		};
		expect(
			await fill(statement, template, unknown(statement.data.calls), { c: '${row.cost}' }),
		).toBe('<s o="245.71"><c>0.0000001</c></s>');
	});

	it('cannot be broken by a value', async () => {
		const format = new CustomFormat(
			'{"r":{"@a":"${document.v}","x":"[${document.v}]","#each document.list":{"i":"${item}"},"#rows":true}}',
			'{"w":{"@a":"${row.v}","#text":"${row.v}"}}',
		);
		const nasty = fc
			.oneof(
				fc.string({ unit: 'binary', minLength: 1 }),
				fc.constantFrom(NASTY_TEXT, '${document.v}', '"}', '\u00010\u0002', '{{x}}', '#rows'),
			)
			.filter((text) => text !== '');
		await fc.assert(
			fc.asyncProperty(nasty, nasty, async (v, w) => {
				const { xml } = await written(format, { v, list: [w] }, unknown([{ v: w }]));
				const { errors, found } = await libxml2.read(xml, {
					xpaths: ['/r/@a', '/r/x', '/r/i', '/r/w', '/r/w/@a', '//*', '//@*'],
				});
				expect(errors).toEqual([]);
				const held = (text: string) => supportedText(text).text;
				expect(found.slice(0, 5).flat()).toEqual([
					held(v),
					`[${held(v)}]`,
					held(w),
					held(w),
					held(w),
				]);
				expect([found[5].length, found[6].length]).toEqual([4, 2]);
			}),
			{ numRuns: 300 },
		);
	});

	it('has the same bytes every time', async () => {
		const example = () => new CustomFormat(EXAMPLE_DOCUMENT_TEMPLATE, EXAMPLE_ROW_TEMPLATE);
		const [one, other] = [
			await written(example(), POSTPAID_SMS, known(CUSTOMER_ROWS)),
			await written(example(), POSTPAID_SMS, known(CUSTOMER_ROWS)),
		];
		expect(one.outcome.sha256).toBe(other.outcome.sha256);
	});
});
