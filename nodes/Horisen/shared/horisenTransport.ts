import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { StreamedAnswer } from '../../common/http/answer';
import type { CallLimits } from '../../common/http/call';
import { causesOf } from '../../common/http/connection';
import { bearerIn, Secrets } from '../../common/http/secrets';
import { type CallContext, callFrom, sendSigned } from '../../n8n/vendorCall';
import { withSignal } from '../../n8n/withSignal';
import { apiSettings } from './apiSettings';
import { HORISEN, type HorisenSubject, lacksToken } from './horisenVendor';

const CREDENTIAL = 'horisenOAuth2Api';

/** One call to an API of HORISEN's SMS platform. */
export interface HorisenCall extends HorisenSubject {
	/** Only GET calls are tried again. */
	method: 'GET' | 'POST';
	/** Below the API host, e.g. `/finance/sit/v1/documents-export`. */
	path: string;
	/** Ready to send, without the question mark. */
	query?: string;
	body?: IDataObject;
	/** Aborts when nobody waits for the answer any longer. */
	signal?: AbortSignal;
}

/**
 * Sends a call with n8n's own token handling (fetched, cached, renewed once on 401) and returns the parsed JSON answer.
 * The answer to a successful change is not published and may be empty.
 *
 * @throws OperatorError with advice, whenever there is no JSON answer
 */
export async function callHorisen(
	context: CallContext,
	call: HorisenCall,
	limits: CallLimits,
): Promise<unknown> {
	const { apiUrl, callsPerSecond, secrets } = await apiSettings(context);
	// n8n signs this object, so it holds the token that was sent last.
	const headers: IDataObject = {
		Accept: 'application/json',
		...(call.body ? { 'Content-Type': 'application/json' } : {}),
	};
	const request: IHttpRequestOptions = {
		method: call.method,
		// The complete URL: the HTTP client would encode the filters' parentheses and commas.
		url: `${apiUrl}${call.path}${call.query ? `?${call.query}` : ''}`,
		headers,
		...(call.body ? { body: call.body } : {}),
	};
	return await callFrom(context, {
		vendor: HORISEN,
		about: call,
		url: apiUrl,
		callsPerSecond,
		repeatable: call.method === 'GET',
		limits,
		signal: call.signal,
		secrets: () => new Secrets([...secrets, bearerIn(headers)]),
		send: async (signal) => await send(context, request, signal),
		take: async (answer) =>
			call.method === 'GET' ? await answer.json() : answer.shown(await answer.jsonOrNothing()),
	});
}

/**
 * If the accounts host once answered with 200 and no token, n8n stored that and never asks again. This makes it ask
 * once more, if possible (n8n 2).
 */
async function send(
	context: CallContext,
	request: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<StreamedAnswer> {
	const call = async () => await sendSigned(context, CREDENTIAL, request, signal);
	try {
		return await call();
	} catch (error) {
		const { refreshOAuth2Token } = context.helpers as Partial<typeof context.helpers>;
		if (!lacksToken(causesOf(error)) || !refreshOAuth2Token) throw error;
		await refreshOAuth2Token.call(withSignal(context, signal), CREDENTIAL);
		return await call();
	}
}
