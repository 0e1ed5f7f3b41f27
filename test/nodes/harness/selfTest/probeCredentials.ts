import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

/** A client-credentials OAuth2 credential whose hosts come from a field, as the package's own do. */
export class ProbeOAuth2Api implements ICredentialType {
	name = 'probeOAuth2Api';

	displayName = 'Probe OAuth2 API';

	extends = ['oAuth2Api'];

	properties: INodeProperties[] = [
		{ displayName: 'Host', name: 'host', type: 'string', default: '' },
		hidden('grantType', 'clientCredentials'),
		hidden('authentication', 'body'),
		hidden('accessTokenUrl', '={{$self["host"]}}/token'),
	];
}

/** A credential that logs in by itself and sends what it got in a header. */
export class ProbeLoginApi implements ICredentialType {
	name = 'probeLoginApi';

	displayName = 'Probe Login API';

	properties: INodeProperties[] = [
		{ displayName: 'Host', name: 'host', type: 'string', default: '' },
		{ ...hidden('sessionToken', ''), typeOptions: { expirable: true } },
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.sessionToken}}' } },
	};

	async preAuthentication(this: IHttpRequestHelper, { host }: ICredentialDataDecryptedObject) {
		const { access_token: sessionToken } = (await this.helpers.httpRequest({
			url: `${String(host)}/token`,
		})) as { access_token: string };
		return { sessionToken };
	}
}

function hidden(name: string, value: string): INodeProperties {
	return { displayName: name, name, type: 'hidden', default: value };
}
