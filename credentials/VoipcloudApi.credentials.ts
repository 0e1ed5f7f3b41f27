import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { plainHttpNotice } from '../nodes/n8n/addressNotices';
import { answered, said, testRules } from '../nodes/n8n/credentialTest';

const NOT_LET_IN =
	'VoIPcloud does not let this n8n in (401). This answer has two possible causes: the API key is wrong, or the public IP address of this n8n is not allow-listed. The portal shows both under Integration/API: compare the key, and add the address with "Add IP".';

/** The API key of a VoIPcloud partner, sent in the `token` header to the partner's portal. */
export class VoipcloudApi implements ICredentialType {
	name = 'voipcloudApi';

	displayName = 'VoIPcloud API';

	icon: Icon = {
		light: 'file:../nodes/Voipcloud/voipcloud.svg',
		dark: 'file:../nodes/Voipcloud/voipcloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/voipcloud-api.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Find the API key in the portal under <b>Integration/API</b>. Add the public IP address of this n8n there, too, with <b>Add IP</b>: to any other address, VoIPcloud answers 401, as it does to a wrong key.',
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
				'Address of your portal, as in the browser; anything after the host is ignored. The API key is sent only to this host.',
		},
		plainHttpNotice('baseUrl', 'the API key'),
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
		rules: testRules(
			{ vendor: 'VoIPcloud', carries: 'the API key', checkAddress: 'Check Base URL.' },
			[
				answered(401, NOT_LET_IN),
				answered(403, NOT_LET_IN.replace('401', '403')),
				answered(
					404,
					"This host has no partner balance at the usual address (404), so the key could not be tested. Check Base URL. VoIPcloud shows its methods' addresses only in the portal: if Base URL is right, save, and copy the URL of a method from the portal into the node.",
				),
				// VoIPcloud's envelope has its own code; an answer without one comes from somewhere else.
				...[401, 403].map((code) => said('code', code, NOT_LET_IN.replace('401', `code ${code}`))),
				said(
					'code',
					undefined,
					"This host answered, but not like VoIPcloud's API. Check Base URL: it is the address of your portal.",
				),
			],
		),
	};
}
