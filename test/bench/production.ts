import { request } from 'node:http';
import type { N8nApi, WorkflowFile } from '../../sandbox/engine/api';

const PATH = 'benchmark';
const TRIGGER = 'Benchmark';
const BY_HAND = 'Run by Hand';

/** How a run ended: `succeeded`, `failed`, or `cut` where n8n itself did not live to answer. */
export type Ending = 'succeeded' | 'failed' | 'cut' | 'timedOut';

/** The workflow with one more trigger: a webhook that answers when the run has ended. */
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
 * Runs a published workflow as a schedule does. Not by hand, as the editor does: n8n then keeps all that went
 * through the nodes until it has written it to its database, which costs most where rows go as items.
 */
export async function runInProduction(n8nUrl: string, timeoutMs: number): Promise<Ending> {
	// Not by fetch, which waits for an answer for five minutes at most.
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

/** The last execution of a workflow that n8n kept: one that failed, or any where it keeps all. */
export async function lastExecution(api: N8nApi, workflowId: string) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await api.call<Listed>('GET', `/rest/executions?filter=${filter}&limit=1`);
	return results.length > 0 ? await api.execution(results[0].id) : undefined;
}
