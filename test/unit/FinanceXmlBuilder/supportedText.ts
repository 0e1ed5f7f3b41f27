/** A text as XML 1.0 can hold it, by its Char production and independent of the code under test. */
export function supportedText(text: string): { text: string; replaced: number } {
	let replaced = 0;
	const characters = [...text].map((character) => {
		if (isChar(character.codePointAt(0) as number)) return character;
		replaced++;
		return '\ufffd';
	});
	return { text: characters.join(''), replaced };
}

function isChar(code: number): boolean {
	return (
		code === 0x9 ||
		code === 0xa ||
		code === 0xd ||
		(code >= 0x20 && code <= 0xd7ff) ||
		(code >= 0xe000 && code <= 0xfffd) ||
		code >= 0x10000
	);
}
