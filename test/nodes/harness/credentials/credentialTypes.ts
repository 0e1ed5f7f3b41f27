import type {
	ICredentialTestFunction,
	ICredentialType,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { OAuth2Api } from './oAuth2Api';

/** The credential types a test knows, with their parents: what n8n's `CredentialTypes` answers. */
export class CredentialTypes {
	private readonly types: Map<string, ICredentialType>;

	constructor(
		types: ICredentialType[],
		private readonly nodes: Array<{ type: string; node: INodeType }>,
	) {
		this.types = new Map([new OAuth2Api(), ...types].map((type) => [type.name, type]));
	}

	/** @throws if the test did not give the type to the harness */
	get(name: string): ICredentialType {
		const type = this.types.get(name);
		if (type) return type;
		throw new Error(`The test gave the harness no credential type "${name}"`);
	}

	/** The types that a type extends, nearest first. Empty for an unknown type, as in n8n. */
	parentsOf(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.parentsOf(parent))];
	}

	/** The full node type names whose description lists the credential. */
	nodesThatUse(name: string): string[] {
		return this.nodes
			.filter(({ node }) => node.description.credentials?.some((used) => used.name === name))
			.map(({ type }) => type);
	}

	/** The function by which a node tests credentials of a type, or undefined. */
	testFunctionOf(name: string): ICredentialTestFunction | undefined {
		for (const { node } of this.nodes) {
			const used = node.description.credentials?.find((credential) => credential.name === name);
			if (typeof used?.testedBy === 'string') return node.methods?.credentialTest?.[used.testedBy];
		}
		return undefined;
	}

	/** A type's form fields with those of its parents; its own take the place of inherited ones. */
	propertiesOf(name: string): INodeProperties[] {
		const { extends: parents, properties } = this.get(name);
		if (!parents) return name === 'oAuth2Api' ? [...properties, TOKEN_DATA] : properties;
		const merged: INodeProperties[] = [];
		for (const parent of parents)
			NodeHelpers.mergeNodeProperties(merged, this.propertiesOf(parent));
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}
}

/** n8n keeps the fetched token in a field of this name, which no form shows. */
const TOKEN_DATA: INodeProperties = {
	displayName: 'oauthTokenData',
	name: 'oauthTokenData',
	type: 'json',
	required: false,
	default: {},
};
