import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	ICredentialsHelper,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

const WORKFLOW: IWorkflowBase = {
	id: 'harness',
	name: 'Harness',
	active: false,
	activeVersionId: null,
	isArchived: false,
	createdAt: new Date(0),
	updatedAt: new Date(0),
	nodes: [],
	connections: {},
};

/** What n8n's server hands the engine for one execution. Nodes that call sub-workflows or agents fail here. */
export function createAdditionalData(
	executionId: string,
	mode: WorkflowExecuteMode,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1/';
	return {
		executionId,
		workflowId: WORKFLOW.id,
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, executionId, WORKFLOW),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		executeWorkflow: notOffered('sub-workflows'),
		startRunnerTask: notOffered('task runners'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		logAiEvent: () => undefined,
		restApiUrl: `${base}rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}form`,
		formWaitingBaseUrl: `${base}form-waiting`,
		formTestBaseUrl: `${base}form-test`,
		webhookBaseUrl: `${base}webhook`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		webhookTestBaseUrl: `${base}webhook-test`,
		mcpBaseUrl: `${base}mcp`,
		mcpTestBaseUrl: `${base}mcp-test`,
	};
}

function notOffered(what: string): () => Promise<never> {
	return async () => {
		throw new Error(`The harness offers no ${what}: test this in the real n8n`);
	};
}
