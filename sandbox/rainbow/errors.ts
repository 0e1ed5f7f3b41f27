import type { Reply } from '../simulator/reply';

/** A refusal in the vendor's terms. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		/** `errorDetailsCode`: the vendor publishes no list, so all except 401501 are invented. */
		readonly code: number,
		message: string,
	) {
		super(message);
		this.name = 'ApiError';
	}
}

const STATUS_TEXTS: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
};

/** `{"errorCode":401,"errorMsg":"Unauthorized","errorDetails":"…","errorDetailsCode":401501}` */
export function refusal({ status, code, message }: ApiError): Reply {
	return {
		status,
		body: {
			errorCode: status,
			errorMsg: STATUS_TEXTS[status] ?? 'Error',
			errorDetails: message,
			errorDetailsCode: code,
		},
	};
}
