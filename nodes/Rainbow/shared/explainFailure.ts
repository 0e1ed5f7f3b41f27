import { OperatorError } from '../../common/errors';
import { connectionWording, isTooLate } from '../../common/http/connection';
import type { CallFailure } from './callFailure';
import { blamedAtLogin, type VendorError } from './vendorError';

/** How a call proves who calls: the credential's choice. */
export type Identity = 'login' | 'apiKey' | 'oAuth2';

/** What a call was about, for the sentences of its errors. */
export interface CallSubject {
	/** E.g. `the list of invoice files`, or `invoice file 0001/2017-10/services/CDR.csv`. */
	subject: string;
	identity: Identity;
}

const CHECK_HOST = 'Check the base URL in the Rainbow credential.';
const ROLES = 'superadmin, bp_finance or admin';

/** The sentences for an operator: what happened, to what, and what to do next. */
export function explainFailure(
	failure: CallFailure,
	call: CallSubject,
	tries: number,
): OperatorError {
	const { subject } = call;
	const triesText = tries > 1 ? `, ${tries} tries` : '';
	switch (failure.kind) {
		case 'status':
			return explainStatus(failure.status, failure.vendor, call, triesText);
		case 'login':
			return explainLogin(failure.status, failure.vendor, triesText);
		case 'notConnected':
			return new OperatorError(`The Rainbow OAuth2 credential is not connected`, {
				description:
					'Open the credential and press Connect. A connection ends when Rainbow takes it back, or when nobody used it for too long.',
			});
		case 'connection':
			return explainConnection(failure.code, failure.duringLogin === true, subject, triesText);
		case 'unreadable':
			return new OperatorError(
				`Rainbow sent an answer for ${subject} that breaks off in the middle (${tries} tries)`,
				{ description: 'Nothing was taken from it. Run again later.' },
			);
		case 'wrongType':
			return new OperatorError(
				`The host answered for ${subject} with "${failure.contentType}" instead of ${failure.expected}`,
				{
					description: `Another site, a login page or a proxy is answering in place of Rainbow. ${CHECK_HOST}`,
				},
			);
		case 'incomplete':
			return new OperatorError(
				`Of ${subject}, ${failure.bytes} of ${failure.announced} bytes arrived${triesText ? ` (${tries} tries)` : ''}`,
				{ description: 'No file was kept. Run again later.' },
			);
		case 'cancelled':
			// By the word "canceled" n8n tells a cancelled execution from a failed one.
			return new OperatorError(`The execution was canceled while Rainbow was asked for ${subject}`);
		case 'other':
			return new OperatorError(
				failure.error instanceof Error ? failure.error.message : String(failure.error),
			);
	}
}

function explainConnection(
	code: string,
	duringLogin: boolean,
	subject: string,
	triesText: string,
): OperatorError {
	const label = `(${connectionWording(code)}${triesText})`;
	const what = duringLogin ? 'the login' : subject;
	if (isTooLate(code)) {
		return new OperatorError(`Rainbow gave no complete answer for ${what} ${label}`, {
			description: 'Run again later, or raise the time limits in the options of the node.',
		});
	}
	return new OperatorError(`Rainbow could not be reached for ${what} ${label}`, {
		description: `${CHECK_HOST} When it is right, the host is down or a firewall is between; run again later.`,
	});
}

function explainLogin(status: number, vendor: VendorError, triesText: string): OperatorError {
	const label = `(${[status, vendor.code].filter(Boolean).join(' ')}${triesText})`;
	const error = (message: string, description: string) =>
		new OperatorError(`${message} ${label}`, {
			description: description + said(vendor),
			httpStatus: status >= 400 ? status : undefined,
		});
	if (status >= 200 && status < 400) {
		return error(
			'The host did not answer the login as Rainbow does',
			`Another site, a portal or a proxy is answering, or redirects elsewhere. ${CHECK_HOST}`,
		);
	}
	if (status === 404) {
		return error('This host has no Rainbow login', CHECK_HOST);
	}
	if (status === 429 || status === 408 || status >= 500) {
		return error('Rainbow failed to answer the login', 'Run again later.');
	}
	switch (blamedAtLogin(vendor)) {
		case 'user':
			return error(
				'Rainbow does not accept the login and password',
				'Check login and password in the Rainbow credential. The application ID and secret are not what it complains about.',
			);
		case 'application':
			return error(
				'Rainbow does not accept the application',
				'Check application ID and application secret in the Rainbow credential, and that the application is registered and deployed on this host. Login and password are not what it complains about.',
			);
		default:
			return error(
				'Rainbow refuses the login',
				'Either login and password or application ID and secret are wrong; Rainbow does not say which. Log in to the Rainbow web client with the same login: when that works, it is the application.',
			);
	}
}

function explainStatus(
	status: number,
	vendor: VendorError,
	{ subject, identity }: CallSubject,
	triesText: string,
): OperatorError {
	const label = `(${[status, vendor.code].filter(Boolean).join(' ')}${triesText})`;
	const error = (message: string, description: string) =>
		new OperatorError(`${message} ${label}`, {
			description: description + said(vendor),
			httpStatus: status,
		});
	if (status >= 300 && status < 400) {
		return error(
			`The host redirects the call for ${subject} elsewhere`,
			`Redirects are not followed, because they would carry the session or key to another host. ${CHECK_HOST}`,
		);
	}
	if (status === 401) {
		return error(`Rainbow does not accept the ${NAME_OF[identity]}`, AFTER_401[identity]);
	}
	if (status === 403) {
		return error(
			`Rainbow refuses access to ${subject}`,
			identity === 'apiKey'
				? `Either the API key is wrong, or Rainbow expects it in the other header (both are in the credential), or its user has none of the roles ${ROLES}.`
				: `The user needs one of the roles ${ROLES}, and the right to see this company. A Rainbow administrator grants both.`,
		);
	}
	if (status === 404) {
		return error(
			`Rainbow has no ${subject}`,
			`Take the path from Invoice File: Get Many; files may have been removed since. ${CHECK_HOST}`,
		);
	}
	if (status === 429) {
		return error(
			'Rainbow asks for fewer calls',
			'Run again later, or raise Max Tries and Total Deadline in the options of the node.',
		);
	}
	if (status === 408 || status >= 500) {
		return error(
			`Rainbow failed to answer for ${subject}`,
			'The failure is on the side of Rainbow. Run again later.',
		);
	}
	return error(`Rainbow refuses the request for ${subject}`, 'Check the values in the node.');
}

const NAME_OF: Record<Identity, string> = {
	login: 'session',
	apiKey: 'API key',
	oAuth2: 'access token',
};

const AFTER_401: Record<Identity, string> = {
	login:
		'n8n logged in anew and that session was refused too. Open the Rainbow credential and press Test.',
	apiKey: 'Check API key and API key header in the Rainbow credential.',
	oAuth2:
		'n8n renewed the token and it was refused too. Open the Rainbow OAuth2 credential and press Connect again.',
};

function said({ message }: VendorError): string {
	return message ? ` Rainbow says: ${message}` : '';
}
