/** HORISEN's error answer, from any of the three shapes that its APIs document. */
export interface VendorError {
	/** E.g. `NOT_AUTHORIZED`. */
	code?: string;
	message?: string;
}

const MAX_LENGTH = 300;

/**
 * Reads `{"Code":0,"Message":"…"}` (Traffic Report), `{"code":"…","message":"…","description":"…",
 * "items":[…]}` (Rates, and the general shape) and Finance's codes, as text or parsed; an answer in no
 * known shape gives an empty result. Texts are cut to a length that an operator reads.
 */
export function readVendorError(body: unknown): VendorError {
	const answer = typeof body === 'string' ? parsed(body) : body;
	if (typeof answer !== 'object' || answer === null) return {};
	const fields = new Map(
		Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value as unknown]),
	);
	if (fields.has('error') && !fields.has('code')) return readVendorError(fields.get('error'));
	const code = textOf(fields.get('code'));
	const texts = [
		fields.get('message'),
		fields.get('description'),
		...itemTexts(fields.get('items')),
	]
		.map(textOf)
		.filter((text) => text !== undefined && text !== code);
	// The code may stand in the message, as the Traffic Report API's number in `Code` does not name it.
	return {
		code: code ?? codeIn(texts[0]),
		message: texts.length ? [...new Set(texts)].join(' ').slice(0, MAX_LENGTH) : undefined,
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, MAX_LENGTH);
	return undefined;
}

function itemTexts(items: unknown): unknown[] {
	if (!Array.isArray(items)) return [];
	return items.slice(0, 5).map((item: { name?: unknown; message?: unknown } | null) => {
		const [name, message] = [textOf(item?.name), textOf(item?.message)];
		return name && message ? `${name}: ${message}` : (message ?? name);
	});
}

function codeIn(message: string | undefined): string | undefined {
	return message?.match(/\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+(?::[A-Z0-9_]+)?/)?.[0];
}
