import type { ICredentialTestRequest } from 'n8n-workflow';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

const REDIRECTS = [301, 302, 303, 307, 308];

/** A vendor's words for the shared sentences. */
export interface TestWords {
	vendor: string;
	/** What a redirect would carry to another host, e.g. `the API key`. */
	carries: string;
	/** E.g. `Check Base URL.` */
	checkAddress: string;
	/** What an answer of 429 or 500 proves, e.g. `The credential was accepted.` */
	proven?: string;
}

/** The editor's messages for the answers to a credential's test: the vendor's own and the shared ones. */
export function testRules(
	{ vendor, carries, checkAddress, proven }: TestWords,
	own: Array<ReturnType<typeof answered | typeof said>>,
): Rules {
	const later = proven === undefined ? 'Test again later.' : `${proven} Test again later.`;
	// n8n applies both kinds of rules; its type allows only one per credential.
	return [
		...own,
		...REDIRECTS.map((status) =>
			answered(
				status,
				`This host redirects elsewhere (${status}). Redirects are not followed, because they would carry ${carries} along. ${checkAddress}`,
			),
		),
		answered(429, `${vendor} asks for fewer calls (429). ${later}`),
		answered(500, `${vendor} failed to answer (500). ${later}`),
	] as Rules;
}

/** For an answer with this status. */
export function answered(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}

/** For a successful answer with this value at `key`; `undefined` for a page from elsewhere. */
export function said(key: string, value: number | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
