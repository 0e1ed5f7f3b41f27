import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Failure, FAILURE_FIELD } from '../common/addedFields';

/**
 * An item for which a node failed, if its On Error is one of the two that continue.
 *
 * Continue: the item rides along, with its JSON, its files and `failure`. The field is not called `error`: with Retry
 * On Fail, n8n runs a node again for all items if its first item has that field.
 *
 * Continue (using error output): n8n treats an item as failed if its JSON has `error` and nothing else but `message`
 * and `details`, and adds the fields of the paired item. An `error` property on the item itself would also work, but
 * n8n then replaces the item's JSON.
 *
 * @param more fields to add beside `failure`
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ message, description }: { message: string; description?: string | null },
	more: IDataObject = {},
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const own = { ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
	if (hasErrorOutput(context)) {
		return { json: { error: message, ...(description ? { details: description } : {}) }, ...own };
	}
	const failure: Failure = { node: context.getNode().name, message, advice: description ?? '' };
	return { json: { ...json, ...more, [FAILURE_FIELD]: { ...failure } }, ...own };
}

/** An item that a node does not act on, unchanged, including what n8n or an earlier node put beside JSON and files. */
export function passedItem(context: IExecuteFunctions, itemIndex: number): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	return { json, ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
}

/** "2 of 20 failed", above the output, because the editor shows such a node in green. */
export function hintAtFailures(context: IExecuteFunctions, failed: number, count: number): void {
	if (failed === 0 || hasErrorOutput(context)) return;
	context.addExecutionHints({
		message: `${failed} of ${count} failed. Each has the reason in its field "${FAILURE_FIELD}"; the nodes that follow pass it on.`,
		type: 'warning',
		location: 'outputPane',
	});
}

function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}
