import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Takes } from '../common/evidence';

/** One thing a node can do. Its file holds the form fields and the code, so that a change opens one file. */
export interface Operation {
	/** The stored value, e.g. `getMany`. Public once released. */
	value: string;
	/** The name in the operation list, e.g. `Get Many`. */
	name: string;
	/** The sentence in the node panel, e.g. `Get many documents`. */
	action: string;
	description: string;
	/** Form fields. They show for this operation only, in addition to their own conditions. */
	fields: INodeProperties[];
	/** Changes something at the vendor: refused when an AI agent calls the node as a tool. */
	writes?: boolean;
	/**
	 * `once` runs for the first item only, e.g. for a plan of all items, and checks all items itself; by default it runs
	 * for each item.
	 */
	runs?: 'perItem' | 'once';
	/** Which items it acts on; the others pass through unchanged and paired. By default, those to be delivered. */
	takes?: Takes;
	/** How many items run at once, by the parameters of the first item acted on; by default one. */
	atOnce?(this: IExecuteFunctions, itemIndex: number): number;
	/**
	 * Whether the first of them runs alone, so that things they share, e.g. a token, are fetched once; by default it
	 * does.
	 */
	firstAlone?: boolean;
	/**
	 * Names of its outputs, if it has more than one: `execute` then gives a list for each. `describeOutputs` makes the
	 * node's `outputs`.
	 */
	outputs?: readonly string[];
	/** The output for items that fail or pass through; by default the first. */
	othersTo?: number;
	/**
	 * Runs for one input item. It throws errors unchanged; `runOperations` converts and pairs them.
	 *
	 * @returns items, or a list of items for each of `outputs`
	 */
	execute(
		this: IExecuteFunctions,
		itemIndex: number,
	): Promise<INodeExecutionData[] | INodeExecutionData[][]>;
	/** Fields beside `failure` on an item for which `execute` threw. */
	failedFields?(error: unknown): IDataObject;
}

/** A resource, e.g. `document`, with its operations in the order of the form. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

/** The `resource` and `operation` selectors and every operation's fields, for a node's `properties`. */
export function describeResources(resources: Resource[]): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: resources[0].value,
		},
		...resources.map(operationSelector),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				operation.fields.map((field) => shownFor(field, resource, operation)),
			),
		),
	];
}

/**
 * A node's `outputs`: one, or those that the chosen operation names, as an expression that n8n evaluates for the
 * canvas.
 */
export function describeOutputs(resources: Resource[]): INodeTypeDescription['outputs'] {
	const named = resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter(({ outputs }) => outputs !== undefined)
			.map(({ value, outputs }) => [`${resource}.${value}`, outputs] as const),
	);
	if (named.length === 0) return [NodeConnectionTypes.Main];
	const byOperation = JSON.stringify(Object.fromEntries(named));
	return `={{ ((outputs) => (outputs[$parameter.resource + "." + $parameter.operation] ?? [""]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })))(${byOperation}) }}`;
}

function operationSelector(resource: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: resource.operations[0].value,
	};
}

function shownFor(
	field: INodeProperties,
	resource: Resource,
	operation: Operation,
): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				...field.displayOptions?.show,
				resource: [resource.value],
				operation: [operation.value],
			},
		},
	};
}
