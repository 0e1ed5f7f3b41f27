/** The code of a try that our time limit ended. */
export const TOO_LATE = 'TOO_LATE';

/** Whether a connection's code is a time-out. */
export function isTooLate(code: string): boolean {
	return code === TOO_LATE || code === 'ECONNABORTED' || code === 'ETIMEDOUT';
}

/** A wrong host name or certificate stays wrong. */
export function isPermanent(code: string): boolean {
	return /^(ENOTFOUND|ERR_INVALID_URL)$|^ERR_TLS|CERT/.test(code);
}

/** Whether the request was never sent: no such host, nobody listening, or an untrusted certificate. */
export function wasNeverSent(code: string): boolean {
	return /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/.test(code) || isPermanent(code);
}

/** A connection's code in words. n8n replaces messages that contain the code itself with its own; words stay. */
export function connectionWording(code: string): string {
	if (code === 'ECONNREFUSED') return 'connection refused';
	if (code === 'ENOTFOUND') return 'unknown host name';
	if (isTooLate(code)) return 'it took too long';
	if (/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)$|^(ERR_STREAM|Z_)/.test(code))
		return 'connection broken';
	if (/CERT|TLS/.test(code)) return 'its certificate is not trusted';
	return 'network failure';
}

/** The part of an HTTP client's error that this file reads. */
export interface ClientError {
	code?: string;
	config?: { url?: string };
	response?: { status: number; headers?: Record<string, unknown>; data?: unknown };
}

/** An error and its causes, outermost first: n8n wraps the HTTP client's error in its own. */
export function causesOf(error: unknown): unknown[] {
	const chain: unknown[] = [];
	for (let next = error; next && !chain.includes(next); next = (next as Error).cause) {
		chain.push(next);
	}
	return chain;
}

/** The HTTP client's error among an error's causes. */
export function clientErrorOf(chain: readonly unknown[]): ClientError | undefined {
	return chain.find((cause) => (cause as { isAxiosError?: boolean }).isAxiosError === true) as
		ClientError | undefined;
}
