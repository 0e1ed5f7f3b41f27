import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../../n8n/operation';
import { runOperations } from '../../n8n/runOperations';
import { controlInvoice } from './controlInvoice';
import { customerInvoice } from './customerInvoice';
import { forDocument } from './forDocument';
import { calculateMargin } from './margin/calculate';

const RESOURCES: Resource[] = [
	{
		value: 'trafficReport',
		name: 'Traffic Report',
		operations: [forDocument, customerInvoice, controlInvoice],
	},
	{ value: 'marginReport', name: 'Margin Report', operations: [calculateMargin] },
];

export class HorisenTrafficReport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HORISEN Traffic Report',
		name: 'horisenTrafficReport',
		icon: { light: 'file:../horisen.svg', dark: 'file:../horisen.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ($parameter.resource === "marginReport" ? ": " + $parameter.resource : " as " + $parameter.output)).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description:
			'Read the SMS traffic behind an invoice, row by row, with exact sums, and calculate margins',
		defaults: { name: 'HORISEN Traffic Report' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// A margin is calculated from the items, without a call.
		credentials: [
			{
				name: 'horisenOAuth2Api',
				required: true,
				displayOptions: { show: { resource: ['trafficReport'] } },
			},
		],
		properties: describeResources(RESOURCES),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
