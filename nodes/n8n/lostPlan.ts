import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DELIVERY_FIELD, isPlannedDelivery } from '../common/addedFields';
import { OperatorError } from '../common/errors';
import { itemErrorText } from '../common/itemError';

/** A document whose item comes from a plan, although its field is gone. */
export interface LostPlan {
	/** What the plan said. */
	delivery: IDataObject;
	error: OperatorError;
}

/**
 * The plan of an item that has none, found by n8n's pairing: a node after Plan dropped its field, e.g. Edit Fields
 * without the other fields. Only for a document to be delivered or acknowledged.
 *
 * @returns `undefined` if there is no plan, or if n8n cannot tell which of its items this one comes from
 */
export function lostPlan(context: IExecuteFunctions, itemIndex: number): LostPlan | undefined {
	const { json } = context.getInputData()[itemIndex];
	if (isPlannedDelivery(json[DELIVERY_FIELD])) return undefined;
	for (const plan of plansBefore(context)) {
		const delivery = pairedDelivery(context, itemIndex, plan);
		if (!isPlannedDelivery(delivery)) continue;
		if (delivery.action !== 'deliver' && delivery.action !== 'acknowledge') continue;
		return { delivery: delivery as IDataObject, error: dropped(plan, itemErrorText(json)) };
	}
	return undefined;
}

/** The names of the Plan nodes that lead to this node. */
function plansBefore(context: IExecuteFunctions): string[] {
	return context
		.getParentNodes(context.getNode().name, { includeNodeParameters: true })
		.filter(({ type, parameters }) => {
			return type.endsWith('.deliveryLedger') && parameters?.operation === 'plan';
		})
		.map(({ name }) => name);
}

function pairedDelivery(context: IExecuteFunctions, itemIndex: number, plan: string): unknown {
	try {
		return context.evaluateExpression(
			`{{ $(${JSON.stringify(plan)}).item.json.${DELIVERY_FIELD} }}`,
			itemIndex,
		);
	} catch {
		// It comes from several items, or a node in between paired nothing.
		return undefined;
	}
}

/** @param error of a node of the operator that gave nothing else, as n8n's own nodes do under Continue */
function dropped(plan: string, error: string): OperatorError {
	if (error !== '') {
		return new OperatorError(`A node after "${plan}" failed: ${error}`, {
			description:
				'Open that node in this execution. Nothing was done here; the next run tries again.',
		});
	}
	return new OperatorError(
		`The item has lost its field "${DELIVERY_FIELD}": a node after "${plan}" dropped it`,
		{
			description:
				'Let that node pass on all fields, e.g. Edit Fields with Include Other Input Fields, or put it before Plan. Nothing was done here.',
		},
	);
}
