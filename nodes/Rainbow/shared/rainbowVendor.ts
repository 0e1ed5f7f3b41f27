import { OperatorError } from '../../common/errors';
import type {
	CallSubject,
	OwnFailure,
	StatusFailure,
	VendorError,
} from '../../common/http/callFailure';
import type { Sentence, Vendor } from '../../common/http/vendor';

/** How a call authenticates: the credential's choice. */
export type Identity = 'login' | 'apiKey' | 'oAuth2';

/** The subject of a call to Rainbow. */
export interface RainbowSubject extends CallSubject {
	identity: Identity;
}

const CHECK_HOST = 'Check the base URL in the Rainbow credential.';
const ROLES = 'superadmin, bp_finance or admin';

/** What is specific to calls to Rainbow. */
export const RAINBOW: Vendor<RainbowSubject> = {
	name: 'Rainbow',
	checkAddress: CHECK_HOST,
	carries: 'the session or key',
	readError: readVendorError,
	ownFailure: (causes) => (causes.some(isUnconnected) ? NOT_CONNECTED : undefined),
	explainStatus,
};

function explainStatus(
	{ status }: StatusFailure,
	{ subject, identity }: RainbowSubject,
): Sentence | undefined {
	switch (status) {
		case 401:
			return {
				message: `Rainbow does not accept the ${NAME_OF[identity]}`,
				advice: AFTER_401[identity],
			};
		case 403:
			return {
				message: `Rainbow refuses access to ${subject}`,
				advice:
					identity === 'apiKey'
						? `Either the API key is wrong, or Rainbow expects it in the other header (both are in the credential), or its user has none of the roles ${ROLES}.`
						: `The user needs one of the roles ${ROLES}, and the right to see this company. Ask a Rainbow administrator to grant both.`,
			};
		case 404:
			return {
				message: `Rainbow has no ${subject}`,
				advice: `Use the path from Invoice File: Get Many; files may have been removed since. ${CHECK_HOST}`,
			};
		default:
			return undefined;
	}
}

const NAME_OF: Record<Identity, string> = {
	login: 'session',
	apiKey: 'API key',
	oAuth2: 'access token',
};

const AFTER_401: Record<Identity, string> = {
	login:
		'n8n logged in again, and Rainbow refused that session, too. Open the Rainbow credential: n8n then tests it.',
	apiKey: 'Check API key and API key header in the Rainbow credential.',
	oAuth2:
		'n8n renewed the token, and Rainbow refused it, too. Open the Rainbow OAuth2 credential and press Connect again.',
};

/** The OAuth 2.0 credential was never connected, or its connection ended. */
const NOT_CONNECTED: OwnFailure = {
	kind: 'own',
	retryable: false,
	explain: () =>
		new OperatorError(`The Rainbow OAuth2 credential is not connected`, {
			description:
				'Open the credential and press Connect. A connection ends if Rainbow revokes it, or if it was unused for too long.',
		}),
};

const UNCONNECTED =
	/^(OAuth credentials not connected|Unable to sign without access token|No refresh token)|needs to be reconnected/;

/** n8n's error if the OAuth 2.0 credential has no token, or its refresh was refused. */
function isUnconnected(error: unknown): boolean {
	const { code, message } = error as { code?: unknown; message?: unknown };
	return code === 'EAUTH' || code === 'ESTATUS' || UNCONNECTED.test(String(message));
}

const MAX_LENGTH = 300;

/**
 * Reads Rainbow's error answer, `{"errorCode":401,"errorMsg":"…","errorDetails":"…","errorDetailsCode":…}`, and that of
 * an OAuth 2.0 endpoint; an unknown shape gives an empty result. The codes are not published. Texts are shortened for
 * the operator.
 */
export function readVendorError(answer: unknown): VendorError {
	if (typeof answer !== 'object' || answer === null) return {};
	const fields = answer as Record<string, unknown>;
	const texts = [fields.errorMsg, fields.errorDetails, fields.error_description, fields.message]
		.map(textOf)
		.filter((part) => part !== undefined);
	return {
		code: codeOf(fields.errorDetailsCode) ?? codeOf(fields.error) ?? codeOf(fields.errorCode),
		message: texts.length ? [...new Set(texts)].join(': ').slice(0, MAX_LENGTH) : undefined,
	};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function codeOf(value: unknown): string | undefined {
	return typeof value === 'number' ? String(value) : textOf(value)?.slice(0, 60);
}
