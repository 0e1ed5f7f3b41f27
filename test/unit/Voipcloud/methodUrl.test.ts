import fc from 'fast-check';
import { OperatorError } from '../../../nodes/common/errors';
import { methodUrl } from '../../../nodes/Voipcloud/shared/methodUrl';

const PORTAL = 'https://au.voipcloud.online';
const PATH = '/api/integration/v2/get-customer-balance';

it.each([
	['the default path', PATH, `${PORTAL}${PATH}`],
	[
		'a pasted URL',
		`${PORTAL}/api/v3/balance?from=2020-01-01#top`,
		`${PORTAL}/api/v3/balance?from=2020-01-01`,
	],
	['a pasted URL with spaces around it', `  ${PORTAL}${PATH} \n`, `${PORTAL}${PATH}`],
	['another case and the usual port', `HTTPS://AU.VoIPcloud.online:443${PATH}`, `${PORTAL}${PATH}`],
	['a path that climbs', '/api/../x', `${PORTAL}/x`],
])('takes %s', (_, text, expected) => {
	expect(methodUrl(PORTAL, text).href).toBe(expected);
});

it.each([
	'https://au.voipcloud.online/',
	'https://au.voipcloud.online/dashboard?tab=api',
	' https://au.voipcloud.online ',
])('uses only the host of the base URL %j', (baseUrl) => {
	expect(methodUrl(baseUrl, PATH).href).toBe(`${PORTAL}${PATH}`);
});

it.each([
	['another host', `https://eu.voipcloud.online${PATH}`],
	['a host that begins the same', `https://au.voipcloud.online.evil.example${PATH}`],
	['a user that looks like the host', `https://au.voipcloud.online@evil.example${PATH}`],
	['a user on the right host', `https://user:password@au.voipcloud.online${PATH}`],
	['another protocol', `http://au.voipcloud.online${PATH}`],
	['another port', `https://au.voipcloud.online:8443${PATH}`],
	['a host without protocol', `//evil.example${PATH}`],
	['backslashes for slashes', `/\\evil.example${PATH}`],
	['a tab between the slashes', `/\t/evil.example${PATH}`],
])('refuses %s, so that the key does not go there', (_, text) => {
	expect(() => methodUrl(PORTAL, text)).toThrow(/^Method URL is on /);
});

it.each([
	'',
	'   ',
	'get-customer-balance',
	'au.voipcloud.online/api',
	'ftp://au.voipcloud.online/x',
	'javascript:alert(1)',
	'https://',
])('refuses %j', (text) => {
	expect(() => methodUrl(PORTAL, text)).toThrow(OperatorError);
});

it.each([
	'',
	'au.voipcloud.online',
	'ftp://au.voipcloud.online',
	'https://key@au.voipcloud.online',
])('refuses the base URL %j', (baseUrl) => {
	expect(() => methodUrl(baseUrl, PATH)).toThrow(
		'Base URL in the VoIPcloud credential is not a web address',
	);
});

it('stays on the portal or refuses, for any pasted text', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.webUrl(),
				fc.string().map((text) => `/${text}`),
			),
			(text) => {
				try {
					expect(methodUrl(PORTAL, text).origin).toBe(PORTAL);
				} catch (error) {
					expect(error).toBeInstanceOf(OperatorError);
				}
			},
		),
	);
});
