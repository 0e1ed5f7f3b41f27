/**
 * Tests of nodes in n8n's own execution engine, without n8n around it.
 *
 * ```ts
 * const n8n = createHarness({
 * 	nodes: [new HorisenFinance()],
 * 	credentialTypes: [new HorisenOAuth2Api()],
 * });
 * const credential = n8n.saveCredential('horisenOAuth2Api', { clientId, clientSecret, apiBaseUrl });
 * const { outputs, error } = await n8n.runNode({
 * 	node: 'horisenFinance',
 * 	parameters: { resource: 'document', operation: 'getMany' },
 * 	credentials: { horisenOAuth2Api: credential },
 * 	input: [{ json: {} }],
 * 	onError: 'continueErrorOutput',
 * });
 * const file = await n8n.readBinary(outputs[0][0], 'traffic');
 * ```
 */
export type { BinaryMode } from './binaryStorage';
export type {
	ExecutionOptions,
	NodeResult,
	WorkflowDefinition,
	WorkflowResult,
} from './executeWorkflow';
export type { HarnessOptions } from './nodeHarness';
export { createHarness, NodeHarness } from './nodeHarness';
export { nodeTypeName } from './nodeTypes';
export type { PollResult, PublishedTrigger } from './publishedTrigger';
export type { SingleNode } from './singleNode';
