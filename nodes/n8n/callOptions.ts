import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { amountOf } from '../common/amountOf';
import type { RetryPolicy } from '../common/http/retry';

const MAX_DELAY_MS = 30_000;

const DEFAULTS = { maxTries: 6, requestTimeout: 60, retryDelay: 1000, totalDeadline: 300 };

/** How long and how often a call is tried. */
export interface CallLimits {
	requestTimeoutMs: number;
	retry: RetryPolicy;
}

/**
 * What the Options of an operation hold about its calls, in the order of the form. Only reads are tried
 * again.
 *
 * @param vendor as the descriptions name it, e.g. `HORISEN`
 */
export function callOptions(vendor: string): INodeProperties[] {
	return [
		maxTriesOption(vendor),
		requestTimeoutOption,
		retryDelayOption(vendor),
		secondsOption('Total Deadline', 'totalDeadline', DEFAULTS.totalDeadline, {
			description: 'Seconds until a call with all its tries and waits is given up',
		}),
	];
}

export function maxTriesOption(vendor: string): INodeProperties {
	return {
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: DEFAULTS.maxTries,
		description: `How often a read is tried in all, when ${vendor} is busy (429), fails (5xx) or the connection breaks`,
	};
}

export function retryDelayOption(vendor: string): INodeProperties {
	return {
		displayName: 'Retry Delay',
		name: 'retryDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.retryDelay,
		description: `Milliseconds that the first wait between two tries lasts at most; the bound doubles with every try, up to 30 seconds. A wait that ${vendor} asks for is kept exactly.`,
	};
}

/** What an option in seconds holds; by expression less than the form's one second, too. @throws OperatorError */
export function secondsOf(value: unknown, field: string): number {
	return amountOf(value, field, 0.001);
}

/** An option in seconds, at least one. */
export function secondsOption(
	displayName: string,
	name: string,
	byDefault: number,
	{ description }: { description: string },
): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 1 },
		default: byDefault,
		description,
	};
}

export const requestTimeoutOption = secondsOption(
	'Request Timeout',
	'requestTimeout',
	DEFAULTS.requestTimeout,
	{ description: 'Seconds until one try must be complete' },
);

/** The limits from an operation's Options. */
export function callLimits(options: IDataObject): CallLimits {
	const { requestTimeout } = { ...DEFAULTS, ...options };
	return {
		requestTimeoutMs: secondsOf(requestTimeout, 'Request Timeout') * 1000,
		retry: retryPolicy(options),
	};
}

/** The tries and waits from an operation's Options. */
export function retryPolicy(
	options: IDataObject,
	{ totalDeadline }: { totalDeadline: number } = DEFAULTS,
): RetryPolicy {
	const chosen = { ...DEFAULTS, totalDeadline, ...options };
	return {
		maxTries: amountOf(chosen.maxTries, 'Max Tries', 1),
		firstDelayMs: amountOf(chosen.retryDelay, 'Retry Delay', 0),
		maxDelayMs: MAX_DELAY_MS,
		deadlineMs: secondsOf(chosen.totalDeadline, 'Total Deadline') * 1000,
	};
}
