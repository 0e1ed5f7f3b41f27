import type { Readable } from 'node:stream';
import { NoJson, parseJson, TooDeep } from '../json';
import { CallFailed, type CallFailure, type StatusFailure } from './callFailure';
import { causesOf, clientErrorOf } from './connection';
import type { Secrets } from './secrets';
import type { Vendor } from './vendor';

/** The limit for a refusal's body; the rest is not read. */
const MOST_ERROR_BYTES = 64 * 1024;

/** Reads the error of n8n's authenticated request: n8n's error class around the HTTP client's error. */
export async function readFailure(
	error: unknown,
	vendor: Pick<Vendor, 'ownFailure' | 'readError'>,
	secrets: Secrets,
): Promise<CallFailure> {
	const chain = causesOf(error);
	const ours = chain.find((cause) => cause instanceof CallFailed);
	if (ours) return ours.failure;
	const own = vendor.ownFailure?.(chain, secrets);
	if (own) return own;
	const http = clientErrorOf(chain);
	if (!http) return { kind: 'other', error };
	if (http.code === 'ERR_CANCELED') return { kind: 'cancelled' };
	const { response } = http;
	// If the connection breaks during the answer, the error keeps the answer's status.
	if (!response || isSuccess(response.status)) {
		return { kind: 'connection', code: http.code ?? 'no answer' };
	}
	return statusFailure({ ...response, text: await shortTextOf(response.data) }, vendor, secrets);
}

/** The part of a refusal that is read. */
export interface Refusal {
	status: number;
	headers?: Record<string, unknown>;
	text: string;
}

/** A refusal's message without secrets, which are removed before the vendor's reader shortens texts. */
export function statusFailure(
	{ status, headers, text }: Refusal,
	{ readError }: Pick<Vendor, 'readError'>,
	secrets: Secrets,
): StatusFailure {
	const retryAfter = headers?.['retry-after'];
	return {
		kind: 'status',
		status,
		retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
		said: readError(secrets.hideIn(jsonOrNothing(text))),
	};
}

/**
 * The beginning of a short answer as text: an error's message, or a token. A streamed answer must be unread.
 *
 * @param mostBytes limit of unpacked bytes; the rest is not read
 */
export async function shortTextOf(data: unknown, mostBytes = MOST_ERROR_BYTES): Promise<string> {
	if (typeof data === 'string') return data.slice(0, mostBytes);
	if (typeof (data as Readable | undefined)?.on !== 'function') return '';
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of data as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes > mostBytes) break;
		}
	} catch (error) {
		// The status is enough; the rest of the answer did not arrive.
		if (chunks.length === 0) return error instanceof Error ? error.message : '';
	}
	return Buffer.concat(chunks).toString();
}

/** An error answer in an unknown shape gives no message. */
function jsonOrNothing(text: string): unknown {
	try {
		return parseJson(text);
	} catch (error) {
		if (error instanceof NoJson || error instanceof TooDeep) return undefined;
		throw error;
	}
}

function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}
