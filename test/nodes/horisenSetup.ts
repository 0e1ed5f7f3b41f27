import type { IDataObject, INodeCredentialsDetails, INodeExecutionData } from 'n8n-workflow';
import { HorisenOAuth2Api } from '../../credentials/HorisenOAuth2Api.credentials';
import { HorisenFinance } from '../../nodes/Horisen/Finance/HorisenFinance.node';
import { HorisenFinanceTrigger } from '../../nodes/Horisen/FinanceTrigger/HorisenFinanceTrigger.node';
import { HorisenRates } from '../../nodes/Horisen/Rates/HorisenRates.node';
import { HorisenTrafficReport } from '../../nodes/Horisen/TrafficReport/HorisenTrafficReport.node';
import { DEFAULT_CLIENT, type HorisenOptions, startHorisen } from '../../sandbox/horisen';
import {
	createHarness,
	type ExecutionOptions,
	type HarnessOptions,
	type SingleNode,
} from './harness';
import { useSimulator } from './useSimulator';

/** Retries without waiting, so that faults cost no time. */
export const QUICK = { retryDelay: 0 };

/** The HORISEN nodes in n8n's execution, against their own simulator. */
export function setUpHorisen(
	options: Partial<HorisenOptions> = {},
	harness: Partial<HarnessOptions> = {},
) {
	const n8n = createHarness({
		nodes: [
			new HorisenFinance(),
			new HorisenFinanceTrigger(),
			new HorisenRates(),
			new HorisenTrafficReport(),
		],
		credentialTypes: [new HorisenOAuth2Api()],
		...harness,
	});
	const horisen = useSimulator(async () => await startHorisen({ today: '2023-07-10', ...options }));
	const credential = (changes: IDataObject = {}): INodeCredentialsDetails =>
		n8n.saveCredential('horisenOAuth2Api', {
			apiBaseUrl: horisen().url,
			accountsBaseUrl: horisen().accountsUrl,
			clientId: DEFAULT_CLIENT.id,
			clientSecret: DEFAULT_CLIENT.secret,
			...changes,
		});
	const run = async (
		node: Omit<SingleNode, 'credentials'> & { credential?: INodeCredentialsDetails },
		execution?: ExecutionOptions,
	) => {
		const { credential: saved = credential(), ...rest } = node;
		return await n8n.runNode({ ...rest, credentials: { horisenOAuth2Api: saved } }, execution);
	};
	return {
		n8n,
		horisen,
		credential,
		run,
		/** Runs Document: Get Many. */
		getDocuments: async (
			parameters: IDataObject = {},
			saved?: INodeCredentialsDetails,
			execution?: ExecutionOptions,
		) =>
			await run(
				{
					node: 'horisenFinance',
					parameters: {
						resource: 'document',
						operation: 'getMany',
						documents: 'all',
						returnAll: true,
						options: QUICK,
						...parameters,
					},
					credential: saved,
				},
				execution,
			),
		/** Runs a Rates operation. */
		getRates: async (
			resource: 'priceList' | 'rate',
			operation: string,
			parameters: IDataObject = {},
			input?: INodeExecutionData[],
		) =>
			await run({
				node: 'horisenRates',
				parameters: { resource, operation, returnAll: true, options: QUICK, ...parameters },
				input,
			}),
		/** Runs a Traffic Report operation. */
		getTraffic: async (input: INodeExecutionData[], parameters: IDataObject = {}) =>
			await run({
				node: 'horisenTrafficReport',
				parameters: { operation: 'forDocument', options: QUICK, ...parameters },
				input,
			}),
	};
}
