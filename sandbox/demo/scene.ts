import type { Execution, N8nApi } from '../engine/api';
import type { Credentials } from '../engine/template';
import type { Partners } from './services';

/** What a show needs: n8n, the credentials in it, the services and a place to print. */
export interface Scene {
	api: N8nApi;
	credentials: Credentials;
	services: Partners;
	print: (line: string) => void;
}

/** The item that a workflow's `Summary` node put out, if it came so far. */
export function summaryItem(execution: Execution): Record<string, unknown> | undefined {
	return execution.runData.Summary?.[0]?.data?.main?.[0]?.[0]?.json;
}

/** The counts and plain texts of a summary, on one line. */
export function countsOf(summary: Record<string, unknown>): string {
	return Object.entries(summary)
		.filter(([, value]) => typeof value !== 'object')
		.map(([name, value]) => `${name} ${value}`)
		.join(', ');
}

/** Why there is no summary. */
export function endedWithout(execution: Execution): string {
	const { message = 'no message', description = '' } = execution.error ?? {};
	return `The workflow ended as ${execution.status} without a summary: ${message} ${description}`;
}
