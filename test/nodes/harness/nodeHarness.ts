import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeCredentialsDetails,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createAdditionalData } from './additionalData';
import type { BinaryDetails, BinaryMode } from './binaryStorage';
import { BinaryStorage } from './binaryStorage';
import { CredentialStore } from './credentials/credentialStore';
import { HarnessCredentialsHelper } from './credentials/credentialsHelper';
import { CredentialTypes } from './credentials/credentialTypes';
import { runCredentialTest } from './credentials/runCredentialTest';
import type {
	ExecutionOptions,
	NodeResult,
	WorkflowDefinition,
	WorkflowResult,
} from './executeWorkflow';
import { executeWorkflow } from './executeWorkflow';
import { createInstanceDirectory } from './instance';
import { HarnessNodeTypes, nodeTypeName } from './nodeTypes';
import { PublishedTrigger } from './publishedTrigger';
import type { SingleNode } from './singleNode';
import { NODE_UNDER_TEST, singleNodeWorkflow } from './singleNode';

export interface HarnessOptions {
	nodes: INodeType[];
	credentialTypes?: ICredentialType[];
	/** `filesystem` by default, as in n8n. */
	binaryMode?: BinaryMode;
}

/**
 * Runs nodes in n8n's own execution engine: real parameters and expressions, real HTTP with n8n's
 * token machinery, real binary data. Credentials and files live as long as the harness does.
 */
export class NodeHarness {
	private readonly directory = createInstanceDirectory();

	private readonly storage: Promise<BinaryStorage>;

	private readonly nodeTypes: HarnessNodeTypes;

	private readonly credentials = new CredentialStore();

	private readonly credentialTypes: CredentialTypes;

	private readonly credentialsHelper: HarnessCredentialsHelper;

	private executions = 0;

	constructor({ nodes, credentialTypes = [], binaryMode = 'filesystem' }: HarnessOptions) {
		const named = nodes.map((node) => ({ type: nodeTypeName(node.description.name), node }));
		this.nodeTypes = new HarnessNodeTypes(named);
		this.credentialTypes = new CredentialTypes(credentialTypes, named);
		this.credentialsHelper = new HarnessCredentialsHelper(this.credentialTypes, this.credentials);
		this.storage = BinaryStorage.open(binaryMode, this.directory.path);
	}

	/** Saves a credential with the fields of its form; the answer goes into a node's `credentials`. */
	saveCredential(type: string, data: ICredentialDataDecryptedObject): INodeCredentialsDetails {
		return this.credentials.add(type, data);
	}

	/** A credential's fields as they are saved now, e.g. with the token that was fetched. */
	async savedCredential(
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return await this.credentials.open(reference, type).getData();
	}

	/** What the editor says when a credential is saved or tested again. */
	async testCredential(
		{ id, name }: INodeCredentialsDetails,
		type: string,
	): Promise<INodeCredentialTestResult> {
		const additionalData = createAdditionalData(
			String(++this.executions),
			'internal',
			this.credentialsHelper,
		);
		const saved = { id: String(id), name };
		return await runCredentialTest(saved, type, this.credentialTypes, additionalData);
	}

	/** An input item with a file in it. */
	async itemWithFile(
		json: IDataObject,
		property: string,
		content: string | Buffer | Readable,
		details: BinaryDetails = {},
	): Promise<INodeExecutionData> {
		const storage = await this.storage;
		return { json, binary: { [property]: await storage.store(content, details) } };
	}

	/** Bytes of all files in the storage, those that are being written, too. */
	storedBytes(): number {
		return readdirSync(this.directory.path, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
	}

	/** The content of an item's file. */
	async readBinary(item: INodeExecutionData, property: string): Promise<Buffer> {
		return await (await this.storage).read(item, property);
	}

	/** The content of an item's file as a stream, for files too large to hold. */
	async streamBinary(item: INodeExecutionData, property: string): Promise<Readable> {
		return await (await this.storage).stream(item, property);
	}

	/** Runs one node on the given items. A node that fails does not throw here: see `result.error`. */
	async runNode(node: SingleNode, options: ExecutionOptions = {}): Promise<NodeResult> {
		const result = await this.runWorkflow(singleNodeWorkflow(node), options);
		const { outputs, hints, error } = result.runsOf(NODE_UNDER_TEST).at(0) ?? {
			outputs: [],
			hints: [],
		};
		return { status: result.status, outputs, hints, error: error ?? result.error };
	}

	/** Runs a whole workflow. */
	async runWorkflow(
		definition: WorkflowDefinition,
		options: ExecutionOptions = {},
	): Promise<WorkflowResult> {
		(await this.storage).use();
		const additionalData = createAdditionalData(
			String(++this.executions),
			options.mode ?? 'manual',
			this.credentialsHelper,
		);
		return await executeWorkflow(definition, this.nodeTypes, additionalData, options);
	}

	/**
	 * Publishes a workflow that starts with a polling trigger.
	 *
	 * @param staticData what n8n saved before a restart; none for the first time
	 */
	async publishTrigger(
		node: Omit<SingleNode, 'input'>,
		staticData: IDataObject = {},
	): Promise<PublishedTrigger> {
		(await this.storage).use();
		return new PublishedTrigger(
			singleNodeWorkflow(node).nodes[1],
			this.nodeTypes,
			() => createAdditionalData(String(++this.executions), 'trigger', this.credentialsHelper),
			staticData,
		);
	}

	/** Removes every file. */
	async close(): Promise<void> {
		await this.storage;
		this.directory.remove();
	}
}

/** A harness for the tests of one file; its files are removed after the last of them. */
export function createHarness(options: HarnessOptions): NodeHarness {
	const harness = new NodeHarness(options);
	afterAll(async () => await harness.close());
	return harness;
}
