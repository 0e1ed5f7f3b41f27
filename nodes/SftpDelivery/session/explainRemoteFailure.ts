import { OperatorError } from '../../common/errors';
import { deliveredWithout } from '../deliver/marker';
import type { RemoteFailure } from '../deliver/remoteFiles';
import { READING_BACK } from './readBlocks';

/** The subject of a request, for the sentence. */
export interface Subject {
	/** E.g. `300919-1.xml`, or `the list of /erp/inbox`. */
	name: string;
	directory: string;
	username: string;
}

const NEXT_RUN = 'Run again: files already on the server are recognised, and none is sent twice.';

/** The sentence for a failed request, with advice. */
export function explainRemoteFailure(failure: RemoteFailure, subject: Subject): OperatorError {
	const { name, directory, username } = subject;
	const { kind, step } = failure;
	const reached = failure.bytes === undefined ? '' : ` after ${failure.bytes} bytes`;
	const error = (message: string, description: string) =>
		new OperatorError(`${failure.isDelivered ? deliveredWithout(name) : name}: ${message}`, {
			description,
			cause: failure,
		});
	const state = failure.isDelivered
		? 'The file itself has its name.'
		: "Nothing has the file's name.";
	switch (kind) {
		case 'missing':
			if (step === READING_BACK) {
				return error(`the file disappeared from ${directory} while it was read`, NEXT_RUN);
			}
			return error(
				`the directory ${directory} is missing on the server (${step})`,
				'Check Remote Directory, or create it: by hand, or with Create Directories of Deliver. Some servers say the same about a directory that the account may not see.',
			);
		case 'denied':
			return error(
				`${username} has no permission on the server in ${directory} (${step})`,
				`Ask the administrator to allow the account what was refused: ${step}.`,
			);
		case 'diskFull':
			return error(
				`the disk of the server is full (${step}${reached})`,
				`${state} Ask the administrator of ${directory} to make room, then run again.`,
			);
		case 'quota':
			return error(
				`the quota of ${username} on the server is used up (${step}${reached})`,
				`${state} Ask the administrator to raise the quota or remove old files, then run again.`,
			);
		case 'refused':
			return error(
				`the server refused it without a reason (${step}${reached})`,
				refusal(failure, subject, state),
			);
		case 'unsupported':
			return error(`the server cannot do this (${step})`, `${missingAbility(step)} ${state}`);
		case 'endless':
			return error(
				`the server lists more files than a directory holds (${step})`,
				`Ask the administrator of ${directory} to move old files away, or to find out why the list never ends.`,
			);
		case 'lost':
			return error(`the connection was lost (${step}${reached})`, NEXT_RUN);
		case 'late':
			return error(
				`the server did not answer in time (${step}${reached})`,
				`${NEXT_RUN} If the server is only slow, raise Step Timeout in the options.`,
			);
		case 'cancelled':
			return error('the workflow was stopped', NEXT_RUN);
	}
}

/** What the step requires from a server. */
function missingAbility(step: string): string {
	if (step === 'replacing the file') {
		return 'Replace needs a server that can replace a file in one step (posix-rename@openssh.com). Set If File Exists to Recognise or Refuse.';
	}
	if (step === 'giving the file its name') {
		return 'A file is written under a temporary name, so that nobody reads half of it, and this server does not allow renaming. Ask its administrator to allow it.';
	}
	return `Ask the administrator of the server to allow this: ${step}.`;
}

/** Servers say "Failure" to everything; the step suggests the cause. */
function refusal(
	{ freeBytes, bytes, step }: RemoteFailure,
	{ directory, username }: Subject,
	state: string,
): string {
	const ask = "Ask the administrator to check the server's log.";
	if (bytes !== undefined) {
		return freeBytes === undefined
			? `Servers give no reason if their disk is full or a quota is used up, and this one does not report its free space. Ask the administrator about both. ${state}`
			: `Its disk has ${freeBytes} bytes left, so it is not full. Servers say the same if an account's quota is used up. Ask the administrator to check the quota and the server's log.`;
	}
	if (step === 'creating the temporary file') {
		return `Check that ${directory} exists and that ${username} may create files in it whose name begins with a dot. ${ask} ${state}`;
	}
	if (step === 'giving the file its name') {
		return `Check that ${username} may rename files in ${directory}. ${ask} ${state}`;
	}
	return `${ask} ${state}`;
}
