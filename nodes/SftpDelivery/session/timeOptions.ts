import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { secondsOf, secondsOption } from '../../n8n/callOptions';
import type { TimeLimits } from './serverSettings';

const DEFAULTS = { connectSeconds: 20, stepSeconds: 60, keepaliveSeconds: 10 };

/** The time limits in the Options of an operation. */
export const timeOptions: INodeProperties[] = [
	secondsOption('Connect Timeout', 'connectSeconds', DEFAULTS.connectSeconds, {
		description: 'Seconds that connecting and logging in may take',
	}),
	secondsOption('Keepalive', 'keepaliveSeconds', DEFAULTS.keepaliveSeconds, {
		description:
			'Seconds after which to check whether a silent server is still there. After three times as long without an answer, the connection is given up.',
	}),
	secondsOption('Step Timeout', 'stepSeconds', DEFAULTS.stepSeconds, {
		description:
			'Seconds that a step may go without progress; a file of any size may take longer as long as it advances',
	}),
];

/** The limits from an operation's Options. @throws OperatorError naming a field without a valid number of seconds */
export function timeLimits(options: IDataObject): TimeLimits {
	const chosen = { ...DEFAULTS, ...options };
	return {
		connectMs: secondsOf(chosen.connectSeconds, 'Connect Timeout') * 1000,
		stepMs: secondsOf(chosen.stepSeconds, 'Step Timeout') * 1000,
		keepaliveMs: secondsOf(chosen.keepaliveSeconds, 'Keepalive') * 1000,
	};
}
