import type { ApiClient } from './options';

interface Token {
	client: ApiClient;
	/** On the monotonic clock. */
	endsAt: number;
}

/** The issued access tokens. */
export class Tokens {
	/** How many tokens were fetched. */
	fetched = 0;
	private live = new Map<string, Token>();
	/** Continues after a reset, so that no earlier token is ever valid again. */
	private lastToken = 0;

	issue(client: ApiClient, expiresIn: number): string {
		this.fetched += 1;
		this.lastToken += 1;
		const token = `horisen-token-${this.lastToken}`;
		this.live.set(token, { client, endsAt: performance.now() + expiresIn * 1000 });
		return token;
	}

	/** The client of an `Authorization` header with a valid bearer token. */
	clientOf(authorization: string | undefined): ApiClient | undefined {
		const match = /^Bearer ([^ ]+)$/.exec(authorization ?? '');
		const token = match && this.live.get(match[1]);
		return token && performance.now() < token.endsAt ? token.client : undefined;
	}

	/** Ends every token at once, as if it had expired. */
	expireAll(): void {
		this.live.clear();
	}

	reset(): void {
		this.expireAll();
		this.fetched = 0;
	}
}
