import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	OnError,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { failureOf } from '../../nodes/common/addedFields';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { HorisenFinance } from '../../nodes/Horisen/Finance/HorisenFinance.node';
import { HorisenTrafficReport } from '../../nodes/Horisen/TrafficReport/HorisenTrafficReport.node';
import { describeOutputs, describeResources, type Resource } from '../../nodes/n8n/operation';
import { runOperations } from '../../nodes/n8n/runOperations';
import { nodeTypeName, type WorkflowDefinition } from './harness';
import { QUICK, setUpHorisen } from './horisenSetup';

/** A node that sorts items to two outputs, like a plan, and fails for odd ones. */
const SORTING: Resource[] = [
	{
		value: 'number',
		name: 'Number',
		operations: [
			{
				value: 'sort',
				name: 'Sort',
				action: 'Sort numbers',
				description: 'Sort numbers',
				fields: [],
				outputs: ['Small', 'Large'],
				othersTo: 1,
				atOnce(itemIndex) {
					if (this.getInputData()[itemIndex].json.breaks) throw new Error('None of them');
					return 2;
				},
				async execute(itemIndex) {
					const { number } = this.getInputData()[itemIndex].json as { number: number };
					if (number % 2 === 1) throw new Error(`${number} is odd`);
					const items = [{ json: { number } }];
					return number < 10 ? [items, []] : [[], items];
				},
			},
		],
	},
];

class Sorter implements INodeType {
	description: INodeTypeDescription = {
		...anyNode('sorter'),
		outputs: describeOutputs(SORTING),
		properties: describeResources(SORTING),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, SORTING);
	}
}

/** An operator's node: adds a field and, like n8n's own nodes under Continue, loses a failed item. */
class OperatorsNode implements INodeType {
	description: INodeTypeDescription = anyNode('operators');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			this.getInputData().map(({ json, binary }, item) =>
				json.breaks
					? { json: { error: 'It broke' }, pairedItem: { item } }
					: { json: { ...json, seen: true }, binary, pairedItem: { item } },
			),
		];
	}
}

function anyNode(name: string): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
}

const { n8n, horisen, credential, run } = setUpHorisen(
	{},
	{
		nodes: [
			new FinanceXmlBuilder(),
			new HorisenFinance(),
			new HorisenTrafficReport(),
			new OperatorsNode(),
			new Sorter(),
		],
	},
);

const TRAFFIC = {
	type: 'horisenTrafficReport',
	parameters: { operation: 'forDocument', options: { ...QUICK, maxTries: 1 } },
};
const BUILD = { type: 'financeXmlBuilder', parameters: {} };
const OPERATORS = { type: 'operators', parameters: {} };
const ACKNOWLEDGE = {
	type: 'horisenFinance',
	parameters: {
		resource: 'invoice',
		operation: 'changeSyncStatus',
		syncStatus: 'exported',
		options: QUICK,
	},
};

/** Input → each of the steps, as a line. */
async function runLine(
	input: INodeExecutionData[],
	steps: Array<{ type: string; parameters: IDataObject; settings?: IDataObject }>,
	onError: OnError = 'continueRegularOutput',
) {
	const names = ['Input', ...steps.map(({ type }, index) => `${index + 1} ${type}`)];
	const horisenOAuth2Api = credential();
	const definition: WorkflowDefinition = {
		nodes: names.map((name, index) => ({
			id: name,
			name,
			type: index === 0 ? 'harness.input' : nodeTypeName(steps[index - 1].type),
			typeVersion: 1,
			position: [index * 200, 0],
			parameters: (steps[index - 1]?.parameters ?? {}) as never,
			credentials: { horisenOAuth2Api },
			...(index === 0 ? {} : { onError }),
			...steps[index - 1]?.settings,
		})),
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1], type: NodeConnectionTypes.Main, index: 0 }]] },
				]),
		),
		pinData: { Input: input },
	};
	const result = await n8n.runWorkflow(definition);
	return names.slice(1).map((name) => result.runsOf(name));
}

/** Documents with customer traffic, as planned deliveries. */
function planned(count: number): INodeExecutionData[] {
	const documents = horisen().data.documents.filter(
		({ documentClassArea, documentTypeName, id }) =>
			documentClassArea === 'sales' &&
			documentTypeName !== '' &&
			horisen().data.trafficReport('customer', id) !== undefined,
	);
	return documents.slice(0, count).map((document) => ({
		json: {
			...(structuredClone(document) as unknown as IDataObject),
			delivery: { action: 'deliver', key: document.documentUuid, revision: 'r1', run: 'run-1' },
		},
	}));
}

function breakTraffic({ json }: INodeExecutionData): void {
	horisen().faults.inject({
		fault: { kind: 'status', status: 500 },
		route: 'customerTraffic',
		invoiceId: json.id as number,
		times: null,
	});
}

const pairs = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

const callsTo = (path: string) =>
	horisen().requests.filter((request) => request.path.includes(path));

describe('a failed item, under Continue', () => {
	it('rides along past every node, with its JSON, its files and its failure', async () => {
		const input = planned(3);
		const { binary } = await n8n.itemWithFile({}, 'note', 'a note of the operator');
		input[0].binary = binary;
		breakTraffic(input[0]);
		const [[traffic], [operators], [built], [acknowledged]] = await runLine(input, [
			TRAFFIC,
			OPERATORS,
			BUILD,
			ACKNOWLEDGE,
		]);
		const failure = {
			node: '1 horisenTrafficReport',
			message: expect.stringContaining(`traffic report of invoice ${String(input[0].json.id)}`),
			advice: expect.stringMatching(/\S/),
		};
		const [failed, ...others] = traffic.outputs[0];
		expect(failed).toEqual({
			json: { ...input[0].json, failure },
			binary: input[0].binary,
			pairedItem: { item: 0 },
		});
		expect(others.every(({ json }) => json.failure === undefined)).toBe(true);
		expect(traffic.hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/^1 of 3 failed\./) as string }),
		]);
		for (const { outputs, hints } of [operators, built]) {
			expect(outputs[0][0]).toMatchObject({ json: failed.json, binary: failed.binary });
			expect(pairs(outputs[0])).toEqual([0, 1, 2]);
			expect(hints).toEqual([]);
		}
		expect(built.outputs[0][1].json).toMatchObject({
			fileName: expect.stringMatching(/\.xml$/) as string,
			delivery: input[1].json.delivery,
		});
		// Nothing was delivered here, so nothing is acknowledged.
		expect(acknowledged.outputs[0]).toEqual(
			built.outputs[0].map((item, index) => ({ ...item, pairedItem: { item: index } })),
		);
		expect(callsTo('change-sync-status')).toEqual([]);
	});

	it('does not make Retry On Fail repeat the others', async () => {
		const input = planned(3);
		breakTraffic(input[0]);
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const [[traffic]] = await runLine(input, [{ ...TRAFFIC, settings }]);
		expect(pairs(traffic.outputs[0])).toEqual([0, 1, 2]);
		const called = callsTo('traffic-reports').map(({ path }) => path);
		expect(new Set(called).size).toBe(called.length);
	});

	it("that broke in the operator's own node does not, either", async () => {
		const input = planned(3);
		input[0].json.breaks = true;
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const [, [traffic]] = await runLine(input, [OPERATORS, { ...TRAFFIC, settings }]);
		expect(pairs(traffic.outputs[0])).toEqual([1, 2, 0]);
		expect(traffic.outputs[0][2].json).toMatchObject({
			error: 'It broke',
			failure: { node: '2 horisenTrafficReport' },
		});
		expect(callsTo('traffic-reports')).toHaveLength(2);
	});

	it('is every item of a batch if the login fails: none passes unmarked', async () => {
		const input = planned(3);
		const { outputs, hints, error } = await run({
			node: 'horisenTrafficReport',
			parameters: TRAFFIC.parameters as never,
			credential: credential({ clientSecret: 'wrong' }),
			input,
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => ({ ...json, failure: undefined }))).toEqual(
			input.map(({ json }) => json),
		);
		expect(outputs[0].every(({ json }) => failureOf(json) !== undefined)).toBe(true);
		expect(hints[0].message).toMatch(/^3 of 3 failed\./);
	});

	it('is every item if the operation is unknown, and each keeps its earlier failure', async () => {
		const failure = { node: 'Get Traffic', message: 'It failed', advice: '' };
		const input = [{ json: { id: 1, failure } }, { json: { id: 2 } }];
		const { outputs } = await run({
			node: 'horisenFinance',
			parameters: { resource: 'document', operation: 'delete' },
			input,
			onError: 'continueRegularOutput',
		});
		expect(outputs[0][0].json).toEqual(input[0].json);
		expect(failureOf(outputs[0][1].json)?.message).toBe(
			'This node has no operation "delete" for "document"',
		);
		expect(pairs(outputs[0])).toEqual([0, 1]);
	});

	it('is every item if an AI agent calls a write as its tool', async () => {
		const [[acknowledged]] = await runLine(
			[{ json: { id: 1 } }],
			[{ ...ACKNOWLEDGE, settings: { rewireOutputLogTo: NodeConnectionTypes.AiTool } }],
		);
		expect(acknowledged.hints[0].message).toMatch(/^1 of 1 failed\./);
		expect(horisen().requests).toEqual([]);
	});

	it('goes to the output that an operation with two outputs names', async () => {
		const input = [2, 3, 12, 4].map((number) => ({ json: { number } }));
		const { outputs, hints } = await run({
			node: 'sorter',
			input,
			onError: 'continueRegularOutput',
		});
		expect(outputs.map((items) => items.map(({ json }) => json.number))).toEqual([
			[2, 4],
			[3, 12],
		]);
		expect(outputs.map(pairs)).toEqual([
			[0, 3],
			[1, 2],
		]);
		expect(failureOf(outputs[1][0].json)?.message).toBe('3 is odd');
		expect(hints[0].message).toMatch(/^1 of 4 failed\./);

		const none = await run({
			node: 'sorter',
			input: [{ json: { number: 2, breaks: true } }, ...input],
			onError: 'continueRegularOutput',
		});
		expect(none.outputs.map(pairs)).toEqual([[], [0, 1, 2, 3, 4]]);
		expect(none.hints[0].message).toMatch(/^5 of 5 failed\./);
	});
});

describe('a failed item, under Continue (using error output)', () => {
	it("goes there with its document's fields and its files, and the others do not", async () => {
		const input = planned(3);
		input[1].binary = (await n8n.itemWithFile({}, 'note', 'a note')).binary;
		breakTraffic(input[1]);
		const [, [traffic]] = await runLine(input, [OPERATORS, TRAFFIC], 'continueErrorOutput');
		expect(traffic.outputs.map(pairs)).toEqual([[0, 2], [1]]);
		expect(traffic.outputs[1][0]).toMatchObject({
			json: {
				...input[1].json,
				seen: true,
				error: expect.stringContaining('traffic report of invoice') as string,
				details: expect.stringMatching(/\S/) as string,
			},
			binary: input[1].binary,
		});
		expect(traffic.hints).toEqual([]);
	});

	it('is not processed by the nodes that follow there', async () => {
		const [document] = planned(1);
		const input = [{ json: { ...document.json, error: 'It failed', details: 'Look' } }];
		const [[traffic]] = await runLine(input, [TRAFFIC]);
		expect(traffic.outputs[0]).toEqual([{ ...input[0], pairedItem: { item: 0 } }]);
		expect(horisen().requests).toEqual([]);
	});

	it('goes there, too, if the operation has two other outputs', async () => {
		const input = [2, 3, 12].map((number) => ({ json: { number } }));
		const { outputs } = await run({ node: 'sorter', input, onError: 'continueErrorOutput' });
		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[{ number: 2 }],
			[{ number: 12 }],
			[{ number: 3, error: '3 is odd' }],
		]);
	});
});

describe('an item that a plan wants delivered', () => {
	it('keeps its plan, whatever a node returns', async () => {
		const delivery = { run: 'r', key: 'k', revision: '1', action: 'deliver' };
		const { outputs } = await n8n.runNode({
			node: 'sorter',
			parameters: { resource: 'number', operation: 'sort' },
			input: [{ json: { number: 4, delivery } }, { json: { number: 6 } }],
		});
		expect(outputs[0].map(({ json }) => json)).toEqual([{ number: 4, delivery }, { number: 6 }]);
	});
});

describe('an item with another planned action than deliver', () => {
	it.each(['acknowledge', 'held', 'none'])('passes unchanged: %s', async (action) => {
		const [document, other] = planned(2);
		document.json.delivery = { action, run: 'run-1' };
		document.binary = (await n8n.itemWithFile({}, 'note', 'a note')).binary;
		const [[traffic], [built]] = await runLine([document, other], [TRAFFIC, BUILD]);
		for (const { outputs } of [traffic, built]) {
			expect(outputs[0][0]).toEqual({ ...document, pairedItem: { item: 0 } });
			expect(pairs(outputs[0])).toEqual([0, 1]);
		}
		expect(built.outputs[0][1].json.fileName).toMatch(/\.xml$/);
		expect(callsTo('traffic-reports')).toHaveLength(1);
	});
});
