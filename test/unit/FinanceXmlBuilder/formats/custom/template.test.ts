import fc from 'fast-check';
import { CustomFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/custom/customFormat';
import {
	type TemplateNode,
	parseTemplate,
} from '../../../../../nodes/FinanceXmlBuilder/formats/custom/template';

/** What the spans of a tree say, in the order of the source. */
function written(source: string): string[] {
	const template = parseTemplate(source);
	const slice = ({ start, end }: { start: number; end: number }) =>
		template.source.slice(start, end);
	const of = (node: TemplateNode): string[] =>
		node.kind === 'element'
			? [
					`${slice(node.startTag)}`,
					...node.attributes.map(({ at, valueAt }) => `@ ${slice(at)} = ${slice(valueAt)}`),
					...node.children.flatMap(of),
					...(node.endTag ? [slice(node.endTag)] : []),
				]
			: [slice(node.at)];
	return [...template.before.flatMap(of), ...of(template.root), ...template.behind.flatMap(of)];
}

describe('a template', () => {
	it('is read with the position of everything in it', () => {
		const source = [
			'\ufeff<?xml version="1.0" encoding=\'ISO-8859-1\'?>\r\n<!-- head --><?go fast?>',
			'<a:Import xmlns:a="urn:a" b = \'1&#x9;"\'\n\tc="">x &amp; y<![CDATA[ <raw> ]]]]><!--c-->',
			'<b/><b ></b\n>\u{1f980}<?p q? ?></a:Import ><!-- tail -->\n',
		].join('');
		expect(written(source)).toEqual([
			'<!-- head -->',
			'<?go fast?>',
			'<a:Import xmlns:a="urn:a" b = \'1&#x9;"\'\n\tc="">',
			'@ xmlns:a="urn:a" = urn:a',
			'@ b = \'1&#x9;"\' = 1&#x9;"',
			'@ c="" = ',
			'x &amp; y',
			'<![CDATA[ <raw> ]]]]>',
			'<!--c-->',
			'<b/>',
			'<b >',
			'</b\n>',
			'\u{1f980}',
			'<?p q? ?>',
			'</a:Import >',
			'<!-- tail -->',
		]);
		const { root, declaration, before } = parseTemplate(source);
		expect(declaration).toMatchObject({ encoding: 'ISO-8859-1', standalone: undefined });
		expect(before.map(({ kind }) => kind)).toEqual(['comment', 'instruction']);
		expect(root).toMatchObject({ name: 'a:Import', local: 'Import', uri: 'urn:a' });
		expect(root.attributes.map(({ value }) => value)).toEqual(['urn:a', '1\t"', '']);
		expect(root.children.slice(0, 3)).toMatchObject([
			{ kind: 'text', text: 'x & y' },
			{ kind: 'cdata', text: ' <raw> ]]' },
			{ kind: 'comment', text: 'c' },
		]);
	});

	it.each([
		['', 'line 1, column 1: it is empty'],
		['hello', 'line 1, column 6: text is allowed only inside the root element'],
		[
			'<a>\n <b>\n</a>',
			'line 3, column 1: found </a>, but </b> is expected, to close <b> of line 2',
		],
		['<a>\n\t<b>', 'line 2, column 2: <b> is not closed'],
		['<a/><b/>', 'there is a second root element'],
		['<a/>x', 'text is allowed only inside the root element'],
		['<a></b></a>', 'line 1, column 4: found </b>, but </a> is expected'],
		['<a/></b>', 'this closes an element that is not open'],
		['<!-- only -->', 'there is no element'],
		['<a b=1/>', 'column 6: put the value of an attribute in quotes'],
		['<a b/>', 'put the value of an attribute in quotes'],
		['<a b="<"/>', 'column 7: a "<" is not allowed in the value of an attribute; write &lt;'],
		['<a>\n<c\nb="1"\nb="2"\n/></a>', 'line 4, column 1: the attribute b occurs twice'],
		[
			'<a\nxmlns:p="u"\nxmlns:q="u"\np:b="1"\nq:b="2"\n/>',
			'line 5, column 1: the attribute {u}b occurs twice',
		],
		['<a>\n<p:a\nb="1"/></a>', 'line 2, column 1: nothing around it declares the prefix "p"'],
		[
			'<a>\n<p:a\np:b="1"/></a>',
			'line 2, column 1: nothing around it declares the prefix "p"; write xmlns:p="…"',
		],
		[
			'<a\nc="1"\nt:each="rows"\n/>',
			'line 3, column 1: nothing around it declares the prefix "t"; write xmlns:t="…", and for what we repeat or leave out xmlns:t="urn:telecom-finance:template"',
		],
		['<a xmlns:p=""/>', 'undefine prefix'],
		['<a xmlns:xml="urn:x"/>', 'xml prefix must be bound'],
		['<a xmlns="http://www.w3.org/2000/xmlns/"/>', 'default namespace'],
		['<a:b:c xmlns:a="u"/>', 'malformed name'],
		['<a>&nbsp;</a>', 'there is no such entity'],
		['<a>&constructor;</a>', 'there is no such entity'],
		['<a>Tom & Jerry</a>', 'write &amp; for the character itself'],
		['<a>1 < 2</a>', 'write &lt; for the character itself'],
		['<a>&#0;</a>', 'there is no such character in XML'],
		['<a>\n\u0001</a>', 'line 2, column 1: XML does not allow this character'],
		['<a>\ud800</a>', 'XML does not allow this character'],
		['<a>]]></a>', 'disallowed in char data'],
		['<a><!-- a -- b --></a>', 'malformed comment'],
		['<a><?xml version="1.0"?></a>', 'XML declaration must'],
		['<?xml version="1.1"?><a/>', 'XML 1.1 cannot be written'],
		['<!DOCTYPE a><a/>', 'line 1, column 1: a document type declaration (DTD) is not allowed'],
		['<a/><!DOCTYPE a>', 'a document type declaration (DTD) is not allowed'],
		['<a b="1', 'column 1: this is not closed'],
		['<a', 'there is no element'],
		['<a b="Tom & Jerry"></a>', 'column 11: a "&" begins an entity'],
		['<a><!-- x </a>', 'column 4: the comment that begins here is not closed'],
		['<a>x<![CDATA[ </a>', 'column 5: the CDATA section that begins here is not closed'],
		['<a>x<?p </a>', 'column 5: the processing instruction that begins here is not closed'],
	])('is refused if it is %j', (source, message) => {
		expect(() => parseTemplate(source)).toThrow('Template, line ');
		expect(() => parseTemplate(source)).toThrow(message);
	});

	it.each([
		[
			'billion laughs',
			`<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "${'&b;'.repeat(10)}"><!ENTITY d "${'&c;'.repeat(10)}">]><a>&d;</a>`,
		],
		['a file', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
		['a server', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>'],
		['a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/">%b;]><a/>'],
	])('never reads anything outside itself: %s', (_, source) => {
		expect(() => parseTemplate(source)).toThrow('a document type declaration (DTD) is not allowed');
	});

	it('shows the wrong line, cut around the mistake if it is long', () => {
		const description = (source: string) => {
			try {
				parseTemplate(source);
			} catch (error) {
				return (error as { description: string }).description;
			}
			return undefined;
		};
		expect(description('<a>\r\n\t<b>&nope;</b>\r\n</a>')).toContain('Line 2 is: <b>&nope;</b> —');
		const long = description(`<a>${'x'.repeat(100_000)}&nope;${'y'.repeat(100_000)}</a>`);
		expect(long).toMatch(/Line 1 is: …x+&nope;y+… —/);
		expect(long?.length).toBeLessThan(400);
	});

	it('quotes only the beginning and the end of a long text', () => {
		const path = `document[${'a'.repeat(100_000)}`;
		const refused = (): unknown =>
			new CustomFormat(`<a>\${${path}}</a>`, { keepAsWritten: false, keepComments: true });
		expect(refused).toThrow(/^Template, line 1, column 14: "document\[a+…a+"$/);
	});

	it('may be a thousand elements deep, and no deeper', () => {
		const deep = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
		expect(() => parseTemplate(deep(1000))).not.toThrow();
		expect(() => parseTemplate(deep(1001))).toThrow(
			'column 3001: elements are nested more than 1000 deep',
		);
	});

	it('is never accepted if its spans miss a character', () => {
		const piece = fc.constantFrom(
			'x',
			'&amp;',
			'\r\n',
			'\u{1f980}',
			'<b/>',
			'<b c="d"/>',
			'<!--c-->',
			'<?p q?>',
			'<![CDATA[]]>',
			'<![CDATA[<]]>',
			' ',
			']',
			'-',
			'?',
			'>',
			'"',
			"'",
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				const source = `<a>${pieces.join('')}</a>`;
				fc.pre(!source.includes(']]>') || /<!\[CDATA\[/.test(source));
				let template;
				try {
					template = parseTemplate(source);
				} catch {
					return;
				}
				expect(
					template.root.children.map(({ at }) => source.slice(at.start, at.end)).join(''),
				).toBe(pieces.join(''));
			}),
		);
	});
});
