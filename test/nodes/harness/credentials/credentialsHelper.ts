import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, NodeHelpers } from 'n8n-workflow';
import { authenticateGeneric } from './authenticateGeneric';
import { resolveWithoutRun } from './resolveWithoutRun';
import type { CredentialStore, StoredCredentials } from './credentialStore';
import type { CredentialTypes } from './credentialTypes';

/**
 * OAuth fields that a saved credential may not override where its type hides them (n8n 2.41), so that a
 * manipulated credential cannot send the client secret elsewhere.
 */
const PINNED_WHEN_HIDDEN = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];

/**
 * What n8n's server gives the execution engine for credentials, over an in-memory store: fields of
 * parent types merged, defaults applied, expressions such as `={{$self["host"]}}` resolved, requests
 * authenticated, and a fetched OAuth token saved so that later requests and runs find it. Left out is
 * what needs a licence or n8n's database: overwrites, external secrets, dynamic credentials.
 */
export class HarnessCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: CredentialTypes,
		private readonly store: CredentialStore,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.types.parentsOf(name);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.types.get(credentialType).restrictToSupportedNodes) return true;
		return this.types.nodesThatUse(credentialType).includes(nodeType);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.types.propertiesOf(type);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.get(typeName);
		if (!authenticate) return requestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		return authenticateGeneric(authenticate, credentials, requestOptions, workflow, node);
	}

	/** Runs the type's own log-in when its expirable hidden field is empty or expired, and saves the result. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.types
			.get(typeName)
			.properties.find(({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable);
		if (!expirable || (credentials[expirable.name] !== '' && !credentialsExpired)) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, typeName);
		const reference = node.credentials?.[typeName];
		if (output?.[expirable.name] === undefined || !reference) return undefined;
		const stored = await (await this.getCredentials(reference, typeName)).getData();
		const fetched = Object.entries(output).filter(
			([key]) => key === expirable.name || !isExpression(stored[key]),
		);
		await this.updateCredentials(reference, typeName, {
			...stored,
			...Object.fromEntries(fetched),
		} as ICredentialDataDecryptedObject);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.types.get(typeName);
		return (await preAuthentication?.call(helpers, credentials)) as
			ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<StoredCredentials> {
		return this.store.open(reference, type);
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = await (await this.getCredentials(reference, type)).getData();
		if (raw) return stored;
		const filled = this.withDefaults(type, stored);
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (!run) return await resolveWithoutRun(filled, mode, keys);
		return run.workflow.expression.getParameterValue(
			filled as INodeParameters,
			run.runExecutionData,
			run.runIndex,
			run.itemIndex,
			run.node.name,
			run.connectionInputData,
			mode,
			keys,
			executeData,
			false,
			filled,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credentials = await this.getCredentials(reference, type);
		await credentials.setData(data);
		this.store.save(credentials);
	}

	async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credentials = await this.getCredentials(reference, type);
		await credentials.updateData({ oauthTokenData });
		this.store.save(credentials);
	}

	private withDefaults(
		type: string,
		stored: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const pinned = properties
			.filter(
				(property) => property.type === 'hidden' && PINNED_WHEN_HIDDEN.includes(property.name),
			)
			.map(({ name }) => name);
		const given = Object.fromEntries(
			Object.entries(stored).filter(([name]) => !pinned.includes(name)),
		);
		const filled = NodeHelpers.getNodeParameters(
			properties,
			given as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		const { oauthTokenData } = stored;
		return oauthTokenData === undefined ? filled : { ...filled, oauthTokenData };
	}
}
