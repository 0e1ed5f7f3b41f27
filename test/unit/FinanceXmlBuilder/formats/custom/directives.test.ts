import { EXAMPLE_TEMPLATE } from '../../../../../nodes/FinanceXmlBuilder/formats/custom/exampleTemplate';
import { CUSTOMER_ROWS, DOCUMENTS, PREPAID } from '../../../../fixtures/documents';
import { Libxml2 } from '../../../../support/libxml2';
import { NO_TRAFFIC } from '../../written';
import { type Json, compiling, fill, known, root, unknown } from './fill';

describe('a template', () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it.each(Object.entries(DOCUMENTS))(
		'like the example in the form writes %s',
		async (_, document) => {
			const xml = await fill(EXAMPLE_TEMPLATE, document, known(CUSTOMER_ROWS));
			const { errors, found } = await libxml2.read(xml, {
				xpaths: ['/InvoiceImport/Invoice/@number', '//Line/@no', '//Row/@mcc', '//Traffic/Amount'],
			});
			expect(errors).toEqual([]);
			expect(found[0]).toEqual([document.documentNumber]);
			expect(found[1]).toEqual((document.items as Json[]).map((_item, index) => `000${index + 1}`));
			expect(found.slice(2)).toEqual([['612', '001'], ['10.5524']]);
		},
	);

	it('keeps order, repeated names, mixed content, prefixes and xsi:nil', async () => {
		const template =
			'<p:I xmlns:p="urn:p" xmlns="urn:d" p:v="2"><A/><B/><A>1</A> text <b>${document.lang}</b> and <!-- c --><?go now?>' +
			'<N xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/><C xmlns=""/><![CDATA[<${document.lang}>]]>$${x} $5</p:I>';
		expect(await fill(template, { lang: 'en' })).toBe(
			template.replaceAll('${document.lang}', 'en').replace('$${x}', '${x}'),
		);
	});

	it('drops its comments if told to, with the space before them', async () => {
		const template =
			'<?xml version="1.0"?>\n<!-- a -->\n<r>\n  <!-- b -->\n  <a/>x<!-- c -->y\n</r>\n<!-- d -->';
		expect(await fill(template, {}, NO_TRAFFIC, { keepComments: false })).toBe(
			'<?xml version="1.0"?>\n<r>\n  <a/>xy\n</r>',
		);
		expect(await fill(template)).toBe(template);
	});

	describe('repeats', () => {
		it('lists within lists, by name, with numbers', async () => {
			const template = root(
				'<line t:each="document.items as line" no="${line.#number}" of="${document.n}">' +
					'<part t:each="line.parts | optional">${line.#number}.${item.#number} ${item}</part></line>',
			);
			const document = {
				n: 'N',
				items: [{ parts: ['a', 'b'] }, { parts: null }, { parts: ['c'] }],
			};
			expect(await fill(template, document)).toBe(
				'<r><line no="1" of="N"><part>1.1 a</part><part>1.2 b</part></line>' +
					'<line no="2" of="N"></line><line no="3" of="N"><part>3.1 c</part></line></r>',
			);
		});

		it('the white space before an element, which disappears with an element that is left out', async () => {
			const template = root(
				'\n  <a t:each="document.l">${item}</a>\n  <b>${document.x? | optional}</b>\n  <c t:if="document.x?"/>\n',
			);
			expect(await fill(template, { l: [1, 2] })).toBe('<r>\n  <a>1</a>\n  <a>2</a>\n</r>');
			expect(await fill(template, { l: [], x: 5 })).toBe('<r>\n  <b>5</b>\n  <c/>\n</r>');
		});

		it('several elements with a group', async () => {
			const template = root(
				'\n  <t:group t:each="document.l">\n    <a>${item}</a>\n    <b/>\n  </t:group>\n',
			);
			expect(await fill(template, { l: [1, 2] })).toBe(
				'<r>\n    <a>1</a>\n    <b/>\n    <a>2</a>\n    <b/>\n</r>',
			);
		});

		it('nothing that is not a list', async () => {
			const template = root('<a t:each="document.items">x</a>');
			await expect(fill(template, { items: 5 })).rejects.toThrow(
				'The input item, field document.items is not a list',
			);
			await expect(fill(template, {})).rejects.toThrow('is not a list');
			const optional = root('<a t:each="document.items | optional">x</a>');
			await expect(fill(optional, { items: '' })).resolves.toBe('<r></r>');
		});
	});

	describe('leaves out', () => {
		it.each([
			[{}, '<r><b>fixed</b><h><j/></h></r>'],
			[{ x: '', y: null }, '<r><b>fixed</b><h><j/></h></r>'],
			[{ y: 2 }, '<r><b y="2">fixed</b><d><f g="2"/></d><h><j/></h></r>'],
			[
				{ x: 'v' },
				'<r><a>v</a><b>fixed</b><c k="1">No. v</c><d><e>V</e><f/></d><h><i>v</i><j/></h></r>',
			],
		])('optional values that are absent, in %j', async (document, expected) => {
			const template = root(
				'<a>${document.x? | optional}</a><b y="${document.y? | optional}">fixed</b>' +
					'<c k="1">No. ${document.x? | optional}</c>' +
					'<d t:optional="yes"><e>${document.x? | upper | optional}</e><f g="${document.y? | optional}"/></d>' +
					'<h><i>${document.x? | optional}</i><j/></h>',
			);
			expect(await fill(template, document)).toBe(expected);
		});

		it('an attribute and a CDATA section of several texts if the first text is missing', async () => {
			const template = root(
				'<a k="${document.x}-${document.y | optional}"/><b><![CDATA[${document.x} ${document.y | optional}]]></b>',
			);
			expect(await fill(template, { x: 1, y: null })).toBe('<r><a/></r>');
			expect(await fill(template, { x: 1, y: 2 })).toBe(
				'<r><a k="1-2"/><b><![CDATA[1 2]]></b></r>',
			);
		});

		it('an optional element whose only text was left out after another was written', async () => {
			const template = root(
				'<d t:optional="yes"><e>${document.x} ${document.y | optional}</e></d>',
			);
			expect(await fill(template, { x: 1, y: null })).toBe('<r></r>');
		});

		it.each<[string, Json, boolean]>([
			['document.v', { v: 'x' }, true],
			['document.v', { v: 0 }, true],
			['document.v', { v: '' }, false],
			['document.v', { v: [] }, false],
			['document.v', { v: [1] }, true],
			['document.v', { v: { a: 1 } }, true],
			['document.v?', {}, false],
			['document.v = yes', { v: 'yes' }, true],
			['document.v = yes', { v: 'no' }, false],
			['document.v = yes, true', { v: true }, true],
			["document.v = 'a, b'", { v: 'a, b' }, true],
			['document.v=yes', { v: null }, false],
			['document.v != yes', { v: null }, true],
			['document.v != yes, no', { v: 'no' }, false],
			['document.v | upper = YES', { v: 'yes' }, true],
			['document.v > 0', { v: 0.1 }, true],
			['document.v > 0', { v: 0 }, false],
			['document.v >= 0', { v: 0 }, true],
			['document.v &lt; 0', { v: -1 }, true],
			['document.v &lt;= -1.5', { v: '-1.50' }, true],
			['document.v > 0', { v: null }, false],
			['document.v | count > 1', { v: [1, 2] }, true],
			['document.v[codeName=A].value = 5', { v: [{ codeName: 'A', value: 5 }] }, true],
			['rows', {}, false],
		])('an element unless %s, in %j: %j', async (condition, document, isWritten) => {
			const template = root(`<a t:if="${condition}"/><b t:unless="${condition}"/>`);
			expect(await fill(template, document)).toBe(isWritten ? '<r><a/></r>' : '<r><b/></r>');
		});

		it('an element by both conditions, and an entry by its own condition', async () => {
			const both = root('<a t:if="document.x = 1" t:unless="document.y = 1"/>');
			expect(await fill(both, { x: 1, y: 2 })).toBe('<r><a/></r>');
			expect(await fill(both, { x: 1, y: 1 })).toBe('<r></r>');
			const entries = root('<a t:each="document.l as l" t:if="l > 1">${l}</a>');
			expect(await fill(entries, { l: [1, 2, 3] })).toBe('<r><a>2</a><a>3</a></r>');
		});

		it('nothing if the value cannot be compared, but fails', async () => {
			await expect(fill(root('<a t:if="document.v > 0"/>'), { v: 'x' })).rejects.toThrow(
				'field document.v is not an amount: "x"',
			);
			await expect(fill(root('<a t:if="document.v = 0"/>'), { v: [1] })).rejects.toThrow(
				'"document.v" is a list in The input item; compare "document.v | count"',
			);
		});
	});

	describe('writes rows', () => {
		const template = root(
			'<w t:each="rows" no="${row.#number}">${document.k}${row.mnc}</w><n>${summary.rowCount}</n>',
		);

		it('where the template says so, with access to the document', async () => {
			expect(await fill(template, { k: 'K' }, unknown(CUSTOMER_ROWS))).toBe(
				'<r><w no="1">K05</w><w no="2">K01</w><n>2</n></r>',
			);
		});

		it('none if the document has none', async () => {
			expect(await fill(template, { k: 'K' }, NO_TRAFFIC)).toBe('<r><n>0</n></r>');
		});

		it('as several elements each, in a group, and only the fields that it uses', async () => {
			const group = root('<t:group t:each="rows"><a>${row.mcc}</a><b/></t:group>');
			expect(await fill(group, {}, unknown(CUSTOMER_ROWS))).toBe(
				'<r><a>612</a><b/><a>001</a><b/></r>',
			);
			const some = root('<w t:each="rows" t:if="row.mnc = 01">${row.mcc}</w>');
			expect(await fill(some, {}, unknown(CUSTOMER_ROWS))).toBe('<r><w>001</w></r>');
		});

		it('in elements that are left out together with the rows', async () => {
			const around = root(
				'\n <a t:if="rows">\n  <b t:unless="document.k = no">\n   <w t:each="rows"/>\n  </b>\n </a>\n <c/>\n',
			);
			expect(await fill(around, { k: 'K' }, unknown([{}]))).toBe(
				'<r>\n <a>\n  <b>\n   <w/>\n  </b>\n </a>\n <c/>\n</r>',
			);
			expect(await fill(around, { k: 'no' }, unknown([{}]))).toBe('<r>\n <a>\n </a>\n <c/>\n</r>');
			expect(await fill(around, { k: 'K' }, NO_TRAFFIC)).toBe('<r>\n <c/>\n</r>');
			expect(await fill(around, { k: 'K' }, unknown([]))).toBe(
				'<r>\n <a>\n  <b>\n  </b>\n </a>\n <c/>\n</r>',
			);
		});

		it('with their summary before them, if it is known', async () => {
			const before = root(
				'<w t:each="rows">${summary.rowCount}</w>',
				' n="${summary.totalAmount}"',
			);
			expect(await fill(before, {}, known(CUSTOMER_ROWS))).toBe(
				'<r n="10.5524"><w>2</w><w>2</w></r>',
			);
			await expect(fill(before, {}, unknown(CUSTOMER_ROWS))).rejects.toThrow(
				'The input item: summary.totalAmount comes before the rows in the template',
			);
		});

		it('without amounts, if it uses none', async () => {
			const rows = unknown([{ mnc: '1' }]);
			expect(await fill(template, { k: 'K' }, rows)).toBe('<r><w no="1">K1</w><n>1</n></r>');
			const sum = root('<w t:each="rows"/>${summary.messageCount}');
			await expect(fill(sum, { k: 'K' }, rows)).rejects.toThrow('summary.messageCount is unknown');
		});

		it('or fails: rows are never dropped silently', async () => {
			await expect(fill('<r/>', PREPAID, known(CUSTOMER_ROWS))).rejects.toThrow(
				'Document "300923-4" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0004) has rows, but the template has no place for them',
			);
		});
	});

	it.each([
		['<a>${document.x</a>', 'column 4: "${document.x" is not closed with a "}"'],
		["<a>${document.x | default:'}</a>", 'is not closed'],
		[
			'<a b="&quot;&#x1F980;\r\n${document.x | nope}"/>',
			'line 2, column 16: there is no formatter "nope"',
		],
		['<a>&lt;&#xA;x<![CDATA[&&&${nope.x}]]></a>', 'line 1, column 28: "nope.x" begins with "nope"'],
		[
			root('<a t:eahc="rows"/>'),
			'there is no "t:eahc", only t:each, t:if, t:unless, t:optional; did you mean "t:each"?',
		],
		[root('<t:grup t:if="rows"/>'), 'there is no element <t:grup>, only t:group'],
		[root('<t:group/>'), '<t:group> needs each, if, unless or optional'],
		[root('<x t:if="${document.total} > 0"/>'), 'write the path alone here, without ${ and }'],
		[root('<x t:each="row"/>'), 'for each row, write "rows" alone'],
		[root('<t:group t:if="rows" a="1"/>'), '<t:group> is not written itself, so "a" would be lost'],
		[
			root('<t:group each="document.items as l">x</t:group>'),
			'so "each" would be lost; our attributes have the prefix of "urn:telecom-finance:template", like t:each',
		],
		[
			'<a xmlns:t="urn:telecom-finance:templates" t:each="rows"/>',
			'did you mean "urn:telecom-finance:template"?',
		],
		['<a xmlns:t="urn:${document.x}"/>', 'a namespace never changes'],
		[
			'<t:group xmlns:t="urn:telecom-finance:template" t:optional="yes"/>',
			'the root element must be your own',
		],
		[root('', ' t:each="rows"'), 'the root element is written exactly once'],
		[root('', ' t:if="rows"'), 'the root element is written exactly once'],
		[root('', ' t:optional="yes"'), 'the root element cannot be left out'],
		['<a>${document.x | optional}</a>', 'the root element cannot be left out'],
		[root('<a t:optional="true"/>'), '"optional" must be "yes" or absent'],
		[root('<a t:each=""/>'), '"" is not a repetition like "rows", "document.items as line"'],
		[root('<a t:each="items as line"/>'), '"items" begins with "items"'],
		[root('<a t:each="document.items as 1"/>'), '"1" is not a name for an entry'],
		[root('<a t:each="document.items as document"/>'), '"document" already has a meaning here'],
		[root('<a t:each="document.items as row"/>'), '"row" already has a meaning here'],
		[
			root('<a t:each="document.items as i"><b t:each="i.x as i"/></a>'),
			'"i" already has a meaning here',
		],
		[root('<a t:each="document.items | required"/>'), 'is not a repetition like'],
		[root('<a t:if=""/>'), '"" is not a condition like'],
		[root('<a t:if="= 5"/>'), '"= 5" is not a condition like'],
		[root('<a t:if="document.x > y"/>'), '">" needs a number after it, not "y"'],
		[root('<a t:if="document.x == 1"/>'), '"document.x == 1" is not a condition'],
		[
			root('<a t:each="rows"/><b t:each="rows"/>'),
			'the rows are already in line 1; they are read only once',
		],
		[
			root('<a t:each="document.items"><b t:each="rows"/></a>'),
			'the rows cannot be here: the element around them repeats',
		],
		[
			root('<a t:each="rows"><b t:each="rows"/></a>'),
			'the rows cannot be here: the element is inside a row',
		],
		[
			root('<a t:optional="yes"><b t:each="rows"/></a>'),
			'an element around the rows cannot be "optional"',
		],
		[
			root('<a>${document.x | optional}<b t:each="rows"/></a>'),
			'an element around the rows cannot have an optional text',
		],
	])('with a mistake is refused, with line and column: %s', (template, message) => {
		expect(compiling(template)).toThrow('Template, line ');
		expect(compiling(template)).toThrow(message);
	});

	it('takes JSON that none of our vendors sends', async () => {
		const statement = { code: 200, data: { opening_balance: 245.71293, calls: [{ cost: 1e-7 }] } };
		const template = root(
			'<c t:each="rows">${row.cost}</c>',
			' o="${document.data.opening_balance | decimals:2}"',
		);
		expect(await fill(template, statement, unknown(statement.data.calls))).toBe(
			'<r o="245.71"><c>0.0000001</c></r>',
		);
	});
});
