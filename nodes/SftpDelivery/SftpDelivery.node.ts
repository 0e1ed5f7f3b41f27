import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../n8n/operation';
import { runOperations } from '../n8n/runOperations';
import { deliverFile } from './file/deliver';
import { listFiles } from './file/list';
import { recoverFiles } from './file/recover';
import { sweepFiles } from './file/sweep';
import { check } from './server/check';
import { withSession } from './session/runSession';
import { testErpSftpApi } from './testSftpCredential';

const RESOURCES: Resource[] = [
	{
		value: 'file',
		name: 'File',
		operations: [deliverFile, listFiles, recoverFiles, sweepFiles],
	},
	{ value: 'server', name: 'Server', operations: [check] },
];

/** Not usable as a tool: it moves files. */
export class SftpDelivery implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SFTP Delivery',
		name: 'sftpDelivery',
		icon: { light: 'file:sftpDelivery.svg', dark: 'file:sftpDelivery.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'Deliver files to an SFTP server once, whole and checked',
		defaults: { name: 'SFTP Delivery' },
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'erpSftpApi',
				required: true,
				testedBy: 'testErpSftpApi',
			},
			{
				name: 'deliveryLedgerApi',
				required: true,
				displayOptions: { show: { ledgerStore: ['credential'] } },
			},
		],
		properties: describeResources(RESOURCES),
	};

	methods = { credentialTest: { testErpSftpApi } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await withSession(this, async () => await runOperations(this, RESOURCES));
	}
}
