import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeOutputs, describeResources, type Resource } from '../n8n/operation';
import { runOperations } from '../n8n/runOperations';
import { audit } from './delivery/audit';
import { getMany } from './delivery/getDeliveries';
import { resolve } from './delivery/resolve';
import { backUp } from './ledger/backUp';
import { health } from './ledger/health';
import { finish } from './run/finish';
import { plan } from './run/plan';
import { record } from './run/record';
import { testDeliveryLedgerApi } from './testLedgerCredential';

const RESOURCES: Resource[] = [
	{ value: 'run', name: 'Run', operations: [finish, plan, record] },
	{ value: 'delivery', name: 'Delivery', operations: [audit, getMany, resolve] },
	{ value: 'ledger', name: 'Ledger', operations: [backUp, health] },
];

/** Not usable as a tool: it decides what is delivered. */
export class DeliveryLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Delivery Ledger',
		name: 'deliveryLedger',
		icon: { light: 'file:deliveryLedger.svg', dark: 'file:deliveryLedger.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ($parameter.operation + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toTitleCase() }}',
		description: 'Remember what was delivered, so that nothing is lost and nothing is sent twice',
		defaults: { name: 'Delivery Ledger' },
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: describeOutputs(RESOURCES),
		credentials: [
			{
				name: 'deliveryLedgerApi',
				required: true,
				testedBy: 'testDeliveryLedgerApi',
				displayOptions: { show: { ledgerStore: ['credential'] } },
			},
		],
		properties: describeResources(RESOURCES),
	};

	methods = { credentialTest: { testDeliveryLedgerApi } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, RESOURCES);
	}
}
