import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { CallFailed, type CallFailure } from '../shared/callFailure';
import { explainFailure } from '../shared/explainFailure';
import {
	identityHeaders,
	logIn,
	type LoginAnswer,
	rainbowApiData,
	type RainbowApiData,
	trimmedUrl,
} from '../shared/login';
import { readVendorError } from '../shared/vendorError';
import { filesIn, INVOICES_PATH } from './listFiles';

/** A day without files, so that the list of the test is short. */
const NO_FILES = 'invoiceCreationDate=1970-01-01';

const TIMEOUT_MS = 30_000;

/**
 * The Test of `rainbowApi`: logs in, then lists. It is a function, and no request with rules, to tell a
 * wrong user from a wrong application, and a missing role from both.
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
	const known =
		data.authentication === 'apiKey'
			? data
			: {
					...data,
					...(await logIn(data, async (url, headers) => await get(context, url, headers, true))),
				};
	const list = await get(
		context,
		`${trimmedUrl(data.baseUrl)}${INVOICES_PATH}?${NO_FILES}`,
		{ Accept: 'application/json', ...identityHeaders(known) },
		false,
	);
	if (list.status !== 200) {
		const vendor = readVendorError(list.text);
		throw new CallFailed({ kind: 'status', status: list.status, vendor });
	}
	filesIn(parsed(list));
}

function parsed({ text, contentType }: Answer): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new CallFailed({ kind: 'wrongType', contentType, expected: 'JSON data' });
	}
}

interface Answer extends LoginAnswer {
	contentType: string;
}

/** n8n gives a credential test its older HTTP client only. */
async function get(
	{ helpers }: ICredentialTestFunctions,
	url: string,
	headers: Record<string, string>,
	duringLogin: boolean,
): Promise<Answer> {
	try {
		const answer = (await helpers.request({
			method: 'GET',
			uri: url,
			headers,
			json: false,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return {
			status: answer.statusCode,
			text: String(answer.body),
			contentType: String(answer.headers['content-type'] ?? 'no content type'),
		};
	} catch (error) {
		const code = codeOf(error);
		throw new CallFailed({ kind: 'connection', code, duringLogin });
	}
}

function codeOf(error: unknown): string {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	return [code, cause?.code].find((known) => typeof known === 'string') ?? 'no answer';
}

function explained(error: unknown, { authentication }: RainbowApiData): OperatorError {
	if (error instanceof OperatorError) return error;
	const failure: CallFailure =
		error instanceof CallFailed ? error.failure : { kind: 'other', error };
	return explainFailure(
		failure,
		{ subject: 'the list of invoice files', identity: authentication },
		1,
	);
}
