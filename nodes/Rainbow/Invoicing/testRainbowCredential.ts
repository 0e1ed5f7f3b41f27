import type { Readable } from 'node:stream';
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { Answer } from '../../common/http/answer';
import { CallFailed, type CallFailure } from '../../common/http/callFailure';
import { explainFailure } from '../../common/http/explainFailure';
import { type Refusal, shortTextOf, statusFailure } from '../../common/http/readFailure';
import {
	baseUrlOf,
	identityHeaders,
	logIn,
	rainbowApiData,
	type RainbowApiData,
	secretsOf,
} from '../shared/rainbowLogin';
import { MOST_LOGIN_BYTES } from '../shared/loginRequest';
import { loginFailed } from '../shared/loginFailure';
import { RAINBOW } from '../shared/rainbowVendor';
import { filesIn, INVOICES_PATH } from './listFiles';

/** A day without files, to keep the test's list short. */
const NO_FILES = 'invoiceCreationDate=1970-01-01';

const TIMEOUT_MS = 30_000;

/**
 * The Test of `rainbowApi`: logs in, then lists. It is a function, not a request with rules, to distinguish a wrong
 * user, a wrong application and a missing role.
 */
export async function testRainbowApi(
	this: ICredentialTestFunctions,
	{ data: fields }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = rainbowApiData(fields);
	try {
		await tryOut(this, data);
	} catch (error) {
		const { message, description } = explained(error, data);
		return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

async function tryOut(context: ICredentialTestFunctions, data: RainbowApiData): Promise<void> {
	const url = baseUrlOf(data);
	const own =
		data.authentication === 'apiKey'
			? data
			: { ...data, ...(await logIn(data, async (...call) => await getLogin(context, ...call))) };
	const { status, headers, body } = await get(context, `${url}${INVOICES_PATH}?${NO_FILES}`, {
		Accept: 'application/json',
		...identityHeaders(own),
	});
	const secrets = secretsOf(own);
	if (status !== 200) {
		const text = await shortTextOf(body);
		throw new CallFailed(statusFailure({ status, headers, text }, RAINBOW, secrets));
	}
	const answer = new Answer(
		{ headers, body: body as Readable },
		() => undefined,
		() => secrets,
	);
	filesIn(await answer.json());
}

interface AnyAnswer {
	status: number;
	headers: Record<string, unknown>;
	/** A stream for a success, otherwise the text. */
	body: unknown;
}

async function getLogin(
	context: ICredentialTestFunctions,
	url: string,
	sent: Record<string, string>,
): Promise<Refusal> {
	try {
		const { status, headers, body } = await get(context, url, sent);
		return { status, headers, text: await shortTextOf(body, MOST_LOGIN_BYTES) };
	} catch (error) {
		throw error instanceof CallFailed ? loginFailed(error.failure) : error;
	}
}

/** n8n gives a credential test only its older HTTP client. */
async function get(
	{ helpers }: ICredentialTestFunctions,
	url: string,
	headers: Record<string, string>,
): Promise<AnyAnswer> {
	try {
		const answer = (await helpers.request({
			method: 'GET',
			uri: url,
			headers: { ...headers, 'Accept-Encoding': 'identity' },
			useStream: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return { status: answer.statusCode, headers: answer.headers, body: answer.body };
	} catch (error) {
		throw new CallFailed({ kind: 'connection', code: codeOf(error) });
	}
}

function codeOf(error: unknown): string {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	return [code, cause?.code].find((known) => typeof known === 'string') ?? 'no answer';
}

function explained(error: unknown, data: RainbowApiData): OperatorError {
	if (error instanceof OperatorError) return error;
	const failure: CallFailure =
		error instanceof CallFailed ? error.failure : { kind: 'other', error };
	return explainFailure({
		failure,
		vendor: RAINBOW,
		call: { subject: 'the list of invoice files', identity: data.authentication },
		tries: '',
		secrets: secretsOf(data),
	});
}
