import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RetryPolicy } from '../../common/http/retry';

const MAX_DELAY_MS = 30_000;

/** How long and how often a call is tried. */
export interface CallLimits {
	requestTimeoutMs: number;
	retry: RetryPolicy;
}

/** What the Options of the balances hold about their calls: they read, so they are tried again. */
export const readOptions: INodeProperties[] = [
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 6,
		description:
			'How often the call is tried in all, when VoIPcloud is busy (429), fails (5xx) or the connection breaks',
	},
	{
		displayName: 'Request Timeout',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'Seconds until one try must be complete',
	},
	{
		displayName: 'Retry Delay',
		name: 'retryDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description:
			'Milliseconds that the first wait between two tries lasts at most; the bound doubles with every try, up to 30 seconds. A wait that VoIPcloud asks for is kept exactly.',
	},
	{
		displayName: 'Total Deadline',
		name: 'totalDeadline',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 300,
		description: 'Seconds until a call with all its tries and waits is given up',
	},
];

/** The Request Timeout alone, for calls that change something: they are never tried again. */
export const writeOptions = readOptions.filter(({ name }) => name === 'requestTimeout');

/** The limits from an operation's Options. */
export function callLimits(options: IDataObject): CallLimits {
	const numberOf = (name: string) =>
		Number(options[name] ?? readOptions.find((option) => option.name === name)?.default);
	return {
		requestTimeoutMs: numberOf('requestTimeout') * 1000,
		retry: {
			maxTries: numberOf('maxTries'),
			firstDelayMs: numberOf('retryDelay'),
			maxDelayMs: MAX_DELAY_MS,
			deadlineMs: numberOf('totalDeadline') * 1000,
		},
	};
}
