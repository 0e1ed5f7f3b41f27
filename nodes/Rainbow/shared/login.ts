import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { CallFailed } from './callFailure';
import { readVendorError } from './vendorError';

/** The fields of the credential `rainbowApi`, as its form and the last login leave them. */
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
	/** A hash of it and of whom it was given to; by itself it tells nothing. */
	sessionOwner: string;
	/** When it ends by this machine's clock, in milliseconds since the epoch; empty where it does not say. */
	sessionEnd: string;
}

/** An answer as far as a login reads it. */
export interface LoginAnswer {
	status: number;
	retryAfter?: string;
	text: string;
}

const LOGIN_PATH = '/api/rainbow/authentication/v1.0/login';

/** A session is renewed this long before its end, so that it does not end on the way. */
const MARGIN_MS = 30_000;

/** The base URL without the slashes at its end. */
export function trimmedUrl(baseUrl: string): string {
	return baseUrl.trim().replace(/\/+$/, '');
}

/**
 * Logs a user in, with the application's signature, and gives what the credential keeps of it.
 *
 * @param get sends the call; it follows no redirect and throws `CallFailed` where no answer comes
 * @throws CallFailed of the kind `login`
 */
export async function logIn(
	data: RainbowApiData,
	get: (url: string, headers: Record<string, string>) => Promise<LoginAnswer>,
): Promise<{ sessionToken: string; sessionOwner: string; sessionEnd: string }> {
	const answer = await get(`${trimmedUrl(data.baseUrl)}${LOGIN_PATH}`, {
		Accept: 'application/json',
		Authorization: basic(data.login, data.password),
		'x-rainbow-app-auth': basic(data.appId, hex(data.appSecret + data.password)),
	});
	const sessionToken = tokenIn(answer);
	return {
		sessionToken,
		sessionOwner: ownerOf(sessionToken, data),
		sessionEnd: endOf(sessionToken),
	};
}

/** The headers that prove who calls. */
export function identityHeaders(data: RainbowApiData): Record<string, string> {
	if (data.authentication === 'apiKey') return { [data.apiKeyHeader]: data.apiKey };
	return { Authorization: `Bearer ${data.sessionToken}` };
}

/**
 * The credential without its session where that is over, or is not that of the user and application in
 * the form: n8n then logs in before it calls. A session that Rainbow ended early is renewed on its 401.
 */
export function withoutStaleSession<Data extends RainbowApiData>(data: Data): Data {
	const isOver = data.sessionEnd !== '' && Number(data.sessionEnd) - MARGIN_MS <= Date.now();
	if (!isOver && data.sessionOwner === ownerOf(data.sessionToken, data)) return data;
	return { ...data, sessionToken: '' };
}

/** What n8n hands out, as the type of its fields. */
export function rainbowApiData(
	data: ICredentialDataDecryptedObject | IDataObject | undefined,
): RainbowApiData {
	return data as unknown as RainbowApiData;
}

/** Tells users and applications apart; another password makes another owner, too. */
function ownerOf(sessionToken: string, data: RainbowApiData): string {
	const { baseUrl, login, password, appId, appSecret } = data;
	return hex(
		JSON.stringify([sessionToken, trimmedUrl(baseUrl), login, password, appId, appSecret]),
	);
}

function tokenIn({ status, retryAfter, text }: LoginAnswer): string {
	const token = status === 200 ? (jsonObject(text).token as unknown) : undefined;
	if (typeof token === 'string' && token !== '') return token;
	throw new CallFailed({ kind: 'login', status, retryAfter, vendor: readVendorError(text) });
}

/**
 * The end of a JWT by this machine's clock: its lifetime (`exp` less `iat`) from now, as the clock of the
 * server may be another. Empty for a token that does not say.
 */
function endOf(token: string): string {
	const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
	const { iat, exp } = jsonObject(claims);
	if (typeof iat !== 'number' || typeof exp !== 'number') return '';
	return String(Date.now() + (exp - iat) * 1000);
}

function jsonObject(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
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
