import type { Reply } from '../../simulator/reply';
import { replyInPlace } from '../../simulator/send';
import type { Route } from '../call';
import { ApiError } from '../errors';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>';

/** The reply that a fault gives instead of the API's, or undefined where the API answers itself. */
export function replyInstead(fault: Fault | undefined, { refuse }: Route): Reply | undefined {
	switch (fault?.kind) {
		case 'status':
			return {
				status: fault.status,
				headers: { ...retryAfter(fault), ...fault.headers },
				body: fault.body ?? refuse(errorOfStatus(fault.status)).body,
			};
		default:
			return replyInPlace(fault, WEB_PAGE);
	}
}

/** What the vendor's body says where the fault gives none. Its 429 is not published. */
function errorOfStatus(status: number): ApiError {
	return status === 429
		? new ApiError(status, 'TOO_MANY_REQUESTS', 'Too many requests.')
		: new ApiError(status, 'INT_APP_ERROR', 'Internal server error.');
}

function retryAfter(fault: Fault & { kind: 'status' }): Record<string, string> {
	if (fault.retryAfterSeconds !== undefined) {
		return { 'retry-after': String(fault.retryAfterSeconds) };
	}
	if (fault.retryAfterDateIn !== undefined) {
		const date = new Date(Date.now() + fault.retryAfterDateIn * 1000);
		return { 'retry-after': date.toUTCString() };
	}
	return {};
}
