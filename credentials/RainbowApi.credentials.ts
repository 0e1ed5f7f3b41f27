import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { plainHttpNotice } from '../nodes/n8n/addressNotices';
import { identityHeaders, logIn, rainbowApiData } from '../nodes/Rainbow/shared/rainbowLogin';
import { sendLogin } from '../nodes/Rainbow/shared/loginRequest';

const forLogin = { show: { authentication: ['login'] } };
const forApiKey = { show: { authentication: ['apiKey'] } };

/**
 * A Rainbow user with an application, or an API key. n8n logs in if the session is missing or refused, and stores it
 * with the credential, so that one login serves many calls and runs.
 */
export class RainbowApi implements ICredentialType {
	name = 'rainbowApi';

	displayName = 'Rainbow API';

	icon: Icon = {
		light: 'file:../nodes/Rainbow/rainbow.svg',
		dark: 'file:../nodes/Rainbow/rainbow.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/rainbow-api.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://openrainbow.com',
			description:
				'Host of the Rainbow platform; sandbox, China and private platforms have their own',
		},
		plainHttpNotice('baseUrl', 'login, password, session and API key'),
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Login and Application', value: 'login' },
				{ name: 'API Key', value: 'apiKey' },
			],
			default: 'login',
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			default: '',
			placeholder: 'finance@example.com',
			displayOptions: forLogin,
			description: 'Needs the role superadmin, bp_finance or admin',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forLogin,
		},
		{
			displayName: 'Application ID',
			name: 'appId',
			type: 'string',
			default: '',
			displayOptions: forLogin,
			description: 'ID of an application registered on the same platform',
		},
		{
			displayName: 'Application Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forLogin,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forApiKey,
		},
		{
			displayName: 'API Key Header',
			name: 'apiKeyHeader',
			type: 'options',
			options: [
				{ name: 'X-Rainbow-Api-Key', value: 'x-rainbow-api-key' },
				{ name: 'APIKey', value: 'APIKey' },
			],
			default: 'x-rainbow-api-key',
			displayOptions: forApiKey,
			description:
				'Header with the key. Older Rainbow guides name APIKey; try it if the key is refused.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Session Owner', name: 'sessionOwner', type: 'hidden', default: '' },
		{ displayName: 'Session End', name: 'sessionEnd', type: 'hidden', default: '' },
	];

	/** n8n calls this if `sessionToken` is empty, or Rainbow answered 401, and saves the result. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken?: string }> {
		const data = rainbowApiData(credentials);
		if (data.authentication === 'apiKey') return {};
		return await logIn(data, async (url, headers) => await sendLogin(this, url, headers));
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { ...request.headers, ...identityHeaders(rainbowApiData(credentials)) };
		return { ...request, headers };
	}
}
