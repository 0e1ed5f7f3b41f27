import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { HarnessNodeTypes } from '../nodeTypes';
import type { CredentialTypes } from './credentialTypes';

/** A test that ends without an answer, as n8n's request fails with it. */
interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/**
 * Tests a saved credential as n8n's editor does: by the request that its type names, or by the function of the
 * node that does it. As in n8n 2.41 (`credentials-tester.service`, which is in n8n itself).
 *
 * @param additionalData with the helper that reads the credential
 */
export async function runCredentialTest(
	credential: { id: string; name: string },
	typeName: string,
	types: CredentialTypes,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const data = await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		credential,
		typeName,
		'internal',
	);
	const decrypted: ICredentialsDecrypted<ICredentialDataDecryptedObject> = {
		...credential,
		type: typeName,
		data,
	};
	const { test } = types.get(typeName);
	if (test) return await byRequest(decrypted, test, additionalData);
	const byNode = types.testFunctionOf(typeName);
	if (!byNode)
		return { status: 'Error', message: 'No testing function found for this credential.' };
	return await byNode.call(new CredentialTestContext(additionalData), decrypted);
}

async function byRequest(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
	test: ICredentialTestRequest,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const { id, name, type } = credential;
	const nodeType = requestingNode(type, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new HarnessNodeTypes([{ type: node.type, node: nodeType }]),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const { rules = [] } = test;
	try {
		const answer = await workflow.expression.withIsolate(
			async () => await new RoutingNode(context, nodeType, credential).runNode(),
		);
		const body = answer?.[0]?.[0].json ?? {};
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (valueAt(body, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error as RequestFailure, rules) };
	}
}

function messageOf(
	{ message, cause }: RequestFailure,
	rules: NonNullable<ICredentialTestRequest['rules']>,
): string {
	const response = cause?.response;
	if (!response) return cause?.code ?? message;
	for (const rule of rules) {
		if (rule.type !== 'responseCode') continue;
		if (rule.properties.value === response.status) return rule.properties.message;
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

/** n8n's own throwaway node, whose one field sends the request. */
function requestingNode(credentialType: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Credential Test',
			name: 'harness.credentialTest',
			group: ['input'],
			version: 1,
			description: 'Sends the request of a credential test',
			defaults: { name: 'Credential Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

function valueAt(body: IDataObject, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], body);
}
