import type { WorkflowFile } from '../../../sandbox/engine/api';

const OWN = 'n8n-nodes-telecom-finance.';

/** Short time limits from an operator's options, to notice the same faults sooner. */
export type Patience = 'short' | 'long';

const VENDOR = {
	short: { requestTimeout: 2, retryDelay: 10 },
	long: { requestTimeout: 60, retryDelay: 10 },
};

const SFTP = {
	short: { connectSeconds: 4, stepSeconds: 4, keepaliveSeconds: 1 },
	long: { connectSeconds: 60, stepSeconds: 60, keepaliveSeconds: 20 },
};

/**
 * Sets how long the workflow's nodes wait.
 *
 * @param pageSize rows a page of the vendor's listings; default as the workflow has it
 */
export function withPatience(
	workflow: WorkflowFile,
	{ patience = 'short', pageSize }: { patience?: Patience; pageSize?: number },
): WorkflowFile {
	const vendor = { ...VENDOR[patience], ...(pageSize === undefined ? {} : { pageSize }) };
	const optionsOf: Record<string, Record<string, number>> = {
		[`${OWN}horisenFinance`]: vendor,
		[`${OWN}horisenTrafficReport`]: vendor,
		[`${OWN}sftpDelivery`]: SFTP[patience],
	};
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const options = optionsOf[node.type];
			if (!options) return node;
			const given = node.parameters.options as Record<string, unknown> | undefined;
			return { ...node, parameters: { ...node.parameters, options: { ...given, ...options } } };
		}),
	};
}
