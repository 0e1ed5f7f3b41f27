import { OperatorError } from '../../common/errors';
import { checkedBaseUrl } from '../../common/http/baseUrl';
import { isAbsent } from '../../common/value';
import type { CallContext } from '../../n8n/vendorCall';

/** The credential's settings for calls to HORISEN's API. */
export interface ApiSettings {
	apiUrl: string;
	/** Limit for all workflows of this process to that host; 0 for no limit. */
	callsPerSecond: number;
	/** Client secret and tokens. */
	secrets: unknown[];
}

interface Fields {
	apiUrl: unknown;
	accessTokenUrl: unknown;
	requestsPerSecond?: unknown;
	clientSecret?: unknown;
	oauthTokenData?: { access_token?: unknown; refresh_token?: unknown };
}

/**
 * Cached by the context of a run, because n8n reads its database and resolves expressions at each call. Only for runs:
 * a poll's context lasts as long as its workflow is published.
 */
const known = new WeakMap<CallContext, ApiSettings>();

/** @throws OperatorError if an address or the limit of the credential is invalid */
export async function apiSettings(context: CallContext): Promise<ApiSettings> {
	const before = known.get(context);
	if (before) return before;
	const fields = await context.getCredentials<Fields & object>('horisenOAuth2Api');
	const { apiUrl, accessTokenUrl, requestsPerSecond, clientSecret, oauthTokenData } = fields;
	const of = (host: string) =>
		`The address of the ${host} host, from platform domain or base URL in the HORISEN credential,`;
	// n8n itself sends the client secret to the accounts host, so check that address before any call.
	checkedBaseUrl(accessTokenUrl, of('accounts'), 'https://accounts.horisen.pro');
	const settings = {
		apiUrl: checkedBaseUrl(apiUrl, of('API'), 'https://api.horisen.pro'),
		callsPerSecond: callsPerSecond(requestsPerSecond),
		secrets: [clientSecret, oauthTokenData?.access_token, oauthTokenData?.refresh_token],
	};
	if ('getExecutionCancelSignal' in context) known.set(context, settings);
	return settings;
}

/** An expression that finds nothing must not mean "no limit". */
function callsPerSecond(value: unknown = 0): number {
	const number = isAbsent(value) ? NaN : Number(value);
	if (Number.isFinite(number) && number >= 0) return number;
	throw new OperatorError(
		`Requests per Second of the credential is not a number of at least 0: ${JSON.stringify(value)}`,
		{
			description: 'Set it to 0 for no limit, or to a number, e.g. 5 or 0.5. Nothing was called.',
		},
	);
}
