import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { plainHttpNotice, tokenRedirectNotice } from '../nodes/n8n/addressNotices';

/**
 * OAuth 2.0 authorization code for Rainbow: a user agrees in the browser, then n8n stores and renews the tokens.
 */
export class RainbowOAuth2Api implements ICredentialType {
	name = 'rainbowOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Rainbow OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Rainbow/rainbow.svg',
		dark: 'file:../nodes/Rainbow/rainbow.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/rainbow-oauth2-api.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Register the OAuth Redirect URL above with your Rainbow application. The user who connects needs the role superadmin, bp_finance or admin. If the window shows <b>invalid client</b>, client ID or secret is wrong; a message about the <b>redirect</b> means that the URL is not registered; an unknown host or <b>404</b> means that the base URL is wrong.',
			name: 'connectNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://openrainbow.com',
			description:
				'Host of the Rainbow platform; sandbox, China and private platforms have their own',
		},
		plainHttpNotice('baseUrl', 'the client secret and the access token'),
		tokenRedirectNotice,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: oauthUrl('authorize'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: oauthUrl('token'),
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'Header', value: 'header' },
			],
			default: 'body',
			description:
				"Place of client ID and secret in the token call. Rainbow's invoicing guide does not publish it; try the other choice if a correct secret is refused.",
		},
	];
}

function oauthUrl(call: 'authorize' | 'token'): string {
	return `={{ $self["baseUrl"].trim().replace(/\\/+$/, "") }}/api/rainbow/authentication/v1.0/oauth/${call}`;
}
