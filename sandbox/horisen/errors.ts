/** One thing that is wrong with a call: the parameter, attribute or body field, and why. */
export interface ErrorItem {
	name: string;
	message: string;
}

/** A refusal in the vendor's terms; each API writes it in its own shape. */
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

/** What kind of parameter was refused: Finance has a code for each, Traffic Report one for all. */
export type ParameterKind = 'other' | 'pageNumber' | 'pageSize';

/** A query parameter that cannot be taken. The API that is called turns it into its documented error. */
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

/** The general error shape, `{code, message, description, items}` (Finance Documents, Rates). */
export function generalErrorBody(error: ApiError): object {
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
