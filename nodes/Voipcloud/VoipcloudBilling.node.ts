import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, type Resource } from '../n8n/operation';
import { runOperations } from '../n8n/runOperations';
import { getCustomerBalance } from './Balance/getCustomerBalance';
import { getPartnerBalance } from './Balance/getPartnerBalance';
import { customerOperations } from './Customer/customerOperations';
import { moveFunds } from './Funds/moveFunds';

const RESOURCES: Resource[] = [
	{ value: 'balance', name: 'Balance', operations: [getCustomerBalance, getPartnerBalance] },
	{ value: 'customer', name: 'Customer', operations: customerOperations },
	{ value: 'funds', name: 'Funds', operations: [moveFunds] },
];

/** Not usable as a tool: it moves money. */
export class VoipcloudBilling implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPcloud Billing',
		name: 'voipcloudBilling',
		icon: { light: 'file:voipcloud.svg', dark: 'file:voipcloud.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'Read balances, move funds and manage customers as a VoIPcloud partner',
		defaults: { name: 'VoIPcloud Billing' },
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voipcloudApi', required: true }],
		properties: describeResources(RESOURCES),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
