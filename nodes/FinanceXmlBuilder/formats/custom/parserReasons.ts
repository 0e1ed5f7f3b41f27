import { NAMESPACE } from './namespace';

export const NO_DTD =
	'a document type declaration (DTD) is not allowed, nor are its declarations; leave it out';

export const WRITE_AMP = 'a "&" begins an entity like &amp;; write &amp; for the character itself';

/** The parser's messages in plain words; its other messages are clear enough. */
const REASONS: ReadonlyArray<[said: RegExp, plain: string]> = [
	[
		/^undefined entity/,
		'there is no such entity; XML has &lt; &gt; &amp; &quot; &apos;; write others as &#233; or as the character itself',
	],
	[/^(empty entity name|disallowed character in entity name)/, WRITE_AMP],
	[/^malformed character entity/, 'there is no such character in XML'],
	[
		/^disallowed character in tag name/,
		'a "<" begins an element; write &lt; for the character itself',
	],
	[
		/^(attribute without value|unquoted attribute value|disallowed character in attribute name)/,
		'put the value of an attribute in quotes: name="value"',
	],
	[/^text data outside of root node/, 'text is allowed only inside the root element'],
	[
		/^documents may contain only one root/,
		'there is a second root element; an XML document has one',
	],
	[
		/^document must contain a root element/,
		'there is no element; an XML document has one root element',
	],
	[/^unmatched closing tag/, 'this closes an element that is not open'],
	[
		/^unbound namespace prefix: "(.*)"/,
		`nothing around it declares the prefix "$1"; write xmlns:$1="…", and for what we repeat or leave out xmlns:$1="${NAMESPACE}"`,
	],
	[/^duplicate attribute: (.*)\.$/, 'the attribute $1 occurs twice in this element'],
	[/^inappropriately located doctype.*/, NO_DTD],
	[
		/^disallowed character\.?$/,
		'a "<" is not allowed in the value of an attribute; write &lt;, or close the quotes before it',
	],
];

/** A sentence of the parser without its position, in plain words. */
export function plainReason(said: string): string {
	const reason = said.replace(/^\d+:\d+: /, '');
	const known = REASONS.find(([pattern]) => pattern.test(reason));
	return (known ? reason.replace(known[0], known[1]) : reason).replace(/\.$/, '');
}
