import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Answer, StreamedAnswer } from '../../common/http/answer';
import type { CallLimits } from '../../common/http/call';
import { bearerIn } from '../../common/http/secrets';
import { type CallContext, callFrom, sendSigned } from '../../n8n/vendorCall';
import {
	baseUrlOf,
	rainbowApiData,
	type RainbowApiData,
	secretsOf,
	withoutStaleSession,
} from './rainbowLogin';
import { RAINBOW } from './rainbowVendor';

/** The credential types of Rainbow; the node's Authentication parameter holds one of them. */
export type RainbowCredential = 'rainbowApi' | 'rainbowOAuth2Api';

/** One read from a Rainbow portal. Nothing here changes anything, so each may be tried again. */
export interface RainbowCall<Result> {
	credential: RainbowCredential;
	/** Below the base URL, encoded, with its query. */
	path: string;
	/** E.g. `the list of invoice files`. */
	subject: string;
	accept: string;
	/** Turns the answer into the result, within the try's time limits. */
	take: (answer: Answer) => Promise<Result>;
}

/**
 * Makes a call with n8n's own handling of sessions and tokens: fetched once, stored with the credential, renewed once
 * on 401.
 *
 * @throws OperatorError with advice, whenever there is no result
 */
export async function callRainbow<Result>(
	context: CallContext,
	{ credential, path, subject, accept, take }: RainbowCall<Result>,
	limits: CallLimits,
): Promise<Result> {
	const fieldsOf = async () =>
		rainbowApiData(await context.getCredentials<IDataObject>(credential));
	const fields = await fieldsOf();
	const url = baseUrlOf(fields);
	// n8n puts the session or the token into these objects.
	const sent = { fields, headers: {} as IDataObject };
	const send = async (signal: AbortSignal): Promise<StreamedAnswer> => {
		// Not compressed: a truncated compressed answer would look like a shorter file.
		sent.headers = { Accept: accept, 'Accept-Encoding': 'identity' };
		sent.fields = withoutStaleSession(await fieldsOf());
		return await sendSigned(
			context,
			credential,
			// The complete URL: the HTTP client would encode it differently.
			{ method: 'GET', url: `${url}${path}`, headers: sent.headers },
			signal,
			credential === 'rainbowApi' ? { credentialsDecrypted: asDecrypted(sent.fields) } : undefined,
		);
	};
	return await callFrom(context, {
		vendor: RAINBOW,
		about: {
			subject,
			identity: credential === 'rainbowOAuth2Api' ? 'oAuth2' : fields.authentication,
		},
		url,
		repeatable: true,
		limits,
		secrets: () => secretsOf(sent.fields, bearerIn(sent.headers)),
		send,
		take,
	});
}

/** An empty session tells n8n to log in first. */
function asDecrypted(fields: RainbowApiData) {
	return {
		id: '',
		name: '',
		type: 'rainbowApi',
		data: fields as unknown as ICredentialDataDecryptedObject,
	};
}
