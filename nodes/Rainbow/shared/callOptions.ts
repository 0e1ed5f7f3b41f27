import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	callLimits,
	callOptions,
	maxTriesOption,
	retryDelayOption,
	retryPolicy,
	secondsOption,
} from '../../n8n/callOptions';
import type { CallLimits } from './transport';

const VENDOR = 'Rainbow';

const DOWNLOAD_DEFAULTS = { silenceTimeout: 60, totalDeadline: 3600 };

/** The options of a list: small, so that one try is quick. */
export const listOptions: INodeProperties[] = callOptions(VENDOR);

/** The options of a download: a large file takes its time, but a silent connection is broken. */
export const downloadOptions: INodeProperties[] = [
	maxTriesOption(VENDOR),
	retryDelayOption(VENDOR),
	secondsOption('Silence Timeout', 'silenceTimeout', DOWNLOAD_DEFAULTS.silenceTimeout, {
		description: 'Seconds without a single byte after which a try is given up',
	}),
	secondsOption('Total Deadline', 'totalDeadline', DOWNLOAD_DEFAULTS.totalDeadline, {
		description: 'Seconds until the download with all its tries and waits is given up',
	}),
];

/** The limits of a list, from its Options. */
export function listLimits(options: IDataObject): CallLimits {
	const { requestTimeoutMs, retry } = callLimits(options);
	return { time: { totalMs: requestTimeoutMs }, retry };
}

/** The limits of a download, from its Options. */
export function downloadLimits(options: IDataObject): CallLimits {
	const { silenceTimeout } = { ...DOWNLOAD_DEFAULTS, ...options };
	return {
		time: { silenceMs: Number(silenceTimeout) * 1000 },
		retry: retryPolicy(options, DOWNLOAD_DEFAULTS),
	};
}
