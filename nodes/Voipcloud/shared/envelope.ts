import { CallFailed } from './callFailure';

/** An HTTP answer as it came. */
export interface RawAnswer {
	status: number;
	headers: Record<string, unknown>;
	text: string;
}

const MAX_LENGTH = 300;

/**
 * The `data` of VoIPcloud's envelope `{"code":200,"data":{…}}`.
 *
 * @throws CallFailed for every other answer: another status or code, a web page, cut JSON
 */
export function readEnvelope({ status, headers, text }: RawAnswer): unknown {
	const retryAfter = headers['retry-after'];
	const refusal = (code: number, inEnvelope: boolean, body: unknown) =>
		new CallFailed({
			kind: 'status',
			status: code,
			inEnvelope,
			retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
			said: saidIn(body),
		});
	if (status < 200 || status > 299) throw refusal(status, false, parsed(text));

	const answer = readJson(text, String(headers['content-type'] ?? ''));
	if (!isObject(answer) || !/^\d{3}$/.test(String(answer.code))) {
		throw new CallFailed({ kind: 'notEnvelope' });
	}
	const code = Number(answer.code);
	if (code !== 200) throw refusal(code, true, answer);
	return answer.data;
}

/** Cut JSON is worth another try; a page for people is not. */
function readJson(text: string, contentType: string): unknown {
	const looksLikeJson = /json/i.test(contentType) || /^\s*[[{]/.test(text);
	if (/html/i.test(contentType) || !looksLikeJson) {
		throw new CallFailed({ kind: 'notJson', contentType: contentType || 'no content type' });
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new CallFailed({ kind: 'unreadable' });
	}
}

/** VoIPcloud does not publish what a refusal looks like; these are the names that APIs use. */
function saidIn(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const inner = isObject(body.data) ? body.data : {};
	const texts = [body.message, body.error, body.description, body.data, inner.message, inner.error];
	const said = texts.find((text) => typeof text === 'string' && text.trim() !== '');
	return said === undefined ? undefined : String(said).trim().slice(0, MAX_LENGTH);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
