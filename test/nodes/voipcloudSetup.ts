import type {
	IDataObject,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { VoipcloudApi } from '../../credentials/VoipcloudApi.credentials';
import { VoipcloudBilling } from '../../nodes/Voipcloud/VoipcloudBilling.node';
import { DEFAULT_OPTIONS, startVoipcloud } from '../../sandbox/voipcloud';
import { createHarness, type SingleNode } from './harness';
import { useSimulator } from './useSimulator';

/** Retries without waiting, so that faults cost no time. */
export const QUICK = { retryDelay: 0 };

export const DAYS = { periodFrom: '2025-10-01', periodTo: '2025-10-31' };
export const OCTOBER = { period: 'between', ...DAYS };

export const items = (...rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));

type More = Partial<SingleNode> & { credential?: INodeCredentialsDetails };

/** The VoIPcloud node in n8n's execution, against its own simulator. */
export function setUpVoipcloud() {
	const n8n = createHarness({
		nodes: [new VoipcloudBilling()],
		credentialTypes: [new VoipcloudApi()],
	});
	const voipcloud = useSimulator(async () => await startVoipcloud({ today: '2025-11-21' }));
	const credential = (changes: IDataObject = {}): INodeCredentialsDetails =>
		n8n.saveCredential('voipcloudApi', {
			baseUrl: voipcloud().url,
			apiKey: DEFAULT_OPTIONS.apiKey,
			...changes,
		});
	const run = async (parameters: INodeParameters, more: More = {}) => {
		const { credential: voipcloudApi = credential(), ...node } = more;
		return await n8n.runNode({
			node: 'voipcloudBilling',
			parameters,
			credentials: { voipcloudApi },
			...node,
		});
	};

	const balance = async (parameters: INodeParameters = {}, more: More = {}) =>
		await run(
			{
				resource: 'balance',
				operation: 'getCustomer',
				accountNumber: '1001',
				...OCTOBER,
				options: QUICK,
				...parameters,
			},
			more,
		);

	const move = async (parameters: INodeParameters = {}, more: More = {}) =>
		await run(
			{
				resource: 'funds',
				operation: 'move',
				accountNumber: '1001',
				amount: '10.50',
				description: 'Invoice 4711',
				dryRun: false,
				...parameters,
			},
			more,
		);

	const customer = async (
		operation: string,
		fields: Record<string, string>,
		more: INodeParameters = {},
	) =>
		await run({
			resource: 'customer',
			operation,
			googleCaptcha: DEFAULT_OPTIONS.captcha,
			fields: { field: Object.entries(fields).map(([name, value]) => ({ name, value })) },
			...more,
		});

	return { n8n, voipcloud, credential, run, balance, move, customer };
}
