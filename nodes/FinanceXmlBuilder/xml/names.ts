const NAME_START =
	'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D' +
	'\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME_REST = `${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040`;
const NC_NAME = `[${NAME_START}][${NAME_REST}]*`;

/** A qualified name of "Namespaces in XML 1.0": an optional prefix, a colon, a local name. */
const QUALIFIED_NAME = new RegExp(`^(?:(?<prefix>${NC_NAME}):)?(?<local>${NC_NAME})$`, 'u');

/** The parts of a name, or undefined where XML cannot hold it. */
export function parseName(name: string): { prefix?: string; local: string } | undefined {
	const parts = QUALIFIED_NAME.exec(name)?.groups;
	return parts && { prefix: parts.prefix, local: parts.local };
}
