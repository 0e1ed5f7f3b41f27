import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

type TestRules = NonNullable<ICredentialTestRequest['rules']>;

const NOT_LET_IN =
	'VoIPcloud does not let this n8n in (401). It answers the same to two causes: the API key is wrong, or the public IP address of this n8n is not allow-listed. The portal shows both under Integration/API: compare the key, and add the address with "Add IP".';

/** API key of a VoIPcloud partner, sent in the `token` header to the partner's own portal. */
export class VoipcloudApi implements ICredentialType {
	name = 'voipcloudApi';

	displayName = 'VoIPcloud API';

	icon: Icon = {
		light: 'file:../nodes/Voipcloud/voipcloud.svg',
		dark: 'file:../nodes/Voipcloud/voipcloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance#credential-voipcloud-api';

	properties: INodeProperties[] = [
		{
			displayName:
				'You find the API key in the portal under <b>Integration/API</b>. Add the public IP address of this n8n there too, with <b>Add IP</b>: from any other address VoIPcloud answers 401, as it does to a wrong key.',
			name: 'accessNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://au.voipcloud.online',
			description:
				'Address of your portal, as in the browser; what comes after the host is not used. The API key is sent to this host only.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { token: '={{ $credentials.apiKey.trim() }}' } },
	};

	/** Reads the partner's balance of yesterday and today: harmless, and in every portal. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/^(https?:\\/\\/[^\\/?#]+).*$/i, "$1") }}',
			url: '/api/integration/v2/get-partner-balance',
			qs: {
				from_date: '={{ $now.minus({ days: 1 }).toFormat("yyyy-MM-dd") }}',
				to_date: '={{ $now.toFormat("yyyy-MM-dd") }}',
			},
			method: 'GET',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		// n8n applies rules of both kinds; its type allows one kind a credential.
		rules: [
			answered(401, NOT_LET_IN),
			answered(403, NOT_LET_IN.replace('401', '403')),
			answered(
				404,
				"This host has no partner balance at the usual address (404), so the key could not be tested. Check Base URL. VoIPcloud publishes its methods' addresses in the portal only: when Base URL is right, save, and copy the URL of a method from the portal into the node.",
			),
			...[301, 302, 303, 307, 308].map((status) =>
				answered(
					status,
					`This host redirects elsewhere (${status}), and redirects are not followed because they would carry the API key along. Check Base URL.`,
				),
			),
			answered(429, 'VoIPcloud asks for fewer calls (429). Test again later.'),
			answered(500, 'VoIPcloud failed to answer (500). Test again later.'),
			...[401, 403].map((code) => said(code, NOT_LET_IN.replace('401', `code ${code}`))),
			said(
				undefined,
				"This host answered, but not as VoIPcloud's API does. Check Base URL: it is the address of your portal.",
			),
		] as TestRules,
	};
}

function answered(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}

/** VoIPcloud's envelope states a code of its own; an answer without one comes from somewhere else. */
function said(value: number | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key: 'code', value, message } };
}
