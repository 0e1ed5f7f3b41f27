import type { WorkflowFile } from '../../../sandbox/engine/api';
import type { Credentials } from '../../../sandbox/engine/template';

export const TRIGGER = 'Run by Hand';

/** What the nodes of the job are set to in addition to their defaults. */
export interface JobSettings {
	/** Documents with this id or a higher one. */
	fromId: number;
	remoteDirectory: string;
	trafficOptions?: Record<string, unknown>;
	deliveryOptions?: Record<string, unknown>;
}

/** The job as the nodes of this package do it: documents, their traffic as files, XML, delivery. */
export function jobWorkflow(credentials: Credentials, settings: JobSettings): WorkflowFile {
	const { horisenOAuth2Api, erpSftpApi } = credentials;
	const nodes = [
		nodeOf(TRIGGER, 'n8n-nodes-base.manualTrigger', {}),
		nodeOf(
			'Documents',
			'horisenFinance',
			{
				resource: 'document',
				operation: 'getMany',
				returnAll: true,
				documents: 'toDeliver',
				area: 'sales',
				filters: {
					filter: [{ attribute: 'id', operator: 'gte', value: settings.fromId }],
				},
			},
			{ horisenOAuth2Api },
		),
		nodeOf(
			'Traffic',
			'horisenTrafficReport',
			{
				resource: 'trafficReport',
				operation: 'forDocument',
				output: 'file',
				options: settings.trafficOptions ?? {},
			},
			{ horisenOAuth2Api },
		),
		nodeOf('XML', 'financeXmlBuilder', {
			format: 'document',
			trafficFrom: 'binary',
			onDifference: 'fail',
		}),
		nodeOf(
			'Deliver',
			'sftpDelivery',
			{
				resource: 'file',
				operation: 'deliver',
				remoteDirectory: settings.remoteDirectory,
				options: settings.deliveryOptions ?? {},
			},
			{ erpSftpApi },
		),
	];
	const names = nodes.map(({ name }) => name);
	return {
		name: 'Big documents',
		nodes,
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
				]),
		),
	};
}

function nodeOf(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	credentials?: Credentials,
): WorkflowFile['nodes'][number] {
	return {
		id: name,
		name,
		type: type.includes('.') ? type : `n8n-nodes-telecom-finance.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(credentials ? { credentials } : {}),
	};
}
