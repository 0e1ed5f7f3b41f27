import type { Reply } from '../../simulator/reply';
import { replyInPlace } from '../../simulator/send';
import type { Fault } from './fault';

const WEB_PAGE = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>';

/** The reply that a fault gives instead of the method's, or undefined where the method answers itself. */
export function replyInstead(fault: Fault | undefined): Reply | undefined {
	switch (fault?.kind) {
		case 'status': {
			const { status, headers, body = { code: status, message: 'Something went wrong.' } } = fault;
			return { status, headers, body };
		}
		case 'code': {
			const { code, message = 'Something went wrong.' } = fault;
			return { status: 200, body: { code, message } };
		}
		default:
			return replyInPlace(fault, WEB_PAGE);
	}
}
