import type { Reply } from '../simulator/reply';

/** One problem of a call: the parameter, attribute or body field, and the reason. */
export interface ErrorItem {
	name: string;
	message: string;
}

/** A refusal in the vendor's terms; each API has its own shape. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly items: ErrorItem[] = [],
		readonly headers: Record<string, string> = {},
	) {
		super(message);
		this.name = 'ApiError';
	}
}

/** The kind of refused parameter: Finance has a code for each, Traffic Report one for all. */
export type ParameterKind = 'other' | 'pageNumber' | 'pageSize';

/** An invalid query parameter. The called API turns it into its documented error. */
export class ParameterError extends Error {
	constructor(
		readonly parameter: string,
		message: string,
		readonly kind: ParameterKind = 'other',
	) {
		super(message);
		this.name = 'ParameterError';
	}
}

/** A parameter's refusal is the API's own; another error is the simulator's. */
export function apiErrorOf(
	error: Error,
	ofParameter: (refused: ParameterError) => ApiError,
): ApiError {
	if (error instanceof ApiError) return error;
	if (error instanceof ParameterError) return ofParameter(error);
	return new ApiError(500, 'INT_APP_ERROR', 'Internal server error.');
}

/** A refusal in the general error shape. */
export function generalRefusal(error: ApiError): Reply {
	return { status: error.status, headers: error.headers, body: generalErrorBody(error) };
}

/** The general error shape, `{code, message, description, items}` (Finance Documents, Rates). */
function generalErrorBody(error: ApiError): object {
	return {
		code: error.code,
		message: error.message,
		description: error.items.map((item) => `${item.name}: ${item.message}`).join(' '),
		items: error.items.map((item) => ({
			name: item.name,
			message: item.message,
			description: item.message,
			object: null,
		})),
	};
}
