import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * The parent of every OAuth2 credential. It lives in `n8n-nodes-base`, which this package does not
 * install; here are its fields that a child inherits (names, types, defaults and conditions as in
 * n8n 2.41; those marked `doNotInherit` there are left out, because a child never gets them). The
 * end-to-end tests run the credentials with n8n's own.
 */
export class OAuth2Api implements ICredentialType {
	name = 'oAuth2Api';

	displayName = 'OAuth2 API';

	properties: INodeProperties[] = [
		hidden('useDynamicClientRegistration', false),
		{
			...field('Grant Type', 'grantType', 'authorizationCode'),
			type: 'options',
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode' },
				{ name: 'Client Credentials', value: 'clientCredentials' },
				{ name: 'PKCE', value: 'pkce' },
			],
		},
		shownFor({ grantType: ['authorizationCode', 'pkce'] }, field('Authorization URL', 'authUrl')),
		field('Access Token URL', 'accessTokenUrl'),
		field('Client ID', 'clientId'),
		hidden('clientCredentialType', 'clientSecret'),
		{ ...field('Client Secret', 'clientSecret'), typeOptions: { password: true } },
		hidden('privateKey', ''),
		hidden('certificate', ''),
		field('Scope', 'scope'),
		shownFor(
			{ grantType: ['authorizationCode', 'pkce'] },
			field('Auth URI Query Parameters', 'authQueryParameters'),
		),
		{
			...field('Authentication', 'authentication', 'header'),
			type: 'options',
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'Header', value: 'header' },
			],
		},
		shownFor(
			{ grantType: ['clientCredentials'], authentication: ['body'] },
			{
				displayName: 'Send Additional Body Properties',
				name: 'sendAdditionalBodyProperties',
				type: 'boolean',
				default: false,
			},
		),
		shownFor(
			{
				grantType: ['clientCredentials'],
				authentication: ['body'],
				sendAdditionalBodyProperties: [true],
			},
			{ ...field('Additional Body Properties', 'additionalBodyProperties'), type: 'json' },
		),
	];
}

type Shown = Record<string, Array<string | boolean>>;

function field(displayName: string, name: string, fallback = ''): INodeProperties {
	return shownFor({}, { displayName, name, type: 'string', default: fallback });
}

function hidden(name: string, fallback: string | boolean): INodeProperties {
	return { displayName: name, name, type: 'hidden', default: fallback };
}

function shownFor(show: Shown, property: INodeProperties): INodeProperties {
	return {
		...property,
		displayOptions: { show: { ...show, useDynamicClientRegistration: [false] } },
	};
}
