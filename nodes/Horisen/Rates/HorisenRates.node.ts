import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../../n8n/operation';
import { runOperations } from '../../n8n/runOperations';
import { getChanges } from './getChanges';
import { getPriceLists } from './getPriceLists';
import { getRates } from './getRates';
import { searchPriceLists } from './searchPriceLists';

const RESOURCES: Resource[] = [
	{ value: 'priceList', name: 'Price List', operations: [getPriceLists] },
	{ value: 'rate', name: 'Rate', operations: [getRates, getChanges] },
];

export class HorisenRates implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HORISEN Rates',
		name: 'horisenRates',
		icon: { light: 'file:../horisen.svg', dark: 'file:../horisen.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'Read the price lists of a HORISEN customer and their changes',
		defaults: { name: 'HORISEN Rates' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'horisenOAuth2Api', required: true }],
		properties: describeResources(RESOURCES),
	};

	methods = { listSearch: { searchPriceLists } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
