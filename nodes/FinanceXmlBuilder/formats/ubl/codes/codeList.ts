/** The codes of a text, in which any white space parts them. */
export function codeList(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/));
}
