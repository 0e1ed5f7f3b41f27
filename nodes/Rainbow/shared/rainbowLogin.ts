import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { checkedBaseUrl } from '../../common/http/baseUrl';
import { type Refusal, statusFailure } from '../../common/http/readFailure';
import { Secrets } from '../../common/http/secrets';
import { parseJson } from '../../common/json';
import { loginFailed } from './loginFailure';
import { RAINBOW } from './rainbowVendor';

/** The fields of the credential `rainbowApi`, from its form and the last login. */
export interface RainbowApiData {
	baseUrl: string;
	authentication: 'login' | 'apiKey';
	login: string;
	password: string;
	appId: string;
	appSecret: string;
	apiKey: string;
	apiKeyHeader: string;
	/** The JWT of the last login; empty before the first. */
	sessionToken: string;
	/** A hash of the session and its owner; it reveals nothing by itself. */
	sessionOwner: string;
	/** When it ends by this machine's clock, in milliseconds since the epoch; empty if unknown. */
	sessionEnd: string;
}

const LOGIN_PATH = '/api/rainbow/authentication/v1.0/login';

/** The checked address of the credential's platform. @throws OperatorError */
export function baseUrlOf({ baseUrl }: Pick<RainbowApiData, 'baseUrl'>): string {
	return checkedBaseUrl(baseUrl, 'Base URL in the Rainbow credential', 'https://openrainbow.com');
}

/** A session is renewed this long before its end, so that it does not end during a call. */
const MARGIN_MS = 30_000;

/**
 * Logs a user in, with the application's signature, and returns what the credential stores.
 *
 * @param get sends the call; it follows no redirect and throws `CallFailed` if no answer comes
 * @throws CallFailed
 */
export async function logIn(
	data: RainbowApiData,
	get: (url: string, headers: Record<string, string>) => Promise<Refusal>,
): Promise<{ sessionToken: string; sessionOwner: string; sessionEnd: string }> {
	const answer = await get(`${baseUrlOf(data)}${LOGIN_PATH}`, {
		Accept: 'application/json',
		Authorization: basic(data.login, data.password),
		'x-rainbow-app-auth': basic(data.appId, signatureOf(data)),
	});
	const sessionToken = tokenIn(answer, data);
	return {
		sessionToken,
		sessionOwner: ownerOf(sessionToken, data),
		sessionEnd: endOf(sessionToken),
	};
}

/** The authentication headers. */
export function identityHeaders(data: RainbowApiData): Record<string, string> {
	if (data.authentication === 'apiKey') return { [data.apiKeyHeader]: data.apiKey };
	return { Authorization: `Bearer ${data.sessionToken}` };
}

/**
 * The credential without its session, if that has ended or belongs to another user or application than in the form: n8n
 * then logs in before the call. If Rainbow ends a session early, its 401 renews it.
 */
export function withoutStaleSession<Data extends RainbowApiData>(data: Data): Data {
	const isOver = data.sessionEnd !== '' && Number(data.sessionEnd) - MARGIN_MS <= Date.now();
	if (!isOver && data.sessionOwner === ownerOf(data.sessionToken, data)) return data;
	return { ...data, sessionToken: '' };
}

/** Typed fields of n8n's credential data. */
export function rainbowApiData(
	data: ICredentialDataDecryptedObject | IDataObject | undefined,
): RainbowApiData {
	return data as unknown as RainbowApiData;
}

/** Identifies user and application; another password also makes another owner. */
function ownerOf(sessionToken: string, data: RainbowApiData): string {
	const { baseUrl, login, password, appId, appSecret } = data;
	return hex(JSON.stringify([sessionToken, baseUrl.trim(), login, password, appId, appSecret]));
}

/** The secrets in the calls of either credential type. @param token that n8n added */
export function secretsOf(data: RainbowApiData & OAuth2Fields, token = ''): Secrets {
	const { password, appSecret, apiKey, sessionToken, clientSecret, oauthTokenData: tokens } = data;
	return new Secrets([
		...[password, appSecret, signatureOf(data), apiKey, clientSecret],
		...[sessionToken, token, tokens?.access_token, tokens?.refresh_token],
	]);
}

/** The fields of the credential `rainbowOAuth2Api` other than its base URL. */
interface OAuth2Fields {
	clientSecret?: unknown;
	oauthTokenData?: { access_token?: unknown; refresh_token?: unknown };
}

function tokenIn(answer: Refusal, data: RainbowApiData): string {
	const token = answer.status === 200 ? (jsonObject(answer.text).token as unknown) : undefined;
	if (typeof token === 'string' && token !== '') return token;
	throw loginFailed(statusFailure(answer, RAINBOW, secretsOf(data)));
}

function signatureOf({ appSecret, password }: RainbowApiData): string {
	return hex(`${appSecret}${password}`);
}

/**
 * The end of a JWT by this machine's clock: its lifetime (`exp` minus `iat`) from now, because the server's clock may
 * differ. Empty if the token does not say.
 */
function endOf(token: string): string {
	const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
	const { iat, exp } = jsonObject(claims);
	if (typeof iat !== 'number' || typeof exp !== 'number') return '';
	return String(Date.now() + (exp - iat) * 1000);
}

function jsonObject(text: string): Record<string, unknown> {
	try {
		const value = parseJson(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function basic(name: string, secret: string): string {
	return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

function hex(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
