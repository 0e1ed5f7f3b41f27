import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile, WorkflowNode } from './api';
import { PROJECT } from './location';

/** Credential type → the credential that an operator would pick in each node that takes this type. */
export type Credentials = Record<string, { id: string; name: string }>;

const FTP = 'n8n-nodes-base.ftp';
const POSTGRES = 'n8n-nodes-base.postgres';
const HEADER_AUTH = 'httpHeaderAuth';
const OWN = 'n8n-nodes-telecom-finance.';

const CREDENTIAL_OF_NODE: Record<string, string> = {
	[FTP]: 'sftp',
	[POSTGRES]: 'postgres',
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

/** What an operator does after the import: picks credentials and fills in `Settings`. */
export function fillIn(
	template: WorkflowFile,
	credentials: Credentials,
	settings: Record<string, string | number>,
): WorkflowFile {
	return {
		...template,
		nodes: template.nodes.map((node) => {
			const type = credentialTypeOf(node);
			if (type) return { ...node, credentials: { [type]: credentials[type] } };
			return node.name === 'Settings' ? withSettings(node, settings) : node;
		}),
	};
}

function credentialTypeOf({ type, parameters }: WorkflowNode): string | undefined {
	const { authentication, genericAuthType } = parameters;
	// A webhook takes a secret header; an HTTP request says what it takes.
	if (authentication === 'headerAuth') return HEADER_AUTH;
	return typeof genericAuthType === 'string' ? genericAuthType : CREDENTIAL_OF_NODE[type];
}

interface Assignments {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

function withSettings(node: WorkflowNode, settings: Record<string, string | number>): WorkflowNode {
	const { assignments } = (node.parameters as unknown as Assignments).assignments;
	for (const name of Object.keys(settings)) {
		if (!assignments.some((field) => field.name === name)) {
			throw new Error(`The workflow's Settings have no field "${name}"`);
		}
	}
	return {
		...node,
		parameters: {
			...node.parameters,
			assignments: {
				assignments: assignments.map((field) => ({
					...field,
					value: settings[field.name] ?? field.value,
				})),
			},
		},
	};
}
