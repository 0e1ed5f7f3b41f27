import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

type Action = (this: IExecuteFunctions, index: number) => Promise<INodeExecutionData>;

/** A node that does one thing of each kind the package's nodes do. */
export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Uses what the harness promises',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeOAuth2Api' }, { name: 'probeLoginApi' }],
		properties: [
			{ displayName: 'Action', name: 'action', type: 'string', default: 'echo' },
			{ displayName: 'Text', name: 'text', type: 'string', default: 'default text' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const action = ACTIONS[this.getNodeParameter('action', 0) as string];
		const returned: INodeExecutionData[] = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			try {
				returned.push({ ...(await action.call(this, index)), pairedItem: { item: index } });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				const { message } = error as Error;
				returned.push({ json: { error: message }, pairedItem: { item: index } });
			}
		}
		return [returned];
	}
}

const ACTIONS: Record<string, Action> = {
	async echo(index) {
		return { json: { text: this.getNodeParameter('text', index) as string } };
	},

	async request(index) {
		const url = this.getNodeParameter('url', index) as string;
		const [credential = 'probeOAuth2Api'] = Object.keys(this.getNode().credentials ?? {});
		const options = { url, json: true, disableFollowRedirect: true };
		return {
			json: (await this.helpers.httpRequestWithAuthentication.call(
				this,
				credential,
				options,
			)) as INodeExecutionData['json'],
		};
	},

	async copyFile(index) {
		const { id } = this.helpers.assertBinaryData(index, 'file');
		const source = id
			? await this.helpers.getBinaryStream(id)
			: await this.helpers.getBinaryDataBuffer(index, 'file');
		const copy = await this.helpers.prepareBinaryData(source, 'copy.txt', 'text/plain');
		return { json: {}, binary: { copy } };
	},

	async failOnOdd(index) {
		const { number } = this.getInputData()[index].json;
		if (Number(number) % 2 === 0) return { json: { number } };
		throw new NodeOperationError(this.getNode(), `${String(number)} is odd`, {
			itemIndex: index,
			description: 'Use an even number.',
		});
	},

	async waitForStop() {
		await new Promise((resolve) =>
			this.getExecutionCancelSignal()?.addEventListener('abort', resolve),
		);
		return { json: {} };
	},
};
