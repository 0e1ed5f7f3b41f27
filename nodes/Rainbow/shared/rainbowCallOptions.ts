import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallLimits } from '../../common/http/call';
import {
	callOptions,
	maxTriesOption,
	retryDelayOption,
	retryPolicy,
	secondsOf,
	secondsOption,
} from '../../n8n/callOptions';

const VENDOR = 'Rainbow';

const DOWNLOAD_DEFAULTS = { silenceTimeout: 60, totalDeadline: 3600 };

/** The options of a list: small, so that one try is quick. */
export const listOptions: INodeProperties[] = callOptions(VENDOR);

/** The options of a download: a large file may take long, but a silent connection is broken. */
export const downloadOptions: INodeProperties[] = [
	maxTriesOption(VENDOR),
	retryDelayOption(VENDOR),
	secondsOption('Silence Timeout', 'silenceTimeout', DOWNLOAD_DEFAULTS.silenceTimeout, {
		description: 'Seconds without any data after which a try is given up',
	}),
	secondsOption('Total Deadline', 'totalDeadline', DOWNLOAD_DEFAULTS.totalDeadline, {
		description: 'Seconds after which the download is given up, including all its tries and waits',
	}),
];

/** The limits of a download, from its Options. @throws OperatorError naming an option that is not a number */
export function downloadLimits(options: IDataObject): CallLimits {
	const { silenceTimeout } = { ...DOWNLOAD_DEFAULTS, ...options };
	return {
		silenceMs: secondsOf(silenceTimeout, 'Silence Timeout') * 1000,
		retry: retryPolicy(options, DOWNLOAD_DEFAULTS),
	};
}
