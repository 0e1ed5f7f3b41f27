/**
 * A private key with the line breaks that its format demands, however it was pasted: with those of
 * Windows, as `\n`, or on one line, as form fields make it.
 */
export function normalisedKey(pasted: string): string {
	const key = pasted
		.replace(/\\r|\r/g, '')
		.replace(/\\n/g, '\n')
		.trim();
	if (key === '' || key.includes('\n')) return key === '' ? '' : `${key}\n`;
	const parts = /^(-----BEGIN [A-Z ]+-----)(.+?)(-----END [A-Z ]+-----)$/.exec(key);
	if (!parts) return key;
	const [, begin, body, end] = parts;
	return `${[begin, ...body.trim().split(/\s+/).flatMap(lines), end].join('\n')}\n`;
}

function lines(text: string): string[] {
	return text.match(/.{1,70}/g) ?? [];
}
