import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallLimits } from './transport';

const MAX_DELAY_MS = 30_000;

/** What the Options of both operations hold about their calls: all of them reads, tried again. */
const RETRY_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 6,
		description:
			'How often a read is tried in all, when Rainbow is busy (429), fails (5xx) or the connection breaks',
	},
	{
		displayName: 'Retry Delay',
		name: 'retryDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description:
			'Milliseconds that the first wait between two tries lasts at most; the bound doubles with every try, up to 30 seconds. A wait that Rainbow asks for is kept exactly.',
	},
];

const LIST_DEFAULTS = { requestTimeout: 60, totalDeadline: 300 };

const DOWNLOAD_DEFAULTS = { silenceTimeout: 60, totalDeadline: 3600 };

/** The options of a list: small, so that one try is quick. */
export const listOptions: INodeProperties[] = [
	RETRY_OPTIONS[0],
	seconds('Request Timeout', 'requestTimeout', LIST_DEFAULTS.requestTimeout, {
		description: 'Seconds until one try must be complete',
	}),
	RETRY_OPTIONS[1],
	seconds('Total Deadline', 'totalDeadline', LIST_DEFAULTS.totalDeadline, {
		description: 'Seconds until the call with all its tries and waits is given up',
	}),
];

/** The options of a download: a large file takes its time, but a silent connection is broken. */
export const downloadOptions: INodeProperties[] = [
	...RETRY_OPTIONS,
	seconds('Silence Timeout', 'silenceTimeout', DOWNLOAD_DEFAULTS.silenceTimeout, {
		description: 'Seconds without a single byte after which a try is given up',
	}),
	seconds('Total Deadline', 'totalDeadline', DOWNLOAD_DEFAULTS.totalDeadline, {
		description: 'Seconds until the download with all its tries and waits is given up',
	}),
];

/** The limits of a list, from its Options. */
export function listLimits(options: IDataObject): CallLimits {
	const { requestTimeout, totalDeadline } = { ...LIST_DEFAULTS, ...options };
	return {
		time: { totalMs: Number(requestTimeout) * 1000 },
		retry: retryPolicy(options, totalDeadline),
	};
}

/** The limits of a download, from its Options. */
export function downloadLimits(options: IDataObject): CallLimits {
	const { silenceTimeout, totalDeadline } = { ...DOWNLOAD_DEFAULTS, ...options };
	return {
		time: { silenceMs: Number(silenceTimeout) * 1000 },
		retry: retryPolicy(options, totalDeadline),
	};
}

function retryPolicy(options: IDataObject, totalDeadline: unknown): CallLimits['retry'] {
	const [maxTries, retryDelay] = RETRY_OPTIONS.map(({ name, default: value }) =>
		Number(options[name] ?? value),
	);
	return {
		maxTries,
		firstDelayMs: retryDelay,
		maxDelayMs: MAX_DELAY_MS,
		deadlineMs: Number(totalDeadline) * 1000,
	};
}

function seconds(
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
