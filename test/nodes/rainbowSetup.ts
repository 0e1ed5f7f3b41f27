import type { IDataObject, INodeCredentialsDetails, INodeExecutionData } from 'n8n-workflow';
import { RainbowApi } from '../../credentials/RainbowApi.credentials';
import { RainbowOAuth2Api } from '../../credentials/RainbowOAuth2Api.credentials';
import { RainbowInvoicing } from '../../nodes/Rainbow/Invoicing/RainbowInvoicing.node';
import {
	DEFAULT_APPLICATION,
	DEFAULT_USER,
	type InvoiceFile,
	type RainbowOptions,
	startRainbow,
} from '../../sandbox/rainbow';
import {
	createHarness,
	type ExecutionOptions,
	type HarnessOptions,
	type SingleNode,
} from './harness';
import { useSimulator } from './useSimulator';

/** Retries without waiting, so that faults cost no time. */
export const QUICK = { retryDelay: 0 };

/** The Rainbow node in n8n's execution, against its own simulator. */
export function setUpRainbow(
	options: Partial<RainbowOptions> = {},
	harness: Partial<HarnessOptions> = {},
) {
	const n8n = createHarness({
		nodes: [new RainbowInvoicing()],
		credentialTypes: [new RainbowApi(), new RainbowOAuth2Api()],
		...harness,
	});
	const rainbow = useSimulator(async () => await startRainbow({ today: '2017-11-20', ...options }));
	const formOf = (changes: IDataObject = {}) => ({
		baseUrl: rainbow().url,
		login: DEFAULT_USER.login,
		password: DEFAULT_USER.password,
		appId: DEFAULT_APPLICATION.id,
		appSecret: DEFAULT_APPLICATION.secret,
		...changes,
	});
	const credential = (changes: IDataObject = {}): INodeCredentialsDetails =>
		n8n.saveCredential('rainbowApi', formOf(changes));
	const run = async (
		node: Omit<SingleNode, 'credentials' | 'node'> & { credential?: INodeCredentialsDetails },
		execution?: ExecutionOptions,
	) => {
		const { credential: saved = credential(), ...rest } = node;
		return await n8n.runNode(
			{ ...rest, node: 'rainbowInvoicing', credentials: { rainbowApi: saved } },
			execution,
		);
	};
	return {
		n8n,
		rainbow,
		formOf,
		credential,
		run,
		/** Runs Invoice File: Get Many. */
		getFiles: async (
			parameters: IDataObject = {},
			saved?: INodeCredentialsDetails,
			execution?: ExecutionOptions,
		) =>
			await run(
				{
					parameters: {
						resource: 'invoiceFile',
						operation: 'getMany',
						returnAll: true,
						options: QUICK,
						...parameters,
					},
					credential: saved,
				},
				execution,
			),
		/** Runs Invoice File: Download for paths, one item each. */
		download: async (
			paths: string[],
			parameters: IDataObject = {},
			node: Partial<SingleNode> & { credential?: INodeCredentialsDetails } = {},
			execution?: ExecutionOptions,
		) =>
			await run(
				{
					parameters: {
						resource: 'invoiceFile',
						operation: 'download',
						file: { __rl: true, mode: 'path', value: '={{ $json.filepath }}' },
						options: QUICK,
						...parameters,
					},
					input: paths.map((filepath): INodeExecutionData => ({ json: { filepath } })),
					...node,
				},
				execution,
			),
	};
}

export function pathsOf(files: InvoiceFile[]): string[] {
	return files.map(({ filepath }) => filepath);
}
