import type { Execution } from '../../../sandbox/engine/api';
import type { Environment } from './environment';

/** What the node Finish puts out; see `DeliveryLedger/rules/summary`. */
export interface Finished {
	title: string;
	result: 'fine' | 'needsAttention';
	counts: Record<string, number>;
	documents: FinishedLine[];
	text: string;
}

export interface FinishedLine {
	documentNumber: string;
	result: string;
	reason: string;
	whatToDo: string;
	fileName: string;
}

/** Runs a workflow by hand that ends in Finish. */
export async function runDelivery(
	{ run }: Pick<Environment, 'run'>,
	workflowId: string,
): Promise<{ execution: Execution; summary: Finished }> {
	const execution = await run(workflowId);
	const outputs = execution.runData.Finish?.[0]?.data?.main ?? [];
	const [item] = outputs.flatMap((items) => items ?? []);
	if (!item) {
		const { message = '', description = '' } = execution.error ?? {};
		throw new Error(`No summary; it ended as ${execution.status}: ${message} ${description}`);
	}
	return { execution, summary: item.json as unknown as Finished };
}

/** The documents of one result, e.g. `held`. */
export function linesOf({ documents }: Finished, result: string): FinishedLine[] {
	return documents.filter((line) => line.result === result);
}
