import { request } from 'node:http';
import type { N8nApi, WorkflowFile } from '../../sandbox/engine/api';

const PATH = 'benchmark';
const TRIGGER = 'Benchmark';
const BY_HAND = 'Run by Hand';

/** How long an execution may still be at work when its caller has its answer. */
const ENDED_MS = 60_000;

/** How a run ended: `succeeded`, `failed`, or `cut` if n8n died before it answered. */
export type Ending = 'succeeded' | 'failed' | 'cut' | 'timedOut';

/** The workflow with an additional trigger: a webhook that answers at the end of the run. */
export function withWebhook(workflow: WorkflowFile): WorkflowFile {
	return {
		...workflow,
		nodes: [
			...workflow.nodes,
			{
				id: TRIGGER,
				name: TRIGGER,
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: PATH,
				parameters: {
					httpMethod: 'POST',
					path: PATH,
					responseMode: 'lastNode',
					responseData: 'noData',
					options: {},
				},
			},
		],
		connections: { ...workflow.connections, [TRIGGER]: workflow.connections[BY_HAND] },
	};
}

/**
 * Runs a published workflow like a schedule. In a run by hand, n8n keeps all data of the nodes until it has written
 * them to its database, which is expensive if rows are items.
 */
export async function runInProduction(n8nUrl: string, timeoutMs: number): Promise<Ending> {
	// Not `fetch`, which waits at most five minutes for an answer.
	return await new Promise((resolve) => {
		const call = request(`${n8nUrl}/webhook/${PATH}`, { method: 'POST' }, (response) => {
			response.resume();
			resolve(response.statusCode === 200 ? 'succeeded' : 'failed');
		});
		const timer = setTimeout(() => {
			resolve('timedOut');
			call.destroy();
		}, timeoutMs);
		call.on('error', () => resolve('cut'));
		call.on('close', () => clearTimeout(timer));
		call.end();
	});
}

interface Listed {
	results: Array<{ id: string }>;
}

/** The last saved execution of a workflow, once it has ended: a failed one, or any if n8n saves all. */
export async function lastExecution(api: N8nApi, workflowId: string) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await api.call<Listed>('GET', `/rest/executions?filter=${filter}&limit=1`);
	return results.length > 0 ? await api.waitFor(results[0].id, ENDED_MS) : undefined;
}
