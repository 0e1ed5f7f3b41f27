import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../../n8n/operation';
import { runOperations } from '../../n8n/runOperations';
import { changeDocsDeliveryStatus } from './changeDocsDeliveryStatus';
import { changeSyncStatus } from './changeSyncStatus';
import { getDocuments } from './getDocuments';
import { getFiles } from './getFiles';

const RESOURCES: Resource[] = [
	{ value: 'document', name: 'Document', operations: [getDocuments] },
	{
		value: 'invoice',
		name: 'Invoice',
		operations: [changeDocsDeliveryStatus, changeSyncStatus, getFiles],
	},
];

export class HorisenFinance implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HORISEN Finance',
		name: 'horisenFinance',
		icon: { light: 'file:../horisen.svg', dark: 'file:../horisen.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'Read invoices from HORISEN Finance and report their outcome',
		defaults: { name: 'HORISEN Finance' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'horisenOAuth2Api', required: true }],
		properties: describeResources(RESOURCES),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
