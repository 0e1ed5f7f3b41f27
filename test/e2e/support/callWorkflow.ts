import type { WorkflowFile } from '../../../sandbox/engine/api';
import { importWithItsId } from '../../../sandbox/engine/importSet';
import type { PlainN8n } from './plainN8n';

export type Json = Record<string, unknown>;

/** Calls a sub-workflow with items. @returns what it gives back; throws what it ends with */
export type Call = (items: Json[]) => Promise<Json[]>;

/**
 * Publishes a workflow that hands the items posted to its webhook to a sub-workflow, as published workflows
 * call one another. Calls may run beside each other.
 *
 * @param id of the sub-workflow, published
 */
export async function callerOf({ api, url }: PlainN8n, id: string): Promise<Call> {
	const caller = callingWorkflow(id);
	await api.publish(await importWithItsId(api, caller));
	return async (items) => {
		const response = await fetch(`${url}/webhook/${caller.name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${response.status}: ${text}`);
		const answered = JSON.parse(text) as Json[];
		const [first] = answered;
		if (first?.error !== undefined) throw new Error(String(first.error));
		return answered;
	};
}

/** A node as it stands in a workflow file; its name is its id. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Json,
	more: Json = {},
): WorkflowFile['nodes'][number] {
	return {
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
		...more,
	};
}

/** Connections of nodes one after the other. */
export function chain(...names: string[]): Record<string, unknown> {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
			]),
	);
}

/** An Execute Workflow node that hands all items over at once. */
export function executeWorkflow(name: string, id: string, more: Json = {}) {
	const workflowId = { __rl: true, mode: 'id', value: id };
	const workflowInputs = { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] };
	const parameters = { workflowId, workflowInputs, mode: 'once', options: {} };
	return node(name, 'executeWorkflow', 1.2, parameters, more);
}

function callingWorkflow(id: string): WorkflowFile {
	const path = `call-${id}`;
	const webhook = {
		...{ httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries' },
		options: {},
	};
	return {
		id: path,
		name: path,
		nodes: [
			node('Posted', 'webhook', 2.1, webhook, { webhookId: path }),
			node('Items', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
			executeWorkflow('Call', id, { onError: 'continueRegularOutput' }),
		],
		connections: chain('Posted', 'Items', 'Call'),
	};
}
