import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { HorisenOAuth2Api } from '../../credentials/HorisenOAuth2Api.credentials';
import { createHarness } from './harness';

/** Returns a credential as a node gets it, with resolved expressions. */
class CredentialProbe implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Credential Probe',
		name: 'credentialProbe',
		group: ['input'],
		version: 1,
		description: 'Gives a credential',
		defaults: { name: 'Credential Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'horisenOAuth2Api', required: true }],
		properties: [],
	};

	async execute(this: IExecuteFunctions) {
		return [[{ json: (await this.getCredentials('horisenOAuth2Api')) as IDataObject }]];
	}
}

const n8n = createHarness({
	nodes: [new CredentialProbe()],
	credentialTypes: [new HorisenOAuth2Api()],
});

const resolved = async (fields: IDataObject) => {
	const credential = n8n.saveCredential('horisenOAuth2Api', {
		clientId: 'id',
		clientSecret: 's',
		...fields,
	});
	const { outputs, error } = await n8n.runNode({
		node: 'credentialProbe',
		credentials: { horisenOAuth2Api: credential },
	});
	expect(error).toBeUndefined();
	return outputs[0][0].json;
};

describe('HORISEN OAuth2 API', () => {
	it.each([
		[
			'a dot by default',
			{ platformDomain: 'horisen.pro' },
			'https://api.horisen.pro',
			'https://accounts.horisen.pro',
		],
		[
			'a hyphen',
			{ platformDomain: 'horisen.pro', separator: '-' },
			'https://api-horisen.pro',
			'https://accounts-horisen.pro',
		],
		[
			'a domain pasted from a browser',
			{ platformDomain: ' https://sms.example.com/ ' },
			'https://api.sms.example.com',
			'https://accounts.sms.example.com',
		],
		[
			'a scheme in capitals',
			{ platformDomain: 'HTTPS://horisen.pro' },
			'https://api.horisen.pro',
			'https://accounts.horisen.pro',
		],
		[
			'both base URLs',
			{ apiBaseUrl: 'http://127.0.0.1:9/api/', accountsBaseUrl: 'http://127.0.0.1:9//' },
			'http://127.0.0.1:9/api',
			'http://127.0.0.1:9',
		],
		[
			'one base URL',
			{ platformDomain: 'horisen.pro', apiBaseUrl: 'https://proxy.example.com/horisen' },
			'https://proxy.example.com/horisen',
			'https://accounts.horisen.pro',
		],
	])('finds its hosts with %s', async (_, fields, apiUrl, accountsUrl) => {
		expect(await resolved(fields)).toMatchObject({
			apiUrl,
			accessTokenUrl: `${accountsUrl}/oauth2/access-token`,
			grantType: 'clientCredentials',
			authentication: 'body',
			scope: '',
		});
	});
});
