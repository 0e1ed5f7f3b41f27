import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { amountOf } from '../common/amountOf';
import type { CallLimits } from '../common/http/call';
import type { RetryPolicy } from '../common/http/retry';

const MAX_DELAY_MS = 30_000;

const DEFAULTS = { maxTries: 6, requestTimeout: 60, retryDelay: 1000, totalDeadline: 300 };

/**
 * The options of an operation about its calls, in the order of the form. Only reads are tried again.
 *
 * @param vendor as the descriptions name it, e.g. `HORISEN`
 */
export function callOptions(vendor: string): INodeProperties[] {
	return [
		maxTriesOption(vendor),
		requestTimeoutOption,
		retryDelayOption(vendor),
		secondsOption('Total Deadline', 'totalDeadline', DEFAULTS.totalDeadline, {
			description: 'Seconds after which a call is given up, including all its tries and waits',
		}),
	];
}

/** How many entries of a list one call reads. */
export function pageSizeOption(vendor: string, size: number): INodeProperties {
	return {
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: size,
		description: `How many entries one call reads. ${vendor} does not publish the maximum; lower it if a page is refused.`,
	};
}

export function maxTriesOption(vendor: string): INodeProperties {
	return {
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: DEFAULTS.maxTries,
		description: `How often to try a read in total, if ${vendor} is busy (429) or fails (5xx), or the connection breaks`,
	};
}

export function retryDelayOption(vendor: string): INodeProperties {
	return {
		displayName: 'Retry Delay',
		name: 'retryDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.retryDelay,
		description: `Longest first wait between two tries, in milliseconds. This limit doubles with every try, up to 30 seconds. If ${vendor} asks for a wait, the node waits exactly that long.`,
	};
}

/** 24 days: a longer timer of Node.js ends at once. */
const MOST_SECONDS = (2 ** 31 - 1) / 1000;

/**
 * An option in seconds, at most 24 days; an expression may give less than the form's one second.
 *
 * @throws OperatorError
 */
export function secondsOf(value: unknown, field: string): number {
	return Math.min(amountOf(value, field, 0.001), MOST_SECONDS);
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
	{ description: 'Seconds that one try may take' },
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
