import fc from 'fast-check';

const CHARACTERS = ['a', ' ', 'é', '€', 'ž', '¤', '\u0081', '–', 'Ω', '🚀', '\n', '\t', '\ufffd'];

const string = (...more: string[]) =>
	fc.array(fc.constantFrom(...CHARACTERS, ...more), { maxLength: 6 }).map((all) => all.join(''));

const text = string('&lt;', '&#xD;', '&#32;', '>', '"', "'");
const name = fc.constantFrom('a', 'b', 'c:d', 'long-name.1');
const attribute = fc
	.tuple(
		fc.constantFrom(' x', '\n\ty', ' xml:space'),
		string('>', '/', '&lt;', '&#xA;'),
		fc.constantFrom('"', "'"),
	)
	.map(([key, value, quote]) =>
		key === ' xml:space'
			? `${key}=${quote}${value.length % 2 ? 'preserve' : 'default'}${quote}`
			: `${key}=${quote}${value}${quote}`,
	);
const attributes = fc.uniqueArray(attribute, {
	maxLength: 3,
	selector: (written) => written.trim().split('=')[0],
});
/** Where XML has no references: characters that every encoding has. */
const plain = fc.constantFrom('', ' ', 'x', ' <a> ', '"', '\n');
const white = fc.constantFrom('', ' ', '\n', '\n\t', '  ');

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
	element: fc
		.tuple(name, attributes, fc.array(tie('content'), { maxLength: 4 }), white, fc.boolean())
		.map(([tag, written, contents, end, isShort]) => {
			const content = contents.join('');
			const start = `<${tag}${written.join('')}`;
			if (content === '' && end === '') return isShort ? `${start}/>` : `${start}></${tag}>`;
			return `${start}>${content}${end}</${tag}>`;
		}),
	content: fc
		.tuple(
			white,
			fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				text,
				plain.map((one) => `<!--${one}-->`),
				plain.map((one) => `<![CDATA[${one}]]>`),
				plain.map((one) => `<?pi ${one}?>`),
				tie('element'),
				tie('element'),
			),
		)
		.map((parts) => parts.join('')),
}));

/** A whole XML document in UTF-8, as a template or a format may write it. */
export const xmlDocument = fc
	.tuple(
		fc.constantFrom(
			'',
			'<?xml version="1.0"?>',
			'<?xml version="1.0" encoding="UTF-8"?>\n',
			"<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
		),
		white,
		element,
		white,
	)
	.map(([declaration, before, root, after]) => {
		const prolog = declaration === '' ? '' : declaration + before;
		return `${prolog}<r xmlns:c="urn:c">${root}</r>${after}`;
	});

/** The document in pieces, cut behind its declaration, anywhere but within a character or a tag and the like. */
export function cut(xml: string, places: number[]): string[] {
	const first = xml.indexOf('<r ');
	const inTokens = [
		...xml.matchAll(
			/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(?:"[^"]*"|'[^']*'|[^'">])*>/g,
		),
	];
	const isInToken = (end: number) =>
		inTokens.some(({ index, 0: { length } }) => index < end && end < index + length);
	const ends = places
		.map((place) => first + (place % (xml.length - first)))
		.filter((end) => end > 0 && !isInToken(end) && !/[\udc00-\udfff]/.test(xml[end]))
		.sort((a, b) => a - b);
	return [...ends, xml.length].map((end, index) =>
		xml.slice(index === 0 ? 0 : ends[index - 1], end),
	);
}
