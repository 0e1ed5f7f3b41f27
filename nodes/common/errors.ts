/** What an operator needs in addition to the message. */
export interface OperatorErrorDetails {
	/** What to do next, in one or two sentences. The editor shows it below the message. */
	description?: string;
	/** The HTTP status of the vendor's answer; makes the node report an API error. */
	httpStatus?: number;
	cause?: unknown;
}

/**
 * An error written for the person who runs the workflow: the message says what happened and to which document or field,
 * the description says what to do next. It never contains a token, key or password. `n8n/` converts it into n8n's own
 * error class, with the item's index.
 */
export class OperatorError extends Error {
	readonly description?: string;
	readonly httpStatus?: number;

	constructor(message: string, details: OperatorErrorDetails = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.name = 'OperatorError';
		this.description = details.description;
		this.httpStatus = details.httpStatus;
	}
}
