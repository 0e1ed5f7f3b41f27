/** Rainbow's error answer. */
export interface VendorError {
	/** The most precise code given, e.g. `401501`. */
	code?: string;
	message?: string;
}

const MAX_LENGTH = 300;

/**
 * Reads Rainbow's error answer, `{"errorCode":401,"errorMsg":"…","errorDetails":"…","errorDetailsCode":…}`,
 * and that of an OAuth 2.0 endpoint; an answer in no known shape gives an empty result. The codes are not
 * published. Texts are cut to a length that an operator reads.
 */
export function readVendorError(text: string): VendorError {
	const answer = parsed(text);
	if (typeof answer !== 'object' || answer === null) return {};
	const fields = answer as Record<string, unknown>;
	const texts = [fields.errorMsg, fields.errorDetails, fields.error_description, fields.message]
		.map(textOf)
		.filter((part) => part !== undefined);
	return {
		code: codeOf(fields.errorDetailsCode) ?? codeOf(fields.error) ?? codeOf(fields.errorCode),
		message: texts.length ? [...new Set(texts)].join(': ').slice(0, MAX_LENGTH) : undefined,
	};
}

/** The code with which Rainbow refuses an unknown login or a wrong password. */
const WRONG_LOGIN = '401501';

/**
 * What a refused login blames. Rainbow publishes no list of codes, so beside the one that is known the
 * words of the message decide; a mail address in it, which may be spelled like anything, does not.
 */
export function blamedAtLogin({
	code,
	message = '',
}: VendorError): 'user' | 'application' | undefined {
	if (code === WRONG_LOGIN) return 'user';
	const words = message.replace(/\S+@\S+/g, '');
	if (/\bapp(lication)?([\s_-]?(id|secret|auth))?\b/i.test(words)) return 'application';
	return /\b(login|user|password|account)\b/i.test(words) ? 'user' : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function codeOf(value: unknown): string | undefined {
	return typeof value === 'number' ? String(value) : textOf(value)?.slice(0, 60);
}
