import fc from 'fast-check';
import { decode } from 'iconv-lite';
import { AS_IS, type Writing } from '../../../../nodes/FinanceXmlBuilder/writing/writing';
import { XmlBytes } from '../../../../nodes/FinanceXmlBuilder/writing/xmlBytes';
import { XmlTokens } from '../../../../nodes/FinanceXmlBuilder/writing/xmlTokens';
import { Libxml2 } from '../../../support/libxml2';
import { cut, xmlDocument } from './arbitraryXml';

const LABEL = 'Document "1"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const libxml2 = new Libxml2();
afterAll(async () => await libxml2.close());

function bytesOf(pieces: string[], writing: Partial<Writing> = {}): Buffer {
	const bytes = new XmlBytes({ ...AS_IS, ...writing }, LABEL);
	for (const piece of pieces) bytes.add(piece);
	bytes.end();
	return bytes.take();
}

const textOf = (xml: string, writing: Partial<Writing> = {}) => bytesOf([xml], writing).toString();

async function canonical(xml: string | Buffer): Promise<string | undefined> {
	const answer = await libxml2.read(xml, { canonical: true });
	expect(answer.errors).toEqual([]);
	return answer.canonical;
}

/** Everything but the white space between tags. */
const contentOf = (xml: string) =>
	new XmlTokens()
		.add(xml)
		.filter(({ text }) => /[^ \t\r\n]/.test(text))
		.map(({ text }) => text);

const ENCODINGS = ['UTF-8', 'UTF-16', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252', 'asIs'];

const sameMeaning: fc.Arbitrary<Partial<Writing>> = fc.record({
	encoding: fc.constantFrom(...ENCODINGS),
	byteOrderMark: fc.boolean(),
	declaration: fc.constantFrom('asIs', 'write'),
	standalone: fc.constantFrom('asIs', 'none', 'no', 'yes'),
	lineEnds: fc.constantFrom('asIs', 'lf', 'crlf'),
	emptyElements: fc.constantFrom('asIs', 'collapsed', 'expanded'),
});

const pieces = fc
	.tuple(xmlDocument, fc.array(fc.nat(), { maxLength: 5 }))
	.map(([xml, places]) => ({ xml, pieces: cut(xml, places) }));

describe('tokens', () => {
	it('are the same however the text is cut, and cover all of it', () => {
		const tokensOf = (all: string[]) => {
			const tokens = new XmlTokens();
			return [...all.flatMap((piece) => tokens.add(piece)), ...tokens.end()];
		};
		fc.assert(
			fc.property(pieces, ({ xml, pieces: all }) => {
				const tokens = tokensOf(all);
				expect(tokens.map(({ text }) => text).join('')).toBe(xml);
				expect(tokens).toEqual(tokensOf([xml]));
			}),
		);
	});
});

describe('a file that is written another way', () => {
	it('has the same content with any encoding, declaration, line ends and empty elements', async () => {
		await fc.assert(
			fc.asyncProperty(pieces, sameMeaning, async ({ xml, pieces: all }, writing) => {
				expect(await canonical(bytesOf(all, writing))).toBe(await canonical(xml));
			}),
		);
	});

	it('is exactly the text if nothing is changed', () => {
		fc.assert(
			fc.property(pieces, ({ xml, pieces: all }) => {
				expect(bytesOf(all).toString()).toBe(xml);
			}),
		);
	});

	it.each(['compact', 'indented'] as const)(
		'differs only in white space between elements if it is %s, and stays that way',
		async (layout) => {
			await fc.assert(
				fc.asyncProperty(pieces, async ({ xml, pieces: all }) => {
					const laidOut = bytesOf(all, { layout }).toString();
					expect(bytesOf([laidOut], { layout }).toString()).toBe(laidOut);
					expect(bytesOf([laidOut], { layout: 'compact' })).toEqual(
						bytesOf([xml], { layout: 'compact' }),
					);
					expect(contentOf(laidOut)).toEqual(contentOf(xml));
					expect((await canonical(laidOut))?.replace(/\s+/g, '')).toBe(
						(await canonical(xml))?.replace(/\s+/g, ''),
					);
				}),
			);
		},
	);
});

describe('encodings', () => {
	const XML = `${DECLARATION}<a b="5 € Ω">ž €</a>`;

	it.each([
		['UTF-8', 'utf8', `${DECLARATION}<a b="5 € Ω">ž €</a>`],
		['UTF-16', 'utf16le', '\ufeff<?xml version="1.0" encoding="UTF-16"?><a b="5 € Ω">ž €</a>'],
		[
			'ISO-8859-1',
			'latin1',
			'<?xml version="1.0" encoding="ISO-8859-1"?><a b="5 &#x20AC; &#x3A9;">&#x17E; &#x20AC;</a>',
		],
		[
			'ISO-8859-15',
			'iso-8859-15',
			'<?xml version="1.0" encoding="ISO-8859-15"?><a b="5 € &#x3A9;">ž €</a>',
		],
		[
			'windows-1252',
			'windows-1252',
			'<?xml version="1.0" encoding="windows-1252"?><a b="5 € &#x3A9;">ž €</a>',
		],
	])('write what %s has, and the rest as references', (encoding, name, expected) => {
		const bytes = bytesOf([XML], { encoding });
		expect(decode(bytes, name, { stripBOM: false })).toBe(expected);
	});

	it('include the one that the declaration names', () => {
		const xml = '<?xml version="1.0" encoding="iso-8859-15" ?><a>€ž</a>';
		expect(decode(bytesOf([xml]), 'iso-8859-15')).toBe(xml);
		expect(bytesOf(["<?xml version='1.0' encoding='US-ASCII'?><a>é</a>"]).toString()).toBe(
			"<?xml version='1.0' encoding='US-ASCII'?><a>&#xE9;</a>",
		);
	});

	it.each(['EBCDIC-CP-US', 'Shift_JIS', 'base64', 'utf-7'])('refuse %s', (encoding) => {
		expect(() => textOf(`<?xml version="1.0" encoding="${encoding}"?><a/>`)).toThrow(
			`Document "1": the declaration names the encoding "${encoding}", which is not supported`,
		);
	});

	it.each([
		['<Größe€/>', 'a name: <Größe€/>'],
		['<a €="1"/>', 'a name: <a €=/>'],
		['<!--5 €--><a/>', 'a comment: <!--5 €-->'],
		['<a><![CDATA[5 €]]></a>', 'a CDATA section: <![CDATA[5 €]]>'],
		['<?pi 5 €?><a/>', 'a processing instruction: <?pi 5 €?>'],
	])('refuse %s where XML allows no references', (xml, where) => {
		expect(() => textOf(xml, { encoding: 'ISO-8859-1' })).toThrow(
			`Document "1": ISO-8859-1 cannot hold "€" (U+20AC) in ${where}`,
		);
	});
});

describe('the declaration', () => {
	it.each<[string, Partial<Writing>, string]>([
		['<a/>', {}, '<a/>'],
		['<a/>', { declaration: 'write' }, `${DECLARATION}<a/>`],
		['<a/>', { standalone: 'yes' }, DECLARATION.replace('?>', ' standalone="yes"?>') + '<a/>'],
		['<a/>', { encoding: 'ISO-8859-1' }, DECLARATION.replace('UTF-8', 'ISO-8859-1') + '<a/>'],
		[`${DECLARATION}<a/>`, { declaration: 'omit' }, '<a/>'],
		[`${DECLARATION}<a/>`, { byteOrderMark: true }, `\ufeff${DECLARATION}<a/>`],
		[`${DECLARATION}<a/>`, { declaration: 'omit', byteOrderMark: true }, '\ufeff<a/>'],
		['<?xml version="1.0" standalone="no"?><a/>', { standalone: 'none' }, `${DECLARATION}<a/>`],
		["<?xml version='1.0'?>\n<a/>", { declaration: 'write' }, "<?xml version='1.0'?>\n<a/>"],
	])('in %s, with %j', (xml, writing, expected) => {
		expect(textOf(xml, writing)).toBe(expected);
	});

	it('cannot be left out if it is needed to recognise the encoding', () => {
		expect(() => textOf('<a/>', { encoding: 'windows-1252', declaration: 'omit' })).toThrow(
			'Document "1": without a declaration no reader can tell that the file is in windows-1252',
		);
	});
});

describe('the layout', () => {
	const XML = `${DECLARATION}<a> <b><c/><d>x</d></b>\n\n<p>text <i>in</i></p><q xml:space="preserve"> <r/></q><s> </s></a>`;

	it('has one element per line, with spaces or tabs', () => {
		expect(textOf(XML, { layout: 'indented', indentation: '\t' }).split('\n')).toEqual([
			DECLARATION,
			'<a>',
			'\t<b>',
			'\t\t<c/>',
			'\t\t<d>x</d>',
			'\t</b>',
			'\t<p>text <i>in</i></p>',
			'\t<q xml:space="preserve"> <r/></q>',
			'\t<s> </s>',
			'</a>',
		]);
	});

	it('has no white space between elements if it is compact', () => {
		expect(textOf(textOf(XML, { layout: 'indented' }), { layout: 'compact' })).toBe(
			`${DECLARATION}<a><b><c/><d>x</d></b><p>text <i>in</i></p><q xml:space="preserve"> <r/></q><s> </s></a>`,
		);
	});

	it('works with any line ends', () => {
		expect(textOf('<a>\r\n<b/></a>', { layout: 'indented', lineEnds: 'crlf' })).toBe(
			'<a>\r\n  <b/>\r\n</a>',
		);
		expect(bytesOf(['<a>\r', '\n\r<b/></a>'], { lineEnds: 'lf' }).toString()).toBe(
			'<a>\n\n<b/></a>',
		);
	});

	it('decides in bounded time whether an element holds text, and refuses one that turns out to', () => {
		const bytes = new XmlBytes({ ...AS_IS, layout: 'indented' }, LABEL);
		bytes.add('<a>');
		for (let row = 0; row < 20_000; row++) bytes.add(`<row>${row} of many</row>`);
		expect(bytes.isFull).toBe(true);
		expect(() => {
			bytes.add('late</a>');
			bytes.end();
		}).toThrow(
			'Document "1": <a> has more than 256 KB of elements and then text, "late", so its layout cannot be changed',
		);
	});
});
