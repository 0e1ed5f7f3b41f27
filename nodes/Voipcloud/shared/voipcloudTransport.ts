import type { IExecuteFunctions } from 'n8n-workflow';
import type { CallLimits } from '../../common/http/call';
import type { CallSubject } from '../../common/http/callFailure';
import { Secrets } from '../../common/http/secrets';
import { callFrom, sendSigned } from '../../n8n/vendorCall';
import type { RequestBody } from './requestBody';
import { dataOf, VOIPCLOUD } from './voipcloudVendor';

const CREDENTIAL = 'voipcloudApi';

/** One call to the portal's API. */
export interface VoipcloudCall extends CallSubject {
	/** Only GET calls are tried again. */
	method: 'GET' | 'PUT' | 'POST';
	/** On the credential's portal; from `methodUrl`. */
	url: URL;
	body?: RequestBody;
}

interface Fields {
	baseUrl?: string;
	apiKey?: string;
}

/** The Base URL of the node's credential, as entered. */
export async function baseUrlOf(context: IExecuteFunctions): Promise<string> {
	const { baseUrl } = await context.getCredentials<Fields & object>(CREDENTIAL);
	return baseUrl ?? '';
}

/**
 * Sends a call with the API key in its header and returns the `data` of the answer.
 *
 * @throws OperatorError with advice, whenever there is no good answer
 */
export async function callVoipcloud(
	context: IExecuteFunctions,
	call: VoipcloudCall,
	limits: CallLimits,
): Promise<unknown> {
	const { method, url, body } = call;
	const { apiKey } = await context.getCredentials<Fields & object>(CREDENTIAL);
	return await callFrom(context, {
		vendor: VOIPCLOUD,
		about: call,
		url: url.href,
		repeatable: method === 'GET',
		limits,
		secrets: () => new Secrets([apiKey]),
		send: async (signal) =>
			await sendSigned(
				context,
				CREDENTIAL,
				{
					method,
					url: url.href,
					headers: {
						Accept: 'application/json',
						...(body ? { 'Content-Type': body.contentType } : {}),
					},
					...(body ? { body: body.content } : {}),
				},
				signal,
			),
		take: async (answer) => answer.shown(await dataOf(answer)),
	});
}
