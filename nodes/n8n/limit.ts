import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { wholeAmountOf } from '../common/amountOf';

/** Return All, or Limit. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** How many results an item asks for; undefined for all. @throws OperatorError if Limit is not a whole number */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number | undefined {
	if (context.getNodeParameter('returnAll', itemIndex)) return undefined;
	return wholeAmountOf(context.getNodeParameter('limit', itemIndex), 'Limit', 1);
}

/** Says above the output that there may be more results than the limit allowed. */
export function hintAtLimit(
	context: IExecuteFunctions,
	count: number,
	limit: number | undefined,
): void {
	if (limit === undefined || count < limit) return;
	context.addExecutionHints({
		message: `Limit is ${limit}: there may be more results. Switch on Return All to get everything.`,
		type: 'warning',
		location: 'outputPane',
	});
}
