import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../../n8n/operation';
import { runOperations } from '../../n8n/runOperations';
import { download } from './download';
import { getMany } from './getInvoiceFiles';
import { searchFiles } from './searchFiles';
import { testRainbowApi } from './testRainbowCredential';

const RESOURCES: Resource[] = [
	{ value: 'invoiceFile', name: 'Invoice File', operations: [getMany, download] },
];

export class RainbowInvoicing implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Rainbow Invoicing',
		name: 'rainbowInvoicing',
		icon: { light: 'file:../rainbow.svg', dark: 'file:../rainbow.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'List and download the invoice and CDR files of the Rainbow invoicing portal',
		defaults: { name: 'Rainbow Invoicing' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'rainbowApi',
				required: true,
				testedBy: 'testRainbowApi',
				displayOptions: { show: { authentication: ['rainbowApi'] } },
			},
			{
				name: 'rainbowOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['rainbowOAuth2Api'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Login or API Key', value: 'rainbowApi' },
					{ name: 'OAuth2', value: 'rainbowOAuth2Api' },
				],
				default: 'rainbowApi',
			},
			...describeResources(RESOURCES),
		],
	};

	methods = {
		credentialTest: { testRainbowApi },
		listSearch: { searchFiles },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
