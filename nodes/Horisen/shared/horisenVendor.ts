import { OperatorError } from '../../common/errors';
import type {
	CallSubject,
	OwnFailure,
	StatusFailure,
	VendorError,
} from '../../common/http/callFailure';
import { clientErrorOf, connectionWording, isPermanent } from '../../common/http/connection';
import { isRetryableStatus } from '../../common/http/retry';
import type { Secrets } from '../../common/http/secrets';
import type { Sentence, Vendor } from '../../common/http/vendor';

/** The subject of a call to HORISEN. */
export interface HorisenSubject extends CallSubject {
	/** E.g. `HORISEN Finance`. */
	api: string;
	/** E.g. `finance-invoices.view`. */
	privilege?: string;
}

/** What is specific to calls to HORISEN. */
export const HORISEN: Vendor<HorisenSubject> = {
	name: 'HORISEN',
	checkAddress:
		'Check platform domain, separator and API base URL in the credential, and the base path, if the node has one.',
	carries: 'the access token',
	readError: readVendorError,
	ownFailure: tokenFailure,
	explainStatus,
};

function explainStatus(
	{ status, said: { code = '' } }: StatusFailure,
	{ api, subject, privilege }: HorisenSubject,
): Sentence | undefined {
	if (status === 401 && code !== 'NOT_AUTHORIZED') {
		return {
			message: `${api} does not accept the access token`,
			advice:
				'n8n fetched a new token, and HORISEN refused it, too. Open the HORISEN credential: n8n then tests it, which shows whether client ID, secret or IP address is the cause.',
		};
	}
	if (status === 401 || status === 403) {
		return {
			message: `${api} refuses this client`,
			advice: `Either the IP address of this n8n is not registered with HORISEN, or the client lacks the privilege${privilege ? ` ${privilege}` : ''}. Ask HORISEN Support to set both.`,
		};
	}
	if (code.includes('INVOICE_NOTFOUND')) {
		return {
			message: `${api} has no ${subject}`,
			advice: 'Check the invoice ID: it is the document\'s "id", not its number or UUID.',
		};
	}
	if (code.includes('BULK_RATES_SETTINGS_NOTFOUND')) {
		return {
			message: `${api} has no rates settings for ${subject}`,
			advice:
				'The customer or supplier of this invoice has no bulk rates settings on the platform. Ask the Platform Owner to set them up.',
		};
	}
	if (code === 'BAD_PARAM_PAGE_SIZE' || code === 'BAD_PARAM_PAGE_NUMBER') {
		return {
			message: `${api} refuses this page of ${subject}`,
			advice:
				'Set a smaller Page Size in the options of the node. HORISEN does not publish the maximum.',
		};
	}
	if (status === 404 && code === 'BAD_PARAM') {
		return {
			message: `${api} refuses the request for ${subject}`,
			advice: 'Check filters, sort and values in the node.',
		};
	}
	return undefined;
}

const ACCESS_PATH = '/oauth2/access-token';

/** No access token: the accounts host refused the client, gave none, or could not be reached. */
function tokenFailure(causes: readonly unknown[], secrets: Secrets): OwnFailure | undefined {
	const http = clientErrorOf(causes);
	const refusal = causes.find(isTokenRefusal);
	const isOfToken = refusal || http?.config?.url?.endsWith(ACCESS_PATH) || lacksToken(causes);
	if (!isOfToken) return undefined;
	const status = http?.response?.status ?? refusal?.status;
	const said = refusal?.body?.error;
	const oauthError = typeof said === 'string' ? secrets.hide(said).slice(0, 60) : undefined;
	const connectionCode = http?.response ? undefined : http?.code;
	return {
		kind: 'own',
		retryable:
			status === undefined
				? connectionCode !== undefined && !isPermanent(connectionCode)
				: isRetryableStatus(status),
		explain: ({ subject }, tries) =>
			explainToken(
				{ status, oauthError, connectionCode },
				`No access token for ${subject}: `,
				tries,
			),
	};
}

/** Whether n8n has stored an answer of the accounts host without a token. */
export function lacksToken(causes: readonly unknown[]): boolean {
	return causes.some(
		(cause) => cause instanceof Error && cause.message === 'Unable to sign without access token',
	);
}

interface TokenFailure {
	status?: number;
	oauthError?: string;
	connectionCode?: string;
}

function explainToken(
	{ status, oauthError, connectionCode }: TokenFailure,
	message: string,
	tries: string,
): OperatorError {
	if (connectionCode) {
		return new OperatorError(
			`${message}the accounts host could not be reached (${connectionWording(connectionCode)}${tries})`,
			{ description: 'Check platform domain, separator and accounts base URL in the credential.' },
		);
	}
	const label = [status, oauthError].filter(Boolean).join(' ');
	if (status === 403 || oauthError === 'access_denied' || oauthError === 'unauthorized_client') {
		return new OperatorError(`${message}HORISEN refuses this client (${label})`, {
			description:
				'HORISEN issues tokens only to registered IP addresses. Ask HORISEN Support to register the address of this n8n. Nothing was read or changed.',
			httpStatus: 403,
		});
	}
	if (status === 401 || status === 400 || oauthError === 'invalid_client') {
		return new OperatorError(`${message}HORISEN does not accept the client (${label})`, {
			description:
				'Check client ID and client secret in the HORISEN credential. Nothing was read or changed.',
			httpStatus: 401,
		});
	}
	if (!label) {
		return new OperatorError(`${message}the accounts host answered without one`, {
			description:
				'Open the HORISEN credential: n8n then tests it with a new token. Run again. If it happens again, check platform domain, separator and accounts base URL in it.',
		});
	}
	return new OperatorError(`${message}the accounts host gave none (${label}${tries})`, {
		description:
			'Check platform domain, separator and accounts base URL in the credential. If they are right, run again later.',
		httpStatus: status,
	});
}

/** The error of n8n's OAuth2 client when the accounts host answers with an error. */
function isTokenRefusal(error: unknown): error is { status?: number; body?: { error?: unknown } } {
	const { code } = error as { code?: unknown };
	return code === 'EAUTH' || code === 'ESTATUS';
}

const MAX_LENGTH = 300;

/**
 * Reads `{"Code":0,"Message":"…"}` (Traffic Report), `{"code":"…","message":"…","description":"…", "items":[…]}`
 * (Rates, and the general shape) and Finance's codes; an unknown shape gives an empty result. Texts are shortened for
 * the operator.
 */
export function readVendorError(answer: unknown): VendorError {
	if (typeof answer !== 'object' || answer === null) return {};
	const fields = new Map(
		Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value as unknown]),
	);
	if (fields.has('error') && !fields.has('code')) return readVendorError(fields.get('error'));
	const code = textOf(fields.get('code'));
	const texts = [
		fields.get('message'),
		fields.get('description'),
		...itemTexts(fields.get('items')),
	]
		.map(textOf)
		.filter((text) => text !== undefined && text !== code);
	// The message may contain the code, because the Traffic Report API's `Code` is only a number.
	return {
		code: code ?? codeIn(texts[0]),
		message: texts.length ? [...new Set(texts)].join(' ').slice(0, MAX_LENGTH) : undefined,
	};
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, MAX_LENGTH);
	return undefined;
}

function itemTexts(items: unknown): unknown[] {
	if (!Array.isArray(items)) return [];
	return items.slice(0, 5).map((item: { name?: unknown; message?: unknown } | null) => {
		const [name, message] = [textOf(item?.name), textOf(item?.message)];
		return name && message ? `${name}: ${message}` : (message ?? name);
	});
}

function codeIn(message: string | undefined): string | undefined {
	return message?.match(/\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+(?::[A-Z0-9_]+)?/)?.[0];
}
