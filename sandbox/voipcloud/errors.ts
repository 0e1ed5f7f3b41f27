import type { Reply } from '../simulator/reply';

/** A refusal; `code` is the HTTP status and the envelope's code. */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
		this.name = 'Refusal';
	}

	/** The other fields of a refusal's envelope are not published. */
	get reply(): Reply {
		const { code, message, headers } = this;
		return { status: code, headers, body: { code, message } };
	}
}
