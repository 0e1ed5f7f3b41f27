import fc from 'fast-check';
import { XmlText, type UnsupportedCharacters } from '../../../../nodes/FinanceXmlBuilder/xml/text';
import { NASTY_TEXT } from '../../../fixtures/documents';
import { Libxml2 } from '../../../support/libxml2';
import { supportedText } from '../supportedText';

const LABELS = { label: (field: string) => `Document "1", field ${field}` };

/** Any UTF-16 text, lone surrogates included, with what matters to XML more often than chance has it. */
const anyText = fc
	.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.string({ unit: 'grapheme' }) },
			{
				weight: 1,
				arbitrary: fc.constantFrom('&', '<', '>', '"', "'", ']]>', '&amp;', '\r\n', '\t'),
			},
			{
				weight: 2,
				arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
			},
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));

describe('XML text', () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	const write = (text: string, policy: UnsupportedCharacters = 'replace') => {
		const xmlText = new XmlText(policy);
		const between = xmlText.at('text', text, 'name', LABELS);
		const { replacedCharacters } = xmlText;
		const [inAttribute, inApostrophes, inCData] = (
			['attribute', 'apostrophes', 'cdata'] as const
		).map((place) => xmlText.at(place, text, 'name', LABELS));
		return { between, inAttribute, inApostrophes, inCData, replacedCharacters };
	};

	it('comes back from a parser unchanged, wherever it is placed', async () => {
		await fc.assert(
			fc.asyncProperty(anyText, async (text) => {
				const { between, inAttribute, inApostrophes, inCData, replacedCharacters } = write(text);
				const expected = supportedText(text);
				const { errors, found } = await libxml2.read(
					`<a b="${inAttribute}" c='${inApostrophes}'><d>${between}</d><e><![CDATA[${inCData}]]></e></a>`,
					{ xpaths: ['//d', '//e', '/a/@b', '/a/@c'] },
				);
				expect(errors).toEqual([]);
				expect(found.flat()).toEqual(Array.from({ length: 4 }, () => expected.text));
				expect(replacedCharacters).toBe(expected.replaced);
			}),
			{ numRuns: 500, examples: [[NASTY_TEXT], [''], ['\r'], ['\u{1f980}'], ['\udc00\ud800']] },
		);
	});

	it('never ends a CDATA section, whatever is around it', async () => {
		const piece = fc.constantFrom(']', ']]', '>', ']>', ']]>', '', 'x');
		await fc.assert(
			fc.asyncProperty(piece, piece, piece, piece, async (before, one, other, behind) => {
				fc.pre(![before, behind].some((literal) => literal.includes(']]>')));
				const xml = `<a><![CDATA[${before}${write(one).inCData}${write(other).inCData}${behind}]]></a>`;
				const { errors, found } = await libxml2.read(xml, { xpaths: ['/a'] });
				expect(errors).toEqual([]);
				expect(found).toEqual([[before + one + other + behind]]);
			}),
			{ numRuns: 500 },
		);
	});

	it('refuses what XML cannot hold, with document, field and place', () => {
		expect(() => write('ab\u0001c', 'refuse')).toThrow(
			'Document "1", field name holds a character that XML cannot carry: U+0001 at position 3',
		);
		expect(() => write('\ud800', 'refuse')).toThrow('U+D800');
		expect(() => write('\uffff', 'refuse')).toThrow('U+FFFF');
	});

	it('accepts everything that XML can hold', () => {
		fc.assert(
			fc.property(
				anyText.map((text) => supportedText(text).text),
				(text) => {
					expect(write(text, 'refuse').replacedCharacters).toBe(0);
				},
			),
		);
	});
});
