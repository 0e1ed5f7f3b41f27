import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type { Operation, Resource } from './operation';
import { withEitherSignal } from '../common/http/eitherSignal';
import { inParallel } from '../common/inParallel';
import { withSignal } from '../n8n/withSignal';
import { toNodeError } from './toNodeError';

/**
 * The `execute` of every node that has resources and operations: finds the operation, runs it for each
 * item, pairs what comes out with the item it came from, and turns errors into n8n's own, once, here.
 * With "Continue On Fail" an item that fails becomes an item with `error`, paired, and the others go on.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = findOperation(
		context,
		resources,
		resource,
		context.getNodeParameter('operation', 0) as string,
	);
	return await runForEachItem(context, operation);
}

/** Runs one operation for each item; nodes without a resource selector start here. */
export async function runForEachItem(
	context: IExecuteFunctions,
	operation: Pick<Operation, 'execute' | 'runs' | 'writes' | 'action' | 'atOnce'>,
): Promise<INodeExecutionData[][]> {
	if (operation.writes && runsAsTool(context)) {
		throw new NodeOperationError(
			context.getNode(),
			`"${operation.action}" changes data and cannot be run by an AI agent`,
			{
				description: 'Run it as a step of a workflow instead, where a person decides when it runs.',
			},
		);
	}
	const items = context.getInputData();
	const count = operation.runs === 'once' ? Math.min(1, items.length) : items.length;
	const returned: INodeExecutionData[][] = [];
	const atOnce = count > 1 ? itemsAtOnce(context, operation) : 1;
	await whileNoneFails(context, atOnce, async (own, fail) => {
		const run = async (index: number) => {
			returned[index] = await runForItem(own, operation, index);
		};
		// The first one alone, so that what it fetches for all, e.g. a token, is fetched once.
		if (count > 0) await run(0);
		await inParallel(count - 1, atOnce, async (index) => await run(index + 1), fail);
	});
	return [returned.flat()];
}

function itemsAtOnce(context: IExecuteFunctions, { atOnce }: Pick<Operation, 'atOnce'>): number {
	try {
		return atOnce?.call(context) ?? 1;
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/** One item that fails ends those beside it: nobody will see what they give. */
async function whileNoneFails(
	context: IExecuteFunctions,
	atOnce: number,
	run: (own: IExecuteFunctions, fail: () => void) => Promise<void>,
): Promise<void> {
	if (atOnce === 1) return await run(context, () => undefined);
	const failed = new AbortController();
	await withEitherSignal(
		[context.getExecutionCancelSignal(), failed.signal],
		async (signal) => await run(withSignal(context, signal), () => failed.abort()),
	);
}

async function runForItem(
	context: IExecuteFunctions,
	operation: Pick<Operation, 'execute'>,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	try {
		const made = await operation.execute.call(context, itemIndex);
		return made.map((item) => ({ ...item, pairedItem: item.pairedItem ?? { item: itemIndex } }));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		// Without the item's own `error`, for which n8n would replace this JSON: the error output then
		// gets the fields of the item that failed, too, so that each error names its document.
		const { message, description } = nodeError;
		return [
			{
				json: { error: message, ...(description ? { details: description } : {}) },
				pairedItem: { item: itemIndex },
			},
		];
	}
}

/** An agent's tools run in a context of their own, or as nodes whose output n8n logs as the tool's. */
function runsAsTool(context: IExecuteFunctions): boolean {
	return (
		context.isToolExecution() || context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool
	);
}

function findOperation(
	context: IExecuteFunctions,
	resources: Resource[],
	resource: string,
	operation: string,
): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`This node knows no operation "${operation}" of "${resource}"`,
		{ description: 'Open the node and choose a resource and an operation from the lists.' },
	);
}
