/** The code of a try that our own time limit ended. */
export const TOO_LATE = 'TOO_LATE';

/** Whether a connection's code means that it took too long. */
export function isTooLate(code: string): boolean {
	return code === TOO_LATE || code === 'ECONNABORTED' || code === 'ETIMEDOUT';
}

/** A host name or certificate that is wrong stays wrong. */
export function isPermanent(code: string): boolean {
	return /^(ENOTFOUND|ERR_INVALID_URL|ERR_TLS.*|.*CERT.*)$/.test(code);
}

/** What a connection's code means. n8n replaces messages that hold the code itself by its own; words stay. */
export function connectionWording(code: string): string {
	if (code === 'ECONNREFUSED') return 'connection refused';
	if (code === 'ENOTFOUND') return 'unknown host name';
	if (isTooLate(code)) return 'it took too long';
	if (/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE|ERR_STREAM.*|Z_.*)$/.test(code))
		return 'connection broken';
	if (/CERT|TLS/.test(code)) return 'its certificate is not trusted';
	return 'network failure';
}

/** The part of an HTTP client's error that is read here. */
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
export function clientErrorOf(chain: unknown[]): ClientError | undefined {
	return chain.find((cause) => (cause as { isAxiosError?: boolean }).isAxiosError === true) as
		ClientError | undefined;
}
