import type { IDataObject, INodeType, INodeTypes } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The node in place of "whatever came before": its output is what the test gives as input. */
export const INPUT_TYPE = 'harness.input';

/** The type under which n8n knows a node of this package. */
export function nodeTypeName(name: string): string {
	return `n8n-nodes-telecom-finance.${name}`;
}

const inputNode: INodeType = {
	description: {
		displayName: 'Input',
		name: INPUT_TYPE,
		group: ['trigger'],
		version: 1,
		description: 'Its output is pinned by the test',
		defaults: { name: 'Input' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

/** Node types by full name (`package.node`), from instances of their classes. */
export class HarnessNodeTypes implements INodeTypes {
	private readonly types: Map<string, INodeType>;

	constructor(nodes: Array<{ type: string; node: INodeType }>) {
		this.types = new Map(nodes.map(({ type, node }) => [type, node]));
		this.types.set(INPUT_TYPE, inputNode);
	}

	getByName(type: string): INodeType {
		return this.getByNameAndVersion(type);
	}

	getByNameAndVersion(type: string): INodeType {
		const found = this.types.get(type);
		if (found) return found;
		throw new UserError(`The test gave the harness no node type "${type}"`);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
