import type { IHttpRequestHelper } from 'n8n-workflow';
import { CallFailed, type CallFailure, readFailure } from './callFailure';
import type { LoginAnswer } from './login';

const TIMEOUT_MS = 60_000;

/**
 * Sends the login through n8n's HTTP client. A refusal comes back as an answer: n8n would take an error
 * with status 401 for an expired session and log in a second time, which can lock the user out.
 *
 * @throws CallFailed where no answer comes
 */
export async function sendLogin(
	{ helpers }: IHttpRequestHelper,
	url: string,
	headers: Record<string, string>,
): Promise<LoginAnswer> {
	try {
		const answer = (await helpers.httpRequest({
			method: 'GET',
			url,
			headers,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return {
			status: answer.statusCode,
			retryAfter: headerText(answer.headers['retry-after']),
			text: String(answer.body),
		};
	} catch (error) {
		throw new CallFailed(duringLogin(await readFailure(error)));
	}
}

function duringLogin(failure: CallFailure): CallFailure {
	return failure.kind === 'connection' ? { ...failure, duringLogin: true } : failure;
}

function headerText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
