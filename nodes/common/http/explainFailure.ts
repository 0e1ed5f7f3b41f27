import { OperatorError } from '../errors';
import type { CallFailure, CallSubject, StatusFailure } from './callFailure';
import { connectionWording, isTooLate, wasNeverSent } from './connection';
import type { Secrets } from './secrets';
import type { Sentence, Vendor } from './vendor';

const MIB = 1024 * 1024;

/** A content type may be as long as a header. */
const LONGEST_TYPE = 100;

/** A failure, and everything that its sentences mention. */
export interface FailedCall<Call extends CallSubject = CallSubject> {
	failure: CallFailure;
	vendor: Vendor<Call>;
	call: Call;
	/** E.g. `, 3 tries`; empty for one. */
	tries: string;
	secrets: Secrets;
}

/** The sentences for an operator: what happened, to what, and what to do next. */
export function explainFailure<Call extends CallSubject>(failed: FailedCall<Call>): OperatorError {
	const { failure, vendor, call } = failed;
	const { subject } = call;
	const api = call.api ?? vendor.name;
	switch (failure.kind) {
		case 'status':
			return explainStatus(failure, failed);
		case 'own':
			return failure.explain(call, failed.tries);
		case 'connection':
			return explainConnection(failure.code, failed);
		case 'unreadable':
			return uncertain(
				call,
				`${api} sent an answer for ${subject} that breaks off in the middle${bracketed(failed)}`,
				'Nothing was taken from it. Run again later; if it happens again, set a smaller Page Size, if the node has one.',
			);
		case 'wrongType':
			return uncertain(
				call,
				`The host answered for ${subject} with "${failure.contentType.slice(0, LONGEST_TYPE)}" instead of ${failure.expected}`,
				`Another site, a login page or a proxy is answering instead of ${api}. ${vendor.checkAddress}`,
			);
		case 'incomplete':
			return uncertain(
				call,
				`Only ${failure.bytes} of ${failure.announced} bytes of ${subject} arrived${bracketed(failed)}`,
				'Nothing was kept. Run again later.',
			);
		case 'tooLarge':
			return uncertain(
				call,
				`The answer for ${subject} is larger than ${Math.round(failure.mostBytes / MIB)} MB`,
				`Nothing was taken from it, and the call was not repeated. Set a smaller Page Size, if the node has one. ${vendor.checkAddress}`,
			);
		case 'tooDeep':
			return uncertain(
				call,
				`The answer for ${subject} is nested more than ${failure.levels} levels deep`,
				`${api} never answers like this, so nothing was taken from it. ${vendor.checkAddress}`,
			);
		case 'paused':
			return new OperatorError(
				`${api} was not called for ${subject}: it asked this n8n to wait another ${seconds(failure.waitMs)}`,
				{
					description:
						'It answered another call with 429 and said how long to wait. Run again after that, raise Total Deadline in the options of the node, or set Requests per Second, if the credential has it.',
					httpStatus: 429,
				},
			);
		case 'queued':
			return new OperatorError(
				`${api} was not called for ${subject}: its turn would come in ${seconds(failure.waitMs)}`,
				{
					description:
						'Earlier calls of this or other workflows use up the time that Requests per Second allows. Raise it in the credential, raise Total Deadline in the options of the node, or run fewer workflows at once.',
				},
			);
		case 'cancelled':
			// n8n recognises a cancelled execution by the word "canceled".
			return uncertain(call, `The execution was canceled while ${api} was asked for ${subject}`);
		case 'other': {
			const { error } = failure;
			const message = error instanceof Error ? error.message : String(error);
			return uncertain(call, failed.secrets.hide(message));
		}
	}
}

function explainConnection<Call extends CallSubject>(
	code: string,
	failed: FailedCall<Call>,
): OperatorError {
	const { vendor, call } = failed;
	const api = call.api ?? vendor.name;
	const label = `(${connectionWording(code)}${failed.tries})`;
	if (isTooLate(code)) {
		return uncertain(
			call,
			`${api} gave no complete answer for ${call.subject} ${label}`,
			'Run again later, or raise the time limits in the options of the node. If it has a Page Size, a smaller one helps, too.',
		);
	}
	const unreached = `${api} could not be reached for ${call.subject} ${label}`;
	if (call.howToCheck && wasNeverSent(code)) {
		return new OperatorError(unreached, {
			description: `${vendor.checkAddress} The request was not sent: nothing was changed.`,
		});
	}
	return uncertain(
		call,
		unreached,
		`${vendor.checkAddress} If it is right, the host is down or a firewall blocks it; run again later.`,
	);
}

function explainStatus<Call extends CallSubject>(
	failure: StatusFailure,
	failed: FailedCall<Call>,
): OperatorError {
	const { vendor, call } = failed;
	const { status, inBody, said } = failure;
	const code = [inBody ? `code ${status}` : status, said.code].filter(Boolean).join(' ');
	const { message, advice } =
		vendor.explainStatus?.(failure, call) ?? usualSentence(failure, vendor, call);
	const sentence = `${message} (${code}${failed.tries})`;
	const saying = said.message ? ` ${vendor.name} says: ${said.message}` : '';
	if (mayHaveWorked(status)) return uncertain(call, sentence, advice, saying, status);
	const nothing = call.howToCheck ? ' Nothing was changed.' : '';
	return new OperatorError(sentence, {
		description: `${advice}${nothing}${saying}`,
		httpStatus: status,
	});
}

/**
 * Only a plain refusal proves that nothing changed: other statuses may come from a proxy, or after the work was done.
 */
function mayHaveWorked(status: number): boolean {
	return status < 400 || status === 408 || status >= 500;
}

function usualSentence(
	{ status }: StatusFailure,
	{ name, carries, checkAddress }: Pick<Vendor, 'name' | 'carries' | 'checkAddress'>,
	{ api = name, subject }: CallSubject,
): Sentence {
	if (status < 300) {
		return {
			message: `${api} gave an unexpected answer for ${subject}`,
			advice: 'Run again later.',
		};
	}
	if (status < 400) {
		return {
			message: `The host redirects the call for ${subject} elsewhere`,
			advice: `Redirects are not followed, because they would carry ${carries} to another host. ${checkAddress}`,
		};
	}
	if (status === 404) {
		return {
			message: `${api} has nothing at this address for ${subject}`,
			advice: `Check the IDs in the node. ${checkAddress}`,
		};
	}
	if (status === 429) {
		return {
			message: `${api} asks for fewer calls`,
			advice: 'Run again later, or raise Max Tries and Total Deadline in the options of the node.',
		};
	}
	if (status === 408 || status >= 500) {
		return {
			message: `${api} failed to answer for ${subject}`,
			advice: `The failure is on the side of ${name}. Run again later.`,
		};
	}
	return {
		message: `${api} refuses the request for ${subject}`,
		advice: 'Check filters, sort and values in the node.',
	};
}

/** For calls that change something: a lost answer does not mean that nothing happened. */
export function uncertain(
	{ howToCheck }: CallSubject,
	message: string,
	advice = '',
	saying = '',
	httpStatus?: number,
): OperatorError {
	if (!howToCheck) {
		return new OperatorError(message, { description: `${advice}${saying}`.trim(), httpStatus });
	}
	return new OperatorError(`${message}; it may have been carried out all the same`, {
		description: `It was not tried again. ${howToCheck} ${advice}${saying}`.trim(),
		httpStatus,
	});
}

/** How often a call was tried, in the wording of the sentences. */
export function triesText(tries: number): string {
	return tries > 1 ? `, ${tries} tries` : '';
}

function bracketed({ tries }: { tries: string }): string {
	return tries && ` (${tries.slice(2)})`;
}

function seconds(milliseconds: number): string {
	return `${Math.ceil(milliseconds / 1000)} s`;
}
