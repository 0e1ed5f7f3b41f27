/** What an operator needs beside the message. */
export interface OperatorErrorDetails {
	/** What to do next, in one or two sentences. Shown below the message in the editor. */
	description?: string;
	/** The HTTP status the vendor answered with; makes the node report an API error. */
	httpStatus?: number;
	cause?: unknown;
}

/**
 * An error written for the person who runs the workflow: the message says what happened and to which
 * document or field, the description says what to do next. It never holds a token, key or password.
 * The node turns it into n8n's own error class, with the item's index, in one place (`routing/`).
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
