import { randomUUID } from 'node:crypto';
import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { ApiError } from '../errors';
import type { RainbowApplication, RainbowUser } from '../options';
import type { State } from '../state';

const BASE = '^/api/rainbow/authentication/v1\\.0/oauth';

/** OAuth 2.0 authorization code: the user agrees at once; a code works once, and so does a refresh token. */
export function oauthRoutes(state: State): Route[] {
	return [
		{
			name: 'authorize',
			method: 'GET',
			pattern: new RegExp(`${BASE}/authorize$`),
			authenticated: false,
			answer: (call) => authorize(state, call),
		},
		{
			name: 'token',
			method: 'POST',
			pattern: new RegExp(`${BASE}/token$`),
			authenticated: false,
			answer: (call) => token(state, call),
		},
	];
}

function authorize(state: State, { query }: Call): Reply {
	const application = state.options.applications.find(({ id }) => id === query.get('client_id'));
	if (!application) throw new ApiError(400, 400200, 'Unknown client_id');
	const redirectUri = query.get('redirect_uri') ?? '';
	if (!application.redirectUris.includes(redirectUri)) {
		throw new ApiError(400, 400201, 'The redirect_uri is not registered for this application');
	}
	if (query.get('response_type') !== 'code') {
		throw new ApiError(400, 400202, 'response_type must be code');
	}
	const user = state.options.users.find(({ login }) => login === state.options.oauthUser);
	if (!user) throw new ApiError(403, 403200, 'No user agreed');
	const code = randomUUID();
	state.grants.set(code, { user, application, redirectUri });
	const location = new URL(redirectUri);
	location.searchParams.set('code', code);
	location.searchParams.set('state', query.get('state') ?? '');
	return { status: 302, headers: { location: location.href }, body: '' };
}

function token(state: State, { headers, body }: Call): Reply {
	const contentType = String(headers['content-type'] ?? '').split(';')[0];
	if (contentType !== 'application/x-www-form-urlencoded') {
		return refused('invalid_request', 'The body must be form-encoded');
	}
	const form = new URLSearchParams(body);
	const application = clientOf(state, String(headers.authorization ?? ''), form);
	if (!application) return refused('invalid_client', 'Client ID or secret is wrong', 401);
	const grantType = form.get('grant_type');
	const key = form.get(grantType === 'refresh_token' ? 'refresh_token' : 'code') ?? '';
	const grant = state.grants.get(key);
	state.grants.delete(key);
	if (grant?.application !== application) return refused('invalid_grant', 'The grant is not valid');
	if (grantType === 'authorization_code' && form.get('redirect_uri') !== grant.redirectUri) {
		return refused('invalid_grant', 'The redirect_uri is another');
	}
	if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
		return refused('unsupported_grant_type', 'Use authorization_code or refresh_token');
	}
	return tokens(state, grant.user, application);
}

function tokens(state: State, user: RainbowUser, application: RainbowApplication): Reply {
	const refreshToken = randomUUID();
	state.grants.set(refreshToken, { user, application });
	state.tokenFetches += 1;
	return {
		status: 200,
		headers: { 'cache-control': 'no-store' },
		body: {
			access_token: state.sessions.issue(user, state.options.expiresIn),
			token_type: 'Bearer',
			expires_in: state.options.expiresIn,
			refresh_token: refreshToken,
		},
	};
}

/** Client ID and secret, in the body or as HTTP Basic: the vendor's guide does not say which. */
function clientOf(
	{ options }: State,
	authorization: string,
	form: URLSearchParams,
): RainbowApplication | undefined {
	const basic = /^Basic (\S+)$/.exec(authorization)?.[1];
	const [id, secret] = basic
		? Buffer.from(basic, 'base64').toString().split(':')
		: [form.get('client_id'), form.get('client_secret')];
	return options.applications.find((known) => known.id === id && known.secret === secret);
}

function refused(error: string, description: string, status = 400): Reply {
	return { status, body: { error, error_description: description } };
}
