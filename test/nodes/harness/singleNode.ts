import type {
	IDataObject,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	OnError,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { WorkflowDefinition } from './executeWorkflow';
import { INPUT_TYPE, nodeTypeName } from './nodeTypes';

/** The names that expressions in a test may use: `={{ $('Input').item.json.id }}`. */
const INPUT = 'Input';
export const NODE_UNDER_TEST = 'Node';

/** One node with what it gets. */
export interface SingleNode {
	/** The node's short type name, e.g. `horisenFinance`. */
	node: string;
	/** As the editor saves them; what is left out gets its default. */
	parameters?: INodeParameters;
	/** By credential type. */
	credentials?: Record<string, INodeCredentialsDetails>;
	/** One empty item by default. */
	input?: INodeExecutionData[];
	/** `stopWorkflow` by default. */
	onError?: OnError;
	/** Fields of the saved node that a test rarely needs, e.g. `retryOnFail`. */
	settings?: Partial<INode>;
	/** What the workflow remembers between its runs; the node may change it. */
	staticData?: IDataObject;
}

/** The workflow Input → Node. */
export function singleNodeWorkflow(single: SingleNode): WorkflowDefinition {
	const { node, parameters = {}, credentials, onError, settings, staticData } = single;
	return {
		nodes: [
			{ ...placed(INPUT, INPUT_TYPE, 0), parameters: {} },
			{
				...placed(NODE_UNDER_TEST, nodeTypeName(node), 1),
				parameters,
				credentials,
				onError,
				...settings,
			},
		],
		connections: {
			[INPUT]: { main: [[{ node: NODE_UNDER_TEST, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		pinData: { [INPUT]: single.input ?? [{ json: {} }] },
		staticData,
	};
}

function placed(name: string, type: string, column: number): Omit<INode, 'parameters'> {
	return { id: name, name, type, typeVersion: 1, position: [column * 200, 0] };
}
