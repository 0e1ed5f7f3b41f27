import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { OperatorError } from '../common/errors';

/** Converts an operation's error into the one that n8n shows, with the item's index if there is one. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeOperationError | NodeApiError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof OperatorError) {
		const { message, description, httpStatus } = error;
		if (httpStatus === undefined) {
			return new NodeOperationError(node, message, { description, itemIndex });
		}
		// Leaves the vendor's raw answer out, because it may echo a header. The sentences above are the whole report.
		return new NodeApiError(
			node,
			{ message },
			{ message, description, httpCode: String(httpStatus), itemIndex },
		);
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}
