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

	/** What a refusal's envelope holds beside `code` is not published. */
	get reply(): Reply {
		const { code, message, headers } = this;
		return { status: code, headers, body: { code, message } };
	}
}
