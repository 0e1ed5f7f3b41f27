import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { DeliveryLedgerApi } from '../../credentials/DeliveryLedgerApi.credentials';
import { DeliveryLedger } from '../../nodes/DeliveryLedger/DeliveryLedger.node';
import type { LedgerStore } from '../../nodes/DeliveryLedger/store/ledgerStore';
import { findStore, type StoreSettings } from '../../nodes/DeliveryLedger/store/openStore';
import type { ExecutionOptions, NodeHarness, NodeResult } from './harness';

export const NODES = {
	nodes: [new DeliveryLedger()],
	credentialTypes: [new DeliveryLedgerApi()],
};

export type Json = Record<string, unknown>;

/** A document as HORISEN lists it, as short as the planner needs it. */
export function documentOf(uuid: string, more: Json = {}): IDataObject {
	return {
		documentUuid: uuid,
		documentNumber: `N-${uuid}`,
		documentDate: '2023-06-30',
		bizPartner: { name: 'Orange' },
		currencyCode: 'EUR',
		total: 12.66,
		status: 'approved',
		syncStatus: 'pending',
		...more,
	} as IDataObject;
}

/** Its own ledger, and how the node runs with it. */
export interface LedgerBench {
	name: string;
	settings: StoreSettings;
	store(): Promise<LedgerStore>;
	run(
		operation: string,
		input: Array<IDataObject | INodeExecutionData>,
		parameters?: IDataObject,
		options?: ExecutionOptions & { staticData?: IDataObject },
	): Promise<NodeResult>;
}

export function ledgerBench(n8n: NodeHarness, settings: StoreSettings): LedgerBench {
	const name = `ledger-${randomUUID()}`;
	const { store, ...fields } = settings;
	const credential = n8n.saveCredential('deliveryLedgerApi', { store, ...fields });
	return {
		name,
		settings,
		store: async () => (await findStore(settings))!,
		run: async (operation, input, parameters = {}, { staticData, ...options } = {}) =>
			await n8n.runNode(
				{
					node: 'deliveryLedger',
					parameters: {
						...{ resource: 'run', operation, ledger: name, ledgerStore: 'credential' },
						...parameters,
					} as never,
					credentials: { deliveryLedgerApi: credential },
					staticData,
					input: input.map((item) =>
						'json' in item ? item : { json: item },
					) as INodeExecutionData[],
				},
				options,
			),
	};
}

export const jsonOf = (items: INodeExecutionData[] | undefined) =>
	(items ?? []).map(({ json }) => json as Json);

/** What Plan put on the items. */
export const deliveriesOf = (items: INodeExecutionData[] | undefined) =>
	jsonOf(items).map(({ delivery }) => delivery as Json);
