import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { secondsOf, secondsOption } from '../../n8n/callOptions';
import type { TimeLimits } from './settings';

const DEFAULTS = { connectSeconds: 20, stepSeconds: 60, keepaliveSeconds: 10 };

/** How long things may take, for the Options of an operation. */
export const timeOptions: INodeProperties[] = [
	secondsOption('Connect Timeout', 'connectSeconds', DEFAULTS.connectSeconds, {
		description: 'Seconds until the server must have let the account in',
	}),
	secondsOption('Keepalive', 'keepaliveSeconds', DEFAULTS.keepaliveSeconds, {
		description:
			'Seconds after which a silent server is asked whether it is still there. After three times as long without an answer the connection is given up.',
	}),
	secondsOption('Step Timeout', 'stepSeconds', DEFAULTS.stepSeconds, {
		description:
			'Seconds that a step may stand still: a file of any size may be sent, as long as it goes on',
	}),
];

/** The limits from an operation's Options. @throws OperatorError naming what is no number of seconds */
export function timeLimits(options: IDataObject): TimeLimits {
	const chosen = { ...DEFAULTS, ...options };
	return {
		connectMs: secondsOf(chosen.connectSeconds, 'Connect Timeout') * 1000,
		stepMs: secondsOf(chosen.stepSeconds, 'Step Timeout') * 1000,
		keepaliveMs: secondsOf(chosen.keepaliveSeconds, 'Keepalive') * 1000,
	};
}
