import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { toNodeError } from './toNodeError';

/**
 * The `poll` of a trigger: converts errors into n8n's own. On activation, n8n shows them and does not activate; later,
 * it stores them as a failed execution and calls the error workflow.
 */
export async function runPoll(
	context: IPollFunctions,
	poll: (context: IPollFunctions) => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	try {
		return await poll(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
