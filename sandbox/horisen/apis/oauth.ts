import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { ApiError } from '../errors';
import type { State } from '../state';

/** HORISEN's OAuth 2.0 token call: client credentials in a form-encoded body, nowhere else. */
export function oauthRoutes(state: State): Route[] {
	return [
		{
			name: 'token',
			method: 'POST',
			pattern: /^\/accounts\/oauth2\/access-token$/,
			authenticated: false,
			refuse,
			answer: (call) => token(state, call),
		},
	];
}

function token({ options, tokens }: State, { headers, body }: Call): Reply {
	const contentType = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	if (contentType !== 'application/x-www-form-urlencoded') {
		throw new ApiError(401, 'invalid_request', 'The body must be form-encoded.');
	}
	const form = new URLSearchParams(body);
	if (form.get('grant_type') !== 'client_credentials') {
		throw new ApiError(401, 'unsupported_grant_type', 'grant_type must be client_credentials.');
	}
	const client = options.clients.find(({ id }) => id === form.get('client_id'));
	if (!client || client.secret !== form.get('client_secret')) {
		throw new ApiError(401, 'invalid_client', 'The client credentials in the body are wrong.');
	}
	return {
		status: 200,
		headers: { 'cache-control': 'no-store' },
		body: {
			access_token: tokens.issue(client, options.expiresIn),
			token_type: 'Bearer',
			expires_in: options.expiresIn,
		},
	};
}

function refuse(error: Error): Reply {
	const { status, code, message } =
		error instanceof ApiError ? error : new ApiError(400, 'invalid_request', error.message);
	return { status, body: { error: code, error_description: message } };
}
