import { OperatorError } from '../../common/errors';
import { connectionWording, isTooLate } from '../../common/http/connection';
import { type CallFailure, wasNeverSent } from './callFailure';

/** What a call was about, for the sentences of its errors. */
export interface CallSubject {
	/** E.g. `the balance of account 1001`. */
	subject: string;
	/** For calls that change something: how to see whether it happened. */
	howToCheck?: string;
}

const CHECK_ADDRESS =
	'Check Base URL in the VoIPcloud credential, and the URL of the method in the node: the portal shows it under Integration/API.';

/** The sentences for an operator: what happened, to what, and what to do next. */
export function explainFailure(
	failure: CallFailure,
	call: CallSubject,
	tries: number,
): OperatorError {
	const { subject } = call;
	switch (failure.kind) {
		case 'status':
			return explainStatus(failure, call, tries);
		case 'connection':
			return explainConnection(failure.code, call, tries);
		case 'unreadable':
			return uncertain(
				call,
				`VoIPcloud sent an answer for ${subject} that breaks off in the middle${triesText(tries)}`,
				{ advice: 'Nothing was taken from it. Run again later.' },
			);
		case 'notJson':
			return uncertain(
				call,
				`The host answered for ${subject} with "${failure.contentType}" instead of JSON data`,
				{
					reason: `A login page, another site or a proxy is answering in place of VoIPcloud's API. ${CHECK_ADDRESS}`,
				},
			);
		case 'notEnvelope':
			return uncertain(
				call,
				`The host answered for ${subject}, but not as VoIPcloud's API does: there is no "code" in it`,
				{ reason: CHECK_ADDRESS },
			);
		case 'cancelled':
			// By the word "canceled" n8n tells a cancelled execution from a failed one.
			return uncertain(call, `The execution was canceled while VoIPcloud was asked for ${subject}`);
		case 'other':
			return uncertain(
				call,
				failure.error instanceof Error ? failure.error.message : String(failure.error),
			);
	}
}

function explainStatus(
	{ status, inEnvelope, said }: CallFailure & { kind: 'status' },
	call: CallSubject,
	tries: number,
): OperatorError {
	const { subject } = call;
	const label = `(${inEnvelope ? 'code ' : ''}${status}${triesText(tries, ', ')})`;
	const saying = said ? ` VoIPcloud says: ${said}` : '';
	const nothing = call.howToCheck ? ' Nothing was changed.' : '';
	const refused = (message: string, description: string) =>
		new OperatorError(`${message} ${label}`, {
			description: `${description}${nothing}${saying}`,
			httpStatus: status,
		});

	if (status === 401 || status === 403) {
		return refused(
			`VoIPcloud does not let this n8n in for ${subject}`,
			'It answers the same to two causes: the API key in the credential is wrong, or the public IP address of this n8n is not allow-listed. The portal shows both under Integration/API: compare the key, and add the address with "Add IP".',
		);
	}
	if (status === 404 || status === 405) {
		return refused(
			`VoIPcloud has nothing at this address for ${subject}`,
			`Check the account number. VoIPcloud publishes the addresses of its methods in the portal only: when the number is right, copy the URL of this method from there into the node. ${CHECK_ADDRESS}`,
		);
	}
	if (status >= 300 && status < 400) {
		return uncertain(call, `The host redirects the call for ${subject} elsewhere ${label}`, {
			reason: `Redirects are not followed, because they would carry the API key to another address. ${CHECK_ADDRESS}`,
			httpStatus: status,
		});
	}
	if (status === 429) {
		return refused(`VoIPcloud asks for fewer calls for ${subject}`, 'Run again later.');
	}
	if (status >= 400 && status < 500 && status !== 408) {
		return refused(
			`VoIPcloud refuses ${subject}`,
			"Check the values in the node, and the names of their parameters against the portal's description of this method.",
		);
	}
	const answered =
		status < 300 ? `answered for ${subject} with` : `failed to answer for ${subject}`;
	return uncertain(call, `VoIPcloud ${answered} ${label}`, {
		reason: `The failure is on the side of VoIPcloud.${saying}`,
		advice: 'Run again later.',
		httpStatus: status,
	});
}

function explainConnection(code: string, call: CallSubject, tries: number): OperatorError {
	const label = `(${connectionWording(code)}${triesText(tries, ', ')})`;
	const unreached = `VoIPcloud could not be reached for ${call.subject} ${label}`;
	if (wasNeverSent(code)) {
		return new OperatorError(unreached, {
			description: `${CHECK_ADDRESS}${call.howToCheck ? ' The request was not sent: nothing was changed.' : ''}`,
		});
	}
	if (isTooLate(code)) {
		return uncertain(call, `VoIPcloud gave no complete answer for ${call.subject} ${label}`, {
			advice: 'Run again later, or raise Request Timeout in the options of the node.',
		});
	}
	return uncertain(call, unreached, {
		advice: `${CHECK_ADDRESS} When they are right, the host is down or a firewall is between; run again later.`,
	});
}

interface Explanation {
	/** Why there is no good answer. */
	reason?: string;
	/** What to do next, for calls that may be repeated. */
	advice?: string;
	httpStatus?: number;
}

/** For calls that change something: a lost answer does not mean that nothing happened. */
function uncertain(
	{ howToCheck }: CallSubject,
	message: string,
	{ reason = '', advice = '', httpStatus }: Explanation = {},
): OperatorError {
	const doubt = '; it may have been carried out all the same';
	const next = howToCheck
		? `It was not tried again, and should not be until you know. ${howToCheck}`
		: advice;
	return new OperatorError(howToCheck ? message + doubt : message, {
		description: [next, reason].filter(Boolean).join(' '),
		httpStatus,
	});
}

function triesText(tries: number, before = ' '): string {
	if (tries < 2) return '';
	return before === ' ' ? ` (${tries} tries)` : `${before}${tries} tries`;
}
