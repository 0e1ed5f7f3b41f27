import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One thing a node can do. Its file holds the form fields and the code, so that a change opens one file. */
export interface Operation {
	/** The stored value, e.g. `getMany`. Public once released. */
	value: string;
	/** The name in the operation list, e.g. `Get Many`. */
	name: string;
	/** The sentence in the node panel, e.g. `Get many documents`. */
	action: string;
	description: string;
	/** Form fields. They are shown for this operation only; conditions of their own are kept. */
	fields: INodeProperties[];
	/** Changes something at the vendor: refused when an AI agent calls the node as a tool. */
	writes?: boolean;
	/** `once` runs for the first item only, e.g. a bulk call over all items; by default each item runs. */
	runs?: 'perItem' | 'once';
	/** How many items run at once, each on its own; by default one. */
	atOnce?(this: IExecuteFunctions): number;
	/** Runs for one input item. Errors are thrown as they are; `runOperations` turns and pairs them. */
	execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]>;
}

/** What the operations are about, e.g. `document`, with its operations in the order of the form. */
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
