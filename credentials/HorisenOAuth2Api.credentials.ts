import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { plainHttpNotice, tokenRedirectNotice } from '../nodes/n8n/addressNotices';
import { answered, said, testRules } from '../nodes/n8n/credentialTest';

const CHECK_ADDRESS = 'Check platform domain, separator and API base URL.';

/**
 * OAuth 2.0 client credentials for the APIs of HORISEN's SMS platform. n8n fetches, stores and renews the token; the
 * hosts derive from the Platform Owner's domain, or are given in full.
 */
export class HorisenOAuth2Api implements ICredentialType {
	name = 'horisenOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'HORISEN OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Horisen/horisen.svg',
		dark: 'file:../nodes/Horisen/horisen.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/horisen-oauth2-api.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'HORISEN issues client ID and secret for registered IP addresses only. The test explains the answers of the API. For the token, n8n shows its own text: <ul><li>"Client authentication failed" or "HTTP status 401": client ID or secret is wrong.</li><li>"The authorization server denied the request" or "HTTP status 403": the IP address of this n8n is not registered. Ask HORISEN Support to add it.</li><li>"refused the connection", "ECONNREFUSED", "incorrect host" or "HTTP status 404": domain, separator or base URL is wrong.</li></ul>',
			name: 'accessNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Platform Domain',
			name: 'platformDomain',
			type: 'string',
			default: '',
			placeholder: 'horisen.pro',
			description:
				'Domain of the SMS platform, without "https://" and without "api". Leave it empty only if both base URLs below are set.',
		},
		{
			displayName: 'Separator',
			name: 'separator',
			type: 'options',
			options: [
				{ name: 'Dot (api.example.com)', value: '.' },
				{ name: 'Hyphen (api-example.com)', value: '-' },
			],
			default: '.',
			description:
				'Character between "api" or "accounts" and the domain: with a dot, the API is https://api.horisen.pro, with a hyphen https://api-horisen.pro',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://api.horisen.pro',
			description:
				'Replaces the whole API host, e.g. for a proxy or a test server. Leave empty to derive it from domain and separator.',
		},
		plainHttpNotice('apiBaseUrl', 'documents and the access token'),
		{
			displayName: 'Accounts Base URL',
			name: 'accountsBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://accounts.horisen.pro',
			description:
				'Replaces the whole host that issues tokens. Leave empty to derive it from domain and separator.',
		},
		plainHttpNotice('accountsBaseUrl', 'the client secret'),
		tokenRedirectNotice,
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Maximum API calls per second, e.g. 5 or 0.5, for all workflows of this n8n process that use this credential; 0 for no limit. HORISEN publishes no limit. With several workers, divide what HORISEN allows by their number.',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authorization URL', name: 'authUrl', type: 'hidden', default: '' },
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `${hostExpression('accounts', 'accountsBaseUrl')}/oauth2/access-token`,
		},
		{
			// Derived once, here, for the nodes and for the test below.
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'hidden',
			default: hostExpression('api', 'apiBaseUrl'),
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.apiUrl}}',
			url: '/finance/sit/v1/documents-export?page_number=1&page_size=1',
			method: 'GET',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: testRules(
			{
				vendor: 'HORISEN',
				carries: 'the access token',
				checkAddress: CHECK_ADDRESS,
				proven: 'Client ID and secret were accepted.',
			},
			[
				answered(
					401,
					'HORISEN refuses this client (401): it has a token, but either lacks the privilege finance-invoices.view (or finance-invoices-own.view), or belongs to another platform domain. Ask HORISEN Support to set the privilege.',
				),
				answered(
					403,
					'HORISEN refuses this client (403): either the IP address of this n8n is not registered, or the client lacks the privilege finance-invoices.view (or finance-invoices-own.view). Ask HORISEN Support to set both.',
				),
				answered(404, `This host has no HORISEN Finance API (404). ${CHECK_ADDRESS}`),
				// A page from a portal or proxy comes with status 200; HORISEN's answer always states its total.
				said(
					'meta.pagination.total',
					undefined,
					`This host answered, but not like the HORISEN Finance API. ${CHECK_ADDRESS}`,
				),
			],
		),
	};
}

function hostExpression(host: 'api' | 'accounts', override: string): string {
	const derived = `"https://${host}" + $self["separator"] + $self["platformDomain"].trim().replace(/^https?:\\/\\//i, "")`;
	return `={{ ($self["${override}"].trim() || ${derived}).replace(/\\/+$/, "") }}`;
}
