import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	NodeExecutionHint,
	IPinData,
	IRun,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

/** A workflow as the editor saves it, with the output of some nodes given instead of executed. */
export interface WorkflowDefinition {
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	staticData?: IDataObject;
}

export interface ExecutionOptions {
	/** `manual` by default; a production run is `trigger`. */
	mode?: WorkflowExecuteMode;
	/** Stops the execution, as the editor's Stop button does, when it is aborted. */
	cancel?: AbortSignal;
}

/** What one node did in one of its runs. */
export interface NodeResult {
	status: ExecutionStatus;
	/** Items by output. Empty if the node failed. */
	outputs: INodeExecutionData[][];
	/** What the editor shows above the output. */
	hints: NodeExecutionHint[];
	/** The error as n8n keeps it: a copy of its fields, so ask for `error.name`, not for `instanceof`. */
	error?: ExecutionError;
}

/** What a whole execution did. */
export interface WorkflowResult {
	status: ExecutionStatus;
	error?: ExecutionError;
	/** Every run of a node, in order; none if it was never reached. */
	runsOf(node: string): NodeResult[];
}

/** Runs a workflow in n8n's own execution engine, from the node that its first trigger or input is. */
export async function executeWorkflow(
	definition: WorkflowDefinition,
	nodeTypes: INodeTypes,
	additionalData: IWorkflowExecuteAdditionalData,
	{ mode = 'manual', cancel }: ExecutionOptions,
): Promise<WorkflowResult> {
	const workflow = new Workflow({
		id: additionalData.workflowId,
		name: 'Harness',
		active: false,
		nodeTypes,
		...definition,
		settings: { executionOrder: 'v1', ...definition.settings },
	});
	const execution = new WorkflowExecute(additionalData, mode).run({
		workflow,
		startNode: startOf(definition, workflow),
		pinData: definition.pinData,
	});
	const stop = () => execution.cancel();
	if (cancel?.aborted) stop();
	cancel?.addEventListener('abort', stop, { once: true });
	try {
		return describeRun(await execution);
	} finally {
		cancel?.removeEventListener('abort', stop);
	}
}

function startOf({ pinData }: WorkflowDefinition, workflow: Workflow): INode | undefined {
	const pinned = Object.keys(pinData ?? {}).find(
		(name) => workflow.getParentNodes(name).length === 0,
	);
	return (pinned && workflow.getNode(pinned)) || workflow.getStartNode();
}

function describeRun({ status, data: { resultData } }: IRun): WorkflowResult {
	return {
		status,
		error: resultData.error,
		runsOf: (node) => (resultData.runData[node] ?? []).map(describeTask),
	};
}

function describeTask({ executionStatus, data, error, hints = [] }: ITaskData): NodeResult {
	const outputs = (data?.main ?? []).map((items) => items ?? []);
	return { status: executionStatus ?? 'unknown', outputs, hints, error };
}
