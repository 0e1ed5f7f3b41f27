import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallLimits } from './transport';

const MAX_DELAY_MS = 30_000;

/** What the Options of every operation hold about its calls. Only GET is tried again. */
export const callOptions: INodeProperties[] = [
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 6,
		description:
			'How often a read is tried in all, when HORISEN is busy (429), fails (5xx) or the connection breaks',
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
			'Milliseconds that the first wait between two tries lasts at most; the bound doubles with every try, up to 30 seconds. A wait that HORISEN asks for is kept exactly.',
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
export const writeOptions = callOptions.filter(({ name }) => name === 'requestTimeout');

/** The limits from an operation's Options. */
export function callLimits(options: IDataObject): CallLimits {
	const numberOf = (name: string) =>
		Number(options[name] ?? callOptions.find((option) => option.name === name)?.default);
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

/** The Page Size option. */
export function pageSizeOption(size: number): INodeProperties {
	return {
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: size,
		description:
			'How many entries one call reads. HORISEN does not publish the largest; lower it when a page is refused.',
	};
}
