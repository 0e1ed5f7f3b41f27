import { OperatorError } from '../../common/errors';
import { connectionWording, isTooLate } from '../../common/http/connection';
import type { CallFailure } from './callFailure';
import type { VendorError } from './vendorError';

/** What a call was about, for the sentences of its errors. */
export interface CallSubject {
	/** E.g. `HORISEN Finance`. */
	api: string;
	/** E.g. `invoice 4711` or `documents, page 3`. */
	subject: string;
	/** E.g. `finance-invoices.view`. */
	privilege?: string;
	/** For calls that change something: how to see whether it happened. */
	howToCheck?: string;
}

const TEST_CREDENTIAL = 'Open the HORISEN credential and press Test.';
const CHECK_HOST =
	'Check platform domain, separator and API base URL in the credential, and the base path in the node where it offers one.';

/** The sentences for an operator: what happened, to what, and what to do next. */
export function explainFailure(
	failure: CallFailure,
	call: CallSubject,
	tries: number,
): OperatorError {
	const { api, subject } = call;
	const triesText = tries > 1 ? `, ${tries} tries` : '';
	switch (failure.kind) {
		case 'status':
			return explainStatus(failure.status, failure.vendor, call, triesText);
		case 'token':
			return explainToken(failure, call, triesText);
		case 'connection':
			return explainConnection(failure.code, call, triesText);
		case 'unreadable':
			return new OperatorError(
				`${api} sent an answer for ${subject} that breaks off in the middle (${tries} tries)`,
				{
					description: mayHaveHappened(
						call,
						'Nothing was taken from it. Run again; if it stays, set a smaller Page Size and tell HORISEN Support.',
					),
				},
			);
		case 'notJson':
			return new OperatorError(
				`The host answered for ${subject} with "${failure.contentType}" instead of JSON data`,
				{
					description: mayHaveHappened(
						call,
						`Another site, a login page or a proxy is answering in place of ${api}. ${CHECK_HOST}`,
					),
				},
			);
		case 'paused':
			return new OperatorError(
				`${api} was not asked for ${subject}: it wants no calls of this n8n for another ${seconds(failure.waitMs)}`,
				{
					description:
						'It answered another call with 429 and said how long to wait. Run again after that, set Requests per Second in the credential, or raise Total Deadline in the options of the node.',
					httpStatus: 429,
				},
			);
		case 'queued':
			return new OperatorError(
				`${api} was not asked for ${subject}: its turn would come in ${seconds(failure.waitMs)}`,
				{
					description:
						'The calls before it, of this or of other workflows, take the time that Requests per Second leaves. Raise it in the credential, raise Total Deadline in the options of the node, or run fewer workflows at once.',
				},
			);
		case 'cancelled':
			// By the word "canceled" n8n tells a cancelled execution from a failed one.
			return new OperatorError(`The execution was canceled while ${api} was asked for ${subject}`, {
				description: call.howToCheck,
			});
		case 'other':
			return new OperatorError(
				failure.error instanceof Error ? failure.error.message : String(failure.error),
			);
	}
}

function explainConnection(code: string, call: CallSubject, triesText: string): OperatorError {
	const { api, subject } = call;
	const label = `(${connectionWording(code)}${triesText})`;
	if (isTooLate(code)) {
		return new OperatorError(`${api} gave no complete answer for ${subject} ${label}`, {
			description: mayHaveHappened(
				call,
				'Run again later, set a smaller Page Size, or raise Request Timeout and Total Deadline in the options of the node.',
			),
		});
	}
	return new OperatorError(`${api} could not be reached for ${subject} ${label}`, {
		description: mayHaveHappened(
			call,
			`${CHECK_HOST} When they are right, the host is down or a firewall is between; run again later.`,
		),
	});
}

function explainStatus(
	status: number,
	vendor: VendorError,
	call: CallSubject,
	triesText: string,
): OperatorError {
	const { api, subject } = call;
	const code = vendor.code ?? '';
	const label = `${[status, code].filter(Boolean).join(' ')}${triesText}`;
	const said = vendor.message ? ` HORISEN says: ${vendor.message}` : '';
	const error = (message: string, description: string) =>
		new OperatorError(message, { description: description + said, httpStatus: status });

	if (status >= 300 && status < 400) {
		return error(
			`The host redirects the call for ${subject} elsewhere (${label})`,
			`Redirects are not followed, because they would carry the access token to another host. ${CHECK_HOST}`,
		);
	}
	if (status === 401 && code !== 'NOT_AUTHORIZED') {
		return error(
			`${api} does not accept the access token (${label})`,
			`n8n fetched a new token and it was refused too. ${TEST_CREDENTIAL} It tells whether client ID, secret or IP address is the cause.`,
		);
	}
	if (status === 401 || status === 403) {
		return error(
			`${api} refuses this client (${label})`,
			`Either the IP address of this n8n is not registered with HORISEN, or the client lacks the privilege${call.privilege ? ` ${call.privilege}` : ''}. HORISEN Support sets both. Nothing was read or changed.`,
		);
	}
	if (code.includes('INVOICE_NOTFOUND')) {
		return error(
			`${api} knows no ${subject} (${label})`,
			'Check the invoice ID: it is the document\'s "id", not its number or UUID.',
		);
	}
	if (code.includes('BULK_RATES_SETTINGS_NOTFOUND')) {
		return error(
			`${api} has no rates settings for ${subject} (${label})`,
			'The customer or supplier of this invoice has no bulk rates settings on the platform. The Platform Owner sets them up.',
		);
	}
	if (code === 'BAD_PARAM_PAGE_SIZE' || code === 'BAD_PARAM_PAGE_NUMBER') {
		return error(
			`${api} refuses this page of ${subject} (${label})`,
			'Set a smaller Page Size in the options of the node. HORISEN does not publish the largest.',
		);
	}
	if (status === 404 && code !== 'BAD_PARAM') {
		return error(
			`${api} has nothing at this address for ${subject} (${label})`,
			`Check the IDs in the node. ${CHECK_HOST}`,
		);
	}
	if (status === 429) {
		return error(
			`${api} asks for fewer calls (${label})`,
			'Run again later, or raise Max Tries and Total Deadline in the options of the node.',
		);
	}
	if (status === 408 || status >= 500) {
		return error(
			`${api} failed to answer for ${subject} (${label})`,
			mayHaveHappened(call, 'The failure is on the side of HORISEN. Run again later.'),
		);
	}
	return error(
		`${api} refuses the request for ${subject} (${label})`,
		'Check filters, sort and values in the node.',
	);
}

function explainToken(
	failure: Extract<CallFailure, { kind: 'token' }>,
	{ subject }: CallSubject,
	triesText: string,
): OperatorError {
	const { status, oauthError, connectionCode } = failure;
	const label = [status, oauthError].filter(Boolean).join(' ');
	const message = `No access token for ${subject}: `;
	if (connectionCode) {
		return new OperatorError(
			`${message}the accounts host could not be reached (${connectionWording(connectionCode)}${triesText})`,
			{ description: 'Check platform domain, separator and accounts base URL in the credential.' },
		);
	}
	const refused =
		status === 403 || oauthError === 'access_denied' || oauthError === 'unauthorized_client';
	if (refused) {
		return new OperatorError(`${message}HORISEN refuses this client (${label})`, {
			description:
				'The token must be fetched from an IP address that is registered with HORISEN. Ask HORISEN Support to register the address of this n8n. Nothing was read or changed.',
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
	return new OperatorError(
		`${message}the accounts host gave none (${label || 'no token'}${triesText})`,
		{
			description:
				'Check platform domain, separator and accounts base URL in the credential. When they are right, run again later.',
			httpStatus: status,
		},
	);
}

function seconds(milliseconds: number): string {
	return `${Math.ceil(milliseconds / 1000)} s`;
}

/** For calls that change something: a lost answer does not mean that nothing happened. */
function mayHaveHappened({ howToCheck }: CallSubject, otherwise: string): string {
	if (!howToCheck) return otherwise;
	return `The change may have happened all the same, and was not tried again. ${howToCheck}`;
}
