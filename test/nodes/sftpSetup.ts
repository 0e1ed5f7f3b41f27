import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { ErpSftpApi } from '../../credentials/ErpSftpApi.credentials';
import { SftpDelivery } from '../../nodes/SftpDelivery/SftpDelivery.node';
import { createHarness, type ExecutionOptions, type SingleNode } from './harness';

const SERVER_OPERATIONS = ['check'];

/** The node in n8n's execution, with the credential that it gets unless a test changes it. */
export function sftpDelivery(credential: () => ICredentialDataDecryptedObject) {
	const n8n = createHarness({
		nodes: [new SftpDelivery()],
		credentialTypes: [new ErpSftpApi()],
	});
	return {
		n8n,

		/** An item with a file to send. */
		async file(
			fileName: string,
			content: string | Buffer,
			json: IDataObject = {},
		): Promise<INodeExecutionData> {
			return await n8n.itemWithFile({ fileName, ...json }, 'xml', content);
		},

		async run(
			operation: string,
			parameters: INodeParameters,
			more: Partial<SingleNode> & { credential?: ICredentialDataDecryptedObject } = {},
			options: ExecutionOptions = {},
		) {
			const { credential: changes = {}, ...node } = more;
			const resource = SERVER_OPERATIONS.includes(operation) ? 'server' : 'file';
			const erpSftpApi = n8n.saveCredential('erpSftpApi', { ...credential(), ...changes });
			return await n8n.runNode(
				{
					node: 'sftpDelivery',
					parameters: { resource, operation, ...parameters },
					credentials: { erpSftpApi },
					...node,
				},
				options,
			);
		},
	};
}

export function sha256(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
