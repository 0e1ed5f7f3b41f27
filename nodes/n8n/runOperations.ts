import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { DELIVERY_FIELD, isPlannedDelivery } from '../common/addedFields';
import { hasFailed, isTaken } from '../common/evidence';
import { withEitherSignal } from '../common/http/eitherSignal';
import { inParallel } from '../common/inParallel';
import { failedItem, hintAtFailures, passedItem } from './failedItem';
import type { Operation, Resource } from './operation';
import { toNodeError } from './toNodeError';
import { withSignal } from './withSignal';

/** An operation without its place in a form. */
export type Work = Omit<Operation, 'value' | 'name' | 'description' | 'fields'>;

/** The result of one input item. */
interface Result {
	/** A list of items for each output. */
	outputs: INodeExecutionData[][];
	failed?: boolean;
}

/**
 * The `execute` of every node that has resources and operations: it finds the operation, runs it for each item that it
 * takes, passes the others through, pairs each output with its input item, and converts errors into n8n's own.
 *
 * If the node continues on errors, it never throws: a failed item goes on as `failedItem` says. If the whole run fails,
 * e.g. because the operation is unknown, each item fails.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	return await run(context, () => chosenOperation(context, resources));
}

/** Runs one operation for each item; nodes without a resource selector start here. */
export async function runForEachItem(
	context: IExecuteFunctions,
	work: Work,
): Promise<INodeExecutionData[][]> {
	return await run(context, () => work);
}

async function run(
	context: IExecuteFunctions,
	choose: () => Work,
): Promise<INodeExecutionData[][]> {
	let work: Work | undefined;
	try {
		work = choose();
		refuseTool(context, work);
		const runAll = work.runs === 'once' ? runOnce : runEach;
		const results = await runAll(context, work);
		return withErrorsLast(context, outputsOf(context, work, results));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw nodeError;
		const results = failAll(context, nodeError, work?.othersTo);
		return withErrorsLast(context, outputsOf(context, work ?? {}, results));
	}
}

async function runOnce(context: IExecuteFunctions, work: Work): Promise<Result[]> {
	if (context.getInputData().length === 0) return [];
	return [{ outputs: await execute(context, work, 0) }];
}

async function runEach(context: IExecuteFunctions, work: Work): Promise<Result[]> {
	const { takes = 'toDeliver' } = work;
	const results: Result[] = [];
	const taken: number[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		if (isTaken(json, takes)) taken.push(index);
		else results[index] = { outputs: toOthers(work.othersTo, passedItem(context, index)) };
	}
	if (taken.length === 0) return results;
	const atOnce = taken.length > 1 ? (work.atOnce?.call(context, taken[0]) ?? 1) : 1;
	await whileNoneFails(context, atOnce, async (own, fail) => {
		const runNext = async (index: number) => {
			results[index] = await runForItem(own, work, index);
		};
		const [first, ...others] = taken;
		const isFirstAlone = work.firstAlone !== false;
		if (isFirstAlone) await runNext(first);
		const next = isFirstAlone ? others : taken;
		await inParallel(next.length, atOnce, async (index) => await runNext(next[index]), fail);
	});
	return results;
}

/** A failed item ends those that run beside it: nobody will see their output. */
async function whileNoneFails(
	context: IExecuteFunctions,
	atOnce: number,
	runThem: (own: IExecuteFunctions, fail: () => void) => Promise<void>,
): Promise<void> {
	if (atOnce === 1) return await runThem(context, () => undefined);
	const failed = new AbortController();
	await withEitherSignal(
		[context.getExecutionCancelSignal(), failed.signal],
		async (signal) => await runThem(withSignal(context, signal), () => failed.abort()),
	);
}

async function runForItem(
	context: IExecuteFunctions,
	work: Work,
	itemIndex: number,
): Promise<Result> {
	try {
		return { outputs: await execute(context, work, itemIndex) };
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		const more = work.failedFields?.(error);
		return {
			outputs: toOthers(work.othersTo, failedItem(context, itemIndex, nodeError, more)),
			failed: true,
		};
	}
}

async function execute(
	context: IExecuteFunctions,
	work: Work,
	itemIndex: number,
): Promise<INodeExecutionData[][]> {
	const made = await work.execute.call(context, itemIndex);
	const outputs = (work.outputs ? made : [made]) as INodeExecutionData[][];
	const paired = outputs.map((items) =>
		items.map((item) => ({ ...item, pairedItem: item.pairedItem ?? { item: itemIndex } })),
	);
	return work.runs === 'once' ? paired : withDelivery(context, itemIndex, paired);
}

/** An item's plan stays with its output: without it, the output would be delivered and not recorded. */
function withDelivery(
	context: IExecuteFunctions,
	itemIndex: number,
	outputs: INodeExecutionData[][],
): INodeExecutionData[][] {
	const { [DELIVERY_FIELD]: delivery } = context.getInputData()[itemIndex].json;
	const [only, ...others] = outputs.flat();
	if (!isPlannedDelivery(delivery) || !only || others.length > 0) return outputs;
	if (DELIVERY_FIELD in only.json) return outputs;
	const json = { ...only.json, [DELIVERY_FIELD]: delivery as IDataObject };
	return outputs.map((items) => items.map((item) => ({ ...item, json })));
}

/** The whole run failed, so each item failed; an item that failed earlier keeps its first failure. */
function failAll(
	context: IExecuteFunctions,
	error: { message: string; description?: string | null },
	othersTo: number | undefined,
): Result[] {
	return context
		.getInputData()
		.map(({ json }, index) =>
			hasFailed(json)
				? { outputs: toOthers(othersTo, passedItem(context, index)) }
				: { outputs: toOthers(othersTo, failedItem(context, index, error)), failed: true },
		);
}

function toOthers(othersTo = 0, item: INodeExecutionData): INodeExecutionData[][] {
	return [...Array.from({ length: othersTo }, () => []), [item]];
}

function outputsOf(
	context: IExecuteFunctions,
	{ outputs = [''] }: Pick<Work, 'outputs'>,
	results: Result[],
): INodeExecutionData[][] {
	hintAtFailures(context, results.filter(({ failed }) => failed).length, results.length);
	return outputs.map((_, output) => results.flatMap((result) => result.outputs[output] ?? []));
}

/**
 * With Retry On Fail, n8n runs a node again for all items if its first item has `error`, e.g. from an earlier node of
 * the operator. That would repeat the work that succeeded.
 */
function withErrorsLast(
	context: IExecuteFunctions,
	outputs: INodeExecutionData[][],
): INodeExecutionData[][] {
	if (!context.getNode().retryOnFail) return outputs;
	const hasError = ({ json: { error } }: INodeExecutionData) =>
		error !== undefined && error !== null && error !== false;
	return outputs.map((items) => [
		...items.filter((item) => !hasError(item)),
		...items.filter(hasError),
	]);
}

/** An agent's tools run in their own context, or as nodes whose output n8n logs as the tool's. */
function refuseTool(context: IExecuteFunctions, { writes, action }: Work): void {
	if (!writes || !runsAsTool(context)) return;
	throw new NodeOperationError(
		context.getNode(),
		`"${action}" changes data, so an AI agent cannot run it`,
		{
			description: 'Run it as a step of a workflow instead.',
		},
	);
}

function runsAsTool(context: IExecuteFunctions): boolean {
	// n8n 1.x does not have the method.
	const { isToolExecution } = context as Partial<IExecuteFunctions>;
	return (
		isToolExecution?.call(context) === true ||
		context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool
	);
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const [resource, operation] = ['resource', 'operation'].map(
		(name) => context.getNodeParameter(name, 0) as string,
	);
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${operation}" for "${resource}"`,
		{ description: 'Open the node and choose a resource and an operation from the lists.' },
	);
}
