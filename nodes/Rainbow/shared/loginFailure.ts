import { OperatorError } from '../../common/errors';
import {
	CallFailed,
	type CallFailure,
	isRetryable,
	retryAfterOf,
	type StatusFailure,
	type VendorError,
} from '../../common/http/callFailure';
import { explainFailure } from '../../common/http/explainFailure';
import { Secrets } from '../../common/http/secrets';
import { RAINBOW } from './rainbowVendor';

/** The login failed for a reason that other calls can have, too; the sentences name the login. */
export function loginFailed(failure: CallFailure): CallFailed {
	if (failure.kind !== 'status' && failure.kind !== 'connection') return new CallFailed(failure);
	return new CallFailed({
		kind: 'own',
		retryable: isRetryable(failure),
		retryAfter: retryAfterOf(failure),
		explain: (_, tries) =>
			failure.kind === 'status'
				? explainLogin(failure, tries)
				: explainFailure({
						failure,
						vendor: RAINBOW,
						call: { subject: 'the login', identity: 'login' },
						tries,
						secrets: new Secrets(),
					}),
	});
}

function explainLogin({ status, said }: StatusFailure, tries: string): OperatorError {
	const label = `(${[status, said.code].filter(Boolean).join(' ')}${tries})`;
	const saying = said.message ? ` Rainbow says: ${said.message}` : '';
	const error = (message: string, advice: string) =>
		new OperatorError(`${message} ${label}`, {
			description: advice + saying,
			httpStatus: status >= 400 ? status : undefined,
		});
	if (status >= 200 && status < 400) {
		return error(
			'The host did not answer the login as Rainbow does',
			`Another site, a portal or a proxy is answering, or redirects elsewhere. ${RAINBOW.checkAddress}`,
		);
	}
	if (status === 404) return error('This host has no Rainbow login', RAINBOW.checkAddress);
	if (status === 429 || status === 408 || status >= 500) {
		return error('Rainbow failed to answer the login', 'Run again later.');
	}
	switch (blamedAtLogin(said)) {
		case 'user':
			return error(
				'Rainbow does not accept the login and password',
				'Check login and password in the Rainbow credential. Application ID and secret are not the cause.',
			);
		case 'application':
			return error(
				'Rainbow does not accept the application',
				'Check application ID and application secret in the Rainbow credential, and that the application is registered and deployed on this host. Login and password are not the cause.',
			);
		default:
			return error(
				'Rainbow refuses the login',
				'Either login and password or application ID and secret are wrong; Rainbow does not say which. Log in to the Rainbow web client with the same login: if that works, it is the application.',
			);
	}
}

/** The code with which Rainbow refuses an unknown login or a wrong password. */
const WRONG_LOGIN = '401501';

/**
 * The cause of a refused login. Rainbow publishes no list of codes, so apart from the one known code, the words of the
 * message decide, without mail addresses, which may contain any word.
 */
export function blamedAtLogin({
	code,
	message = '',
}: VendorError): 'user' | 'application' | undefined {
	if (code === WRONG_LOGIN) return 'user';
	const words = message
		.split(' ')
		.filter((word) => !word.includes('@'))
		.join(' ');
	if (/\bapp(lication)?([\s_-]?(id|secret|auth))?\b/i.test(words)) return 'application';
	return /\b(login|user|password|account)\b/i.test(words) ? 'user' : undefined;
}
