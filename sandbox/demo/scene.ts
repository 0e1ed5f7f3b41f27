import type { Execution, N8nApi } from '../engine/api';
import type { Credentials } from '../engine/template';
import type { Partners } from './services';

/** The parts of a show: n8n, its credentials, the services and an output. */
export interface Scene {
	api: N8nApi;
	credentials: Credentials;
	services: Partners;
	print: (line: string) => void;
}

/** Why a run gave no summary. */
export function endedWithout(execution: Execution): string {
	const { message = 'no message', description = '' } = execution.error ?? {};
	return `The workflow ended as ${execution.status} without a summary: ${message} ${description}`;
}
