import type { Answer } from '../../common/http/answer';
import {
	CallFailed,
	type CallSubject,
	type OwnFailure,
	type StatusFailure,
	type VendorError,
} from '../../common/http/callFailure';
import { uncertain } from '../../common/http/explainFailure';
import type { Sentence, Vendor } from '../../common/http/vendor';
import { isRecord } from '../../common/value';

const CHECK_ADDRESS =
	'Check Base URL in the VoIPcloud credential, and the URL of the method in the node: the portal shows it under Integration/API.';

/** What is specific to calls to VoIPcloud. */
export const VOIPCLOUD: Vendor = {
	name: 'VoIPcloud',
	checkAddress: CHECK_ADDRESS,
	carries: 'the API key',
	readError,
	explainStatus,
};

function explainStatus({ status }: StatusFailure, { subject }: CallSubject): Sentence | undefined {
	if (status < 300) {
		return { message: `VoIPcloud answered for ${subject} with`, advice: 'Run again later.' };
	}
	if (status === 401 || status === 403) {
		return {
			message: `VoIPcloud does not let this n8n in for ${subject}`,
			advice:
				'This answer has two possible causes: the API key in the credential is wrong, or the public IP address of this n8n is not allow-listed. The portal shows both under Integration/API: compare the key, and add the address with "Add IP".',
		};
	}
	if (status === 404 || status === 405) {
		return {
			message: `VoIPcloud has nothing at this address for ${subject}`,
			advice: `Check the account number. VoIPcloud shows the addresses of its methods only in the portal: if the number is right, copy the URL of this method from there into the node. ${CHECK_ADDRESS}`,
		};
	}
	if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
		return {
			message: `VoIPcloud refuses ${subject}`,
			advice:
				"Check the values in the node, and the names of their parameters against the portal's description of this method.",
		};
	}
	return undefined;
}

/**
 * The `data` of VoIPcloud's envelope `{"code":200,"data":{…}}`.
 *
 * @throws CallFailed for another code, or an answer without one
 */
export async function dataOf(answer: Answer): Promise<unknown> {
	const envelope = await answer.json();
	if (!isRecord(envelope) || !/^\d{3}$/.test(String(envelope.code))) {
		throw new CallFailed(NO_ENVELOPE);
	}
	const status = Number(envelope.code);
	if (status === 200) return envelope.data;
	const said = readError(answer.shown(envelope));
	throw new CallFailed({ kind: 'status', status, inBody: true, said });
}

const NO_ENVELOPE: OwnFailure = {
	kind: 'own',
	retryable: false,
	explain: (call) =>
		uncertain(
			call,
			`The host answered for ${call.subject}, but not like VoIPcloud's API: the answer has no "code"`,
			CHECK_ADDRESS,
		),
};

const MAX_LENGTH = 300;

/** VoIPcloud does not publish the shape of a refusal; these are usual names in APIs. */
function readError(answer: unknown): VendorError {
	if (!isRecord(answer)) return {};
	const inner = isRecord(answer.data) ? answer.data : {};
	const { message, error, description, data } = answer;
	const texts = [message, error, description, data, inner.message, inner.error];
	const said = texts.find((text) => typeof text === 'string' && text.trim() !== '');
	return said === undefined ? {} : { message: String(said).trim().slice(0, MAX_LENGTH) };
}
