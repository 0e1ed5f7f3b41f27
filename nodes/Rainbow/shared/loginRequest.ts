import type { IHttpRequestHelper } from 'n8n-workflow';
import { STREAMED, type StreamedAnswer } from '../../common/http/answer';
import { readFailure, type Refusal, shortTextOf } from '../../common/http/readFailure';
import { Secrets } from '../../common/http/secrets';
import { loginFailed } from './loginFailure';
import { RAINBOW } from './rainbowVendor';

const TIMEOUT_MS = 60_000;

/** A token, and Rainbow's data about its user. */
export const MOST_LOGIN_BYTES = 1024 * 1024;

/**
 * Sends the login through n8n's HTTP client. A refusal is returned as an answer: n8n would treat an error with status
 * 401 as an expired session and log in again, which can lock the user out.
 *
 * @throws CallFailed if no answer comes
 */
export async function sendLogin(
	{ helpers }: IHttpRequestHelper,
	url: string,
	headers: Record<string, string>,
): Promise<Refusal> {
	try {
		const answer = (await helpers.httpRequest({
			...STREAMED,
			method: 'GET',
			url,
			headers,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
		})) as StreamedAnswer & { statusCode: number };
		const text = await shortTextOf(answer.body, MOST_LOGIN_BYTES);
		return { status: answer.statusCode, headers: answer.headers, text };
	} catch (error) {
		throw loginFailed(await readFailure(error, RAINBOW, new Secrets()));
	}
}
