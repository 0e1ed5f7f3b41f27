import type { INodeProperties } from 'n8n-workflow';

/** As people write it. Not a regular expression: n8n would run it in a sandbox at every call to the vendor. */
const PLAIN_HTTP = ['http://', 'Http://', 'HTTP://'];

/**
 * Warns while the form holds an address without encryption.
 *
 * @param field name of the field that holds the address
 * @param secrets that would be sent, e.g. `login, password and session`
 */
export function plainHttpNotice(field: string, secrets: string): INodeProperties {
	return {
		displayName: `<b>http://</b> is not encrypted: anyone on the way can read ${secrets}. Use https://, except for a test server on this machine.`,
		name: `${field}Notice`,
		type: 'notice',
		displayOptions: {
			show: { [field]: PLAIN_HTTP.map((scheme) => ({ _cnd: { includes: scheme } })) },
		},
		default: '',
	};
}

/** The one exception to "redirects are not followed": the call that n8n makes by itself. */
export const tokenRedirectNotice: INodeProperties = {
	displayName:
		'The nodes follow no redirects. But n8n itself fetches the token, and follows a redirect of that call (307, 308) with the client secret in it. Give the exact address of a host that you trust, with https://.',
	name: 'tokenRedirectNotice',
	type: 'notice',
	default: '',
};
