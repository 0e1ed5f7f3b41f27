import { createHash } from 'node:crypto';
import type { Reply } from '../../simulator/reply';
import type { Call, Route } from '../call';
import { ApiError } from '../errors';
import type { State } from '../state';

/** `GET …/login`: the user in `Authorization`, the application's signature in `x-rainbow-app-auth`. */
export function loginRoutes(state: State): Route[] {
	return [
		{
			name: 'login',
			method: 'GET',
			pattern: /^\/api\/rainbow\/authentication\/v1\.0\/login$/,
			authenticated: false,
			answer: (call) => logIn(state, call),
		},
	];
}

function logIn({ options, sessions }: State, { headers, query }: Call): Reply {
	if ([...query.keys()].length > 0) throw new ApiError(400, 400100, 'Unknown query parameter');
	const [login, password] = basicOf(headers.authorization) ?? [];
	const user = options.users.find((known) => known.login === login && known.password === password);
	if (!user || password === undefined) {
		const who = `login ${login ?? '(none)'}`;
		throw new ApiError(
			401,
			401501,
			`Unknown login or wrong password for ${who}, login is forbidden`,
		);
	}
	const [appId, signature] = basicOf(headers['x-rainbow-app-auth']) ?? [];
	const application = options.applications.find(({ id }) => id === appId);
	if (!application) {
		throw new ApiError(401, 401600, `Unknown application id ${appId ?? '(none)'}`);
	}
	if (signature !== signatureOf(application.secret, password)) {
		throw new ApiError(403, 403601, 'Invalid application signature');
	}
	sessions.logins += 1;
	return {
		status: 200,
		body: {
			token: sessions.issue(user, options.expiresIn),
			loggedInUser: { loginEmail: user.login, roles: user.roles },
		},
	};
}

/** As the vendor documents: hexadecimal SHA-256 of secret and password, concatenated. */
function signatureOf(secret: string, password: string): string {
	return createHash('sha256').update(`${secret}${password}`).digest('hex');
}

function basicOf(header: string | string[] | undefined): [string, string] | undefined {
	const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(String(header ?? ''))?.[1];
	const match = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString());
	return match ? [match[1], match[2]] : undefined;
}
