import { compileElement, compileFile } from '../../../../nodes/FinanceXmlBuilder/xml/skeleton';
import { Stamping } from '../../../../nodes/FinanceXmlBuilder/xml/stamping';
import { XmlText } from '../../../../nodes/FinanceXmlBuilder/xml/text';
import type { Content, Element, Value } from '../../../../nodes/FinanceXmlBuilder/xml/tree';

type Scope = Record<string, string | undefined>;

const stamping = () => new Stamping('Document "1"', new XmlText('replace'));

function value(field: string): Value<Scope> {
	return { kind: 'value', field, of: (scope) => scope[field] };
}

function element(name: string, ...content: Array<Content<Scope>>): Element<Scope> {
	return { kind: 'element', name, content };
}

function stamp(root: Element<Scope>, scope: Scope): string {
	return compileElement(root).stamp(scope, stamping());
}

describe('a skeleton', () => {
	it('escapes each place in its own way', () => {
		const root: Element<Scope> = {
			...element('a', value('x')),
			attributes: [
				{ name: 'b', value: value('x') },
				{ name: 'c', value: 'fixed\n"<&>' },
			],
		};
		expect(stamp(element('r', 'fixed\n"<&>', root), { x: '1\n"<&>' })).toBe(
			'<r>fixed\n"&lt;&amp;&gt;<a b="1&#xA;&quot;&lt;&amp;&gt;" c="fixed&#xA;&quot;&lt;&amp;&gt;">1\n"&lt;&amp;&gt;</a></r>',
		);
	});

	it('leaves out an attribute without a value, and an element without its text', () => {
		const attributes = [
			{ name: 'p', value: value('p') },
			{ name: 'q', value: 'fixed' },
			{ name: 'r', value: value('r') },
		];
		const root = element('r', element('a', value('x')), {
			...element('b', value('y')),
			attributes,
		});
		expect(stamp(root, { x: '1', y: '2', r: '3' })).toBe('<r><a>1</a><b q="fixed" r="3">2</b></r>');
		expect(stamp(root, { p: '1' })).toBe('<r></r>');
	});

	it('leaves out an optional element only when nothing in it has a value', () => {
		const inner = element('b', value('x'));
		const root = element('r', { ...element('a', inner, element('c', value('y'))), optional: true });
		expect(stamp(root, { y: '1' })).toBe('<r><a><c>1</c></a></r>');
		expect(stamp(root, {})).toBe('<r></r>');
	});

	it('treats text as text, whatever it looks like', () => {
		const root = element('r', element('a', value('x')), element('b', '<!-- -->', '#', '@x'));
		expect(stamp(root, { x: '<b>$1</b> $& \u00011\u0002' })).toBe(
			'<r><a>&lt;b&gt;$1&lt;/b&gt; $&amp; �1�</a><b>&lt;!-- --&gt;#@x</b></r>',
		);
	});

	it('repeats, and names the entry in errors', () => {
		const labels: string[] = [];
		const entry: Value<Scope> = {
			kind: 'value',
			field: 'name',
			of: ({ name }, { label }) => (labels.push(label.call(run, 'name')), name),
		};
		const run = stamping();
		const root = element('r', {
			kind: 'each',
			step: (_, index) => `items[${index}]`,
			of: () => [{ name: 'a' }, { name: 'b' }],
			content: [element('i', entry)],
		});
		expect(compileElement(root).stamp({}, run)).toBe('<r><i>a</i><i>b</i></r>');
		expect(labels).toEqual([
			'Document "1", field items[0].name',
			'Document "1", field items[1].name',
		]);
	});

	it('keeps prefixes and namespaces as they are declared', () => {
		const root: Element<Scope> = {
			...element('a', {
				...element('p:b', element('c', value('x'))),
				attributes: [
					{ name: 'xmlns:p', value: 'urn:p' },
					{ name: 'p:q', value: value('x') },
				],
			}),
			attributes: [{ name: 'xmlns', value: 'urn:a' }],
		};
		expect(stamp(root, { x: '1' })).toBe(
			'<a xmlns="urn:a"><p:b xmlns:p="urn:p" p:q="1"><c>1</c></p:b></a>',
		);
	});

	it('is head, row and tail around rows', () => {
		const { head, row, tail } = compileFile<Scope>(
			element(
				'r',
				element('a', value('x')),
				element('t', { kind: 'rows', content: [element('w', value('x'))] }),
				'end',
			),
		);
		const parts = [head, row, tail].map((part) => part.stamp({ x: '1' }, stamping()));
		expect(parts).toEqual([
			'<?xml version="1.0" encoding="UTF-8"?><r><a>1</a><t>',
			'<w>1</w>',
			'</t>end</r>',
		]);
	});

	it('has only a head without rows', () => {
		const { head, row, tail } = compileFile<Scope>(element('r', value('x')));
		const parts = [head, row, tail].map((part) => part.stamp({ x: '1' }, stamping()));
		expect(parts).toEqual(['<?xml version="1.0" encoding="UTF-8"?><r>1</r>', '', '']);
	});

	it('cannot have rows in a part that may be left out', () => {
		const part = { ...element('t', { kind: 'rows' as const, content: [] }), optional: true };
		expect(() => compileFile<Scope>(element('r', part))).toThrow('may vanish');
	});
});
