import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile, WorkflowNode } from './api';
import { PROJECT } from './location';

/** Credential type → the credential that an operator would select in each node with this type. */
export type Credentials = Record<string, { id: string; name: string }>;

/** An operator's input: by node, the fields of its form; of `options`, only the changed ones. */
export type Forms = Record<string, Record<string, unknown>>;

const OWN = 'n8n-nodes-telecom-finance.';

const CREDENTIAL_OF_NODE: Record<string, string> = {
	'n8n-nodes-base.ftp': 'sftp',
	[`${OWN}horisenFinance`]: 'horisenOAuth2Api',
	[`${OWN}horisenFinanceTrigger`]: 'horisenOAuth2Api',
	[`${OWN}horisenTrafficReport`]: 'horisenOAuth2Api',
	[`${OWN}horisenRates`]: 'horisenOAuth2Api',
	[`${OWN}rainbowInvoicing`]: 'rainbowApi',
	[`${OWN}voipcloudBilling`]: 'voipcloudApi',
	[`${OWN}sftpDelivery`]: 'erpSftpApi',
};

/** A workflow as it ships in `workflows/`. */
export function readTemplate(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(PROJECT, 'workflows', file), 'utf8')) as WorkflowFile;
}

/**
 * Does an operator's work after the import: selects credentials and fills in forms.
 *
 * @throws Error if the workflow lacks a named node or setting
 */
export function fillIn(
	template: WorkflowFile,
	credentials: Credentials,
	forms: Forms,
): WorkflowFile {
	const names = new Set(template.nodes.map(({ name }) => name));
	const unknown = Object.keys(forms).filter((name) => !names.has(name));
	if (unknown.length > 0) throw new Error(`${template.name} has no node ${unknown.join(', ')}`);
	return {
		...template,
		nodes: template.nodes.map((node) => {
			const filled = forms[node.name] ? withForm(node, forms[node.name]) : node;
			const types = credentialTypesOf(filled).filter((type) => credentials[type]);
			if (types.length === 0) return filled;
			return {
				...filled,
				credentials: Object.fromEntries(types.map((type) => [type, credentials[type]])),
			};
		}),
	};
}

/** The credentials that a node's filled-in form requires. */
export function credentialTypesOf({ type, parameters }: WorkflowNode): string[] {
	const { authentication, genericAuthType, ledgerStore } = parameters;
	// A webhook uses a secret header; an HTTP request says what it uses.
	if (authentication === 'headerAuth') return ['httpHeaderAuth'];
	if (typeof genericAuthType === 'string') return [genericAuthType];
	// A margin is calculated without a call.
	const own = parameters.resource === 'marginReport' ? undefined : CREDENTIAL_OF_NODE[type];
	return [...(own ? [own] : []), ...(ledgerStore === 'credential' ? ['deliveryLedgerApi'] : [])];
}

interface Assignments {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

function withForm(node: WorkflowNode, form: Record<string, unknown>): WorkflowNode {
	if (node.type === 'n8n-nodes-base.set') return withSettings(node, form);
	const options = { ...asRecord(node.parameters.options), ...asRecord(form.options) };
	const parameters = { ...node.parameters, ...form };
	return {
		...node,
		parameters: Object.keys(options).length > 0 ? { ...parameters, options } : parameters,
	};
}

function withSettings(node: WorkflowNode, form: Record<string, unknown>): WorkflowNode {
	const { assignments } = (node.parameters as unknown as Assignments).assignments;
	for (const name of Object.keys(form)) {
		if (!assignments.some((field) => field.name === name)) {
			throw new Error(`${node.name} has no field "${name}"`);
		}
	}
	return {
		...node,
		parameters: {
			...node.parameters,
			assignments: {
				assignments: assignments.map((field) => ({
					...field,
					value: form[field.name] ?? field.value,
				})),
			},
		},
	};
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
