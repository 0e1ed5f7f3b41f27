import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Libxml2 } from '../../../../support/libxml2';
import { NASTY_TEXT } from '../../../../fixtures/documents';
import { supportedText } from '../../supportedText';
import { fill, root, unknown } from './fill';

const SAMPLE = join(__dirname, '../../../../../../shared/conformance/ebinterface-6.1/sample.xml');

/** Names, prefixes and default namespaces in every combination that is well-formed. */
const PREFIXES = ['', 'p', 'q'];
const NAMESPACES = ['', 'urn:1', 'urn:2'];

interface Drawn {
	declared: Array<number | undefined>;
	prefix: number;
	attributes: Array<[prefix: number, name: number, value: string]>;
	declarationsFirst: boolean;
	quote: '"' | "'";
	children: Array<Drawn | string>;
}

const literal = fc.constantFrom(
	'x',
	' ',
	'\n\t',
	'&amp;',
	'&#65;',
	'&#x1F980;',
	'\u{1f980}',
	'ö',
	'&lt;',
	']',
	'>',
	'&quot;',
	'$5',
	'<!-- c -->',
	'<?p q?>',
	'<![CDATA[<&]]>',
	'<![CDATA[]]>',
	'&#xD;',
	'&#9;',
);

const drawn = fc.letrec<{ element: Drawn }>((tie) => ({
	element: fc.record({
		declared: fc.tuple(
			...PREFIXES.map(() => fc.option(fc.nat(2), { nil: undefined, freq: 3 })),
		) as fc.Arbitrary<Array<number | undefined>>,
		prefix: fc.nat(2),
		attributes: fc.array(
			fc.tuple(
				fc.nat(2),
				fc.nat(2),
				fc.constantFrom('', 'v', '&#xA;', '&amp;', '&lt;', '>', ' a  b '),
			),
			{ maxLength: 3 },
		),
		declarationsFirst: fc.boolean(),
		quote: fc.constantFrom('"', "'"),
		children: fc.array(fc.oneof({ depthSize: 'small' }, literal, tie('element')), { maxLength: 4 }),
	}) as fc.Arbitrary<Drawn>,
}));

function write(element: Drawn, scope: Record<string, string> = {}): string {
	const inner = { ...scope };
	const declarations: string[] = [];
	for (const [index, which] of element.declared.entries()) {
		if (which === undefined || (index > 0 && which === 0)) continue;
		inner[PREFIXES[index]] = NAMESPACES[which];
		const name = index === 0 ? 'xmlns' : `xmlns:${PREFIXES[index]}`;
		declarations.push(`${name}=${element.quote}${NAMESPACES[which]}${element.quote}`);
	}
	const usable = (index: number) => (index === 0 || inner[PREFIXES[index]] ? PREFIXES[index] : '');
	const qualified = (prefix: string, local: string) => (prefix ? `${prefix}:${local}` : local);
	const seen = new Set<string>();
	const attributes = element.attributes.flatMap(([index, local, value]) => {
		const prefix = usable(index);
		const key = `${prefix && inner[prefix]} ${local}`;
		if (seen.has(key)) return [];
		seen.add(key);
		return [`${qualified(prefix, `a${local}`)} = ${element.quote}${value}${element.quote}`];
	});
	const all = element.declarationsFirst
		? [...declarations, ...attributes]
		: [...attributes, ...declarations];
	const name = qualified(usable(element.prefix), 'e');
	const children = element.children.map((child) =>
		typeof child === 'string' ? child : write(child, inner),
	);
	const start = `<${name}${all.map((one) => `\n ${one}`).join('')}`;
	return children.length === 0 ? `${start} />` : `${start}>${children.join('')}</${name} >`;
}

describe('a template without a placeholder', () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it('comes out canonically equal, and kept as written letter for letter', async () => {
		const around = fc.constantFrom('', '\n', '<!-- c -->', '\n<?p q?>\n');
		await fc.assert(
			fc.asyncProperty(drawn.element, around, around, async (element, before, behind) => {
				const template = before + write(element) + behind;
				fc.pre(
					!template.includes(']]>') || !/\]>/.test(template.replaceAll(/<!\[CDATA\[.*?\]\]>/g, '')),
				);
				const xml = await fill(template);
				const [one, other] = [
					await libxml2.read(template, { canonical: true }),
					await libxml2.read(xml, { canonical: true }),
				];
				expect(other).toEqual(one);
				expect(one.errors).toEqual([]);
				expect(await fill(template, {}, undefined, { keepAsWritten: true })).toBe(template);
			}),
			{ numRuns: 400 },
		);
	});

	it("works with ebInterface's own sample", async () => {
		let sample: string;
		try {
			sample = readFileSync(SAMPLE, 'utf8');
		} catch {
			throw new Error(
				`The sample is not there: ${SAMPLE}. It is part of the shared conformance data.`,
			);
		}
		const xml = await fill(sample);
		expect(await libxml2.read(xml, { canonical: true })).toEqual(
			await libxml2.read(sample, { canonical: true }),
		);
		expect(await fill(sample, {}, undefined, { keepAsWritten: true })).toBe(
			sample.replace(/^\ufeff/, ''),
		);
	});
});

describe('a template that is kept as it is written', () => {
	it('changes only in its placeholders and our own attributes', async () => {
		const template = [
			"<?xml version='1.0' standalone='yes'?>\n<!-- &c; -->",
			`<r\n  xmlns:t="urn:telecom-finance:template"\n  a = '&#65;&amp;"'  b='x&#x20;\${document.v}&apos;'\tc="\${document.n | optional}" d='$\${x}' >`,
			"<i  t:each = 'document.l as l'  k='&lt;${l}'\n/>&#169; ${document.v} &gt; > $${y}<![CDATA[&${document.v}]]></r >\n",
		].join('');
		const xml = await fill(template, { v: `"'<>&`, n: null, l: [1, 2] }, undefined, {
			keepAsWritten: true,
		});
		expect(xml).toBe(
			[
				"<?xml version='1.0' standalone='yes'?>\n<!-- &c; -->",
				`<r\n  a = '&#65;&amp;"'  b='x&#x20;&quot;&apos;&lt;&gt;&amp;&apos;' d='\${x}' >`,
				"<i  k='&lt;1'\n/><i  k='&lt;2'\n/>&#169; \"'&lt;&gt;&amp; &gt; > ${y}<![CDATA[&\"'<>&]]></r >\n",
			].join(''),
		);
	});
});

describe.each([false, true])('a value, keep as written: %s', (keepAsWritten) => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it('cannot break the structure, wherever it is placed', async () => {
		const template = root(
			'<x>[${document.v}]</x><c><![CDATA[[${document.v}]]]></c><c><![CDATA[${document.v}${document.w}]]></c><i t:each="document.list">${item}</i>' +
				'<w t:each="rows" a="${row.v}"><!-- c -->${row.v}</w>',
			` a="\${document.v}" b='\${document.v}'`,
		);
		const nasty = fc
			.oneof(
				fc.string({ unit: 'binary', minLength: 1 }),
				fc.constantFrom(
					...[NASTY_TEXT, '${document.v}', '"}', '\u00010\u0002', '{{x}}', ']]>', ']', '>', '-->'],
					...['<!DOCTYPE a>', '&lt;', '<![CDATA[', '\r\n', "' x='", '" x="', '</r>', '<?xml?>'],
				),
			)
			.filter((text) => text !== '');
		await fc.assert(
			fc.asyncProperty(nasty, nasty, async (v, w) => {
				const document = { v, w, list: [w] };
				const xml = await fill(template, document, unknown([{ v: w }]), { keepAsWritten });
				const { errors, found } = await libxml2.read(xml, {
					xpaths: ['/r/@a', '/r/@b', '/r/x', '/r/c', '/r/i', '/r/w', '/r/w/@a', '//*', '//@*'],
				});
				expect(errors).toEqual([]);
				const held = (text: string) => supportedText(text).text;
				expect(found.slice(0, 7).flat()).toEqual([
					...[held(v), held(v), `[${held(v)}]`, `[${held(v)}]`, held(v) + held(w)],
					...[held(w), held(w), held(w)],
				]);
				expect([found[7].length, found[8].length]).toEqual([6, 3]);
			}),
			{ numRuns: 300 },
		);
	});
});

describe.each([false, true])('a template of 2 MB, keep as written: %s', (keepAsWritten) => {
	const size = 2_000_000;
	const deep = (content: string) => '<a>'.repeat(998) + content + '</a>'.repeat(998);

	it.each<[string, () => string]>([
		[
			'of many names',
			() => Array.from({ length: size / 40 }, (_, i) => `<F${i} a${i}="x">${i}</F${i}>\n`).join(''),
		],
		['of one text with many placeholders', () => 'x ${document.v} '.repeat(size / 16)],
		[
			'with placeholders a thousand deep',
			() => deep('<b c="${document.v}">2</b>'.repeat(size / 26)),
		],
		['of one attribute', () => `<a b="${'&amp;${document.v}'.repeat(size / 17)}"/>`],
	])(
		'is filled in bounded time: %s',
		async (_, content) => {
			const started = process.cpuUsage();
			const xml = await fill(`<r>${content()}</r>`, { v: '<' }, undefined, { keepAsWritten });
			expect(xml.length).toBeGreaterThan(size / 3);
			// A second; quadratic growth takes minutes. Processor time: a busy machine must not fail the test.
			const { user, system } = process.cpuUsage(started);
			expect((user + system) / 1e6).toBeLessThan(20);
		},
		90_000,
	);
});
