import type { CallContext } from '../../../../nodes/n8n/vendorCall';
import { apiSettings } from '../../../../nodes/Horisen/shared/apiSettings';

/** A context whose credential an operator may edit. */
function contextOf(
	credential: { apiUrl: string; accessTokenUrl?: string; requestsPerSecond?: unknown },
	run: object,
) {
	let reads = 0;
	const getCredentials = () => {
		reads++;
		return Promise.resolve({ accessTokenUrl: ACCESS_TOKEN_URL, ...credential });
	};
	return { context: { getCredentials, ...run } as unknown as CallContext, reads: () => reads };
}

const ACCESS_TOKEN_URL = 'https://accounts.example.com/oauth2/access-token';

const RUN = { getExecutionCancelSignal: () => undefined };

it('reads the credential once per run', async () => {
	const { context, reads } = contextOf({ apiUrl: 'https://api.example.com' }, RUN);
	const settings = { apiUrl: 'https://api.example.com', callsPerSecond: 0 };
	expect(await apiSettings(context)).toMatchObject(settings);
	expect(await apiSettings(context)).toMatchObject(settings);
	expect(reads()).toBe(1);
});

it("reads it for each poll, because a trigger's context lives as long as its workflow is published", async () => {
	const credential = { apiUrl: 'https://api.example.com', requestsPerSecond: 5 };
	const { context } = contextOf(credential, {});
	expect(await apiSettings(context)).toMatchObject({ callsPerSecond: 5 });
	credential.requestsPerSecond = 1;
	expect(await apiSettings(context)).toMatchObject({ callsPerSecond: 1 });
});

it.each([
	[{ apiUrl: 'https://user:secret-1@api.example.com' }, 'API host, .* holds a login'],
	[{ apiUrl: 'https://api.example.com?x=1' }, 'API host, .* holds a query'],
	[{ apiUrl: 'https://api.example.com#x' }, 'API host, .* holds a fragment'],
	[{ apiUrl: 'ftp://api.example.com' }, 'API host, .* is not a web address'],
	[
		{ apiUrl: 'https://api.example.com', accessTokenUrl: 'https://a@accounts.example.com/oauth2' },
		'accounts host, .* holds a login',
	],
])('refuses the addresses %j, and does not show them', async (credential, message) => {
	const { context } = contextOf(credential, RUN);
	const error = await apiSettings(context).catch((thrown: Error) => thrown);
	expect(error).toMatchObject({ message: expect.stringMatching(message) });
	expect(JSON.stringify(error)).not.toContain('secret-1');
});
