import type { Reply } from '../../simulator/reply';
import { replyInPlace } from '../../simulator/send';
import { ApiError, refusal } from '../errors';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>';

/** The reply that a fault gives instead of the API's, or undefined where the API answers itself. */
export function replyInstead(fault: Fault | undefined): Reply | undefined {
	switch (fault?.kind) {
		case 'status': {
			const made = refusal(new ApiError(fault.status, fault.status * 1000, 'Injected fault'));
			const { retryAfterSeconds: seconds } = fault;
			return {
				status: fault.status,
				headers: {
					...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
					...fault.headers,
				},
				body: fault.body ?? made.body,
			};
		}
		default:
			return replyInPlace(fault, WEB_PAGE);
	}
}
