import { OperatorError } from '../../common/errors';
import { deliveredWithout } from '../deliver/checksumFile';
import type { RemoteFailure } from '../deliver/remoteFiles';
import { READING_BACK } from './readBlocks';

/** What a request was about, for the sentence. */
export interface Subject {
	/** E.g. `300919-1.xml`, or `the list of /erp/inbox`. */
	name: string;
	directory: string;
	username: string;
}

const NEXT_RUN =
	'Run again: what is on the server by then is recognised, and no file is sent twice.';

/** The sentence for a request that failed, and what to do about it. */
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
				return error(`the file was taken from ${directory} while it was read`, NEXT_RUN);
			}
			return error(
				`the directory ${directory} is missing on the server (${step})`,
				'Check Remote Directory, or have it made: by hand, or by Deliver and Stage with Create Directories. Some servers say the same of a directory that the account may not see.',
			);
		case 'denied':
			return error(
				`${username} has no permission on the server in ${directory} (${step})`,
				'Have the administrator allow the account to make, rename and remove files there.',
			);
		case 'diskFull':
			return error(
				`the disk of the server is full (${step}${reached})`,
				`${state} Have the administrator of ${directory} make room, then run again.`,
			);
		case 'quota':
			return error(
				`the quota of ${username} on the server is used up (${step}${reached})`,
				`${state} Have the administrator raise the quota or remove old files, then run again.`,
			);
		case 'refused':
			return error(
				`the server refused it without a reason (${step}${reached})`,
				refusal(failure, state),
			);
		case 'unsupported':
			return error(
				`the server cannot do this (${step})`,
				'Replace needs a server that can replace a file in one step (posix-rename@openssh.com). Set If File Exists to Recognise or Refuse.',
			);
		case 'lost':
			return error(`the connection was lost (${step}${reached})`, NEXT_RUN);
		case 'late':
			return error(
				`the server did not answer in time (${step}${reached})`,
				`${NEXT_RUN} Where the server is only slow, raise Step Timeout in the options.`,
			);
		case 'cancelled':
			return error('the workflow was stopped', NEXT_RUN);
	}
}

/** OpenSSH says "Failure" to a full disk and to a quota; with room on the disk a quota is likely. */
function refusal({ freeBytes, bytes }: RemoteFailure, state: string): string {
	if (freeBytes !== undefined) {
		return `Its disk has ${freeBytes} bytes left, so it is not full: servers say the same when the quota of an account is used up. Ask the administrator for the quota, and what the server's log says.`;
	}
	return bytes === undefined
		? "Ask the administrator what the server's log says; servers say the same when the disk is full or a quota is used up."
		: `Servers say no more when their disk is full or a quota is used up, and this one does not tell how much is left. Ask the administrator for both. ${state}`;
}
