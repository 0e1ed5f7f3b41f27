import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeParameters,
	IWorkflowDataProxyAdditionalKeys,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { HarnessNodeTypes, INPUT_TYPE } from '../nodeTypes';

const NODE: INode = {
	id: 'credential',
	name: 'Credential',
	type: INPUT_TYPE,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Resolves a credential's expressions when no workflow runs (a token refresh, a load-options call). */
export async function resolveWithoutRun(
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	keys: IWorkflowDataProxyAdditionalKeys,
): Promise<ICredentialDataDecryptedObject> {
	const { expression } = new Workflow({
		nodes: [NODE],
		connections: {},
		active: false,
		nodeTypes: new HarnessNodeTypes([]),
	});
	return (await expression.withIsolate(async () =>
		expression.getComplexParameterValue(
			NODE,
			data as INodeParameters,
			mode,
			keys,
			undefined,
			undefined,
			data,
		),
	)) as ICredentialDataDecryptedObject;
}
