import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';
import { isExpression } from 'n8n-workflow';

/** Writes a credential type's declared `authenticate` (headers, query, body, auth) into a request. */
export function authenticateGeneric(
	authenticate: IAuthenticateGeneric,
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): IHttpRequestOptions {
	const resolve = (value: string): string => {
		if (!isExpression(value)) return value;
		const keys = { $credentials: credentials };
		const { expression } = workflow;
		// n8n writes every empty, false or zero result as an empty text.
		return String(
			expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '') || '',
		);
	};
	const authenticated: IHttpRequestOptions = { headers: {}, ...requestOptions };
	for (const [part, entries] of Object.entries(authenticate.properties)) {
		const written = Object.entries(entries as Record<string, string>).map(([key, value]) => [
			resolve(key),
			resolve(value),
		]);
		const before = authenticated[part as 'headers'] as IDataObject | undefined;
		Object.assign(authenticated, { [part]: { ...before, ...Object.fromEntries(written) } });
	}
	return authenticated;
}
