import { Container } from '@n8n/di';
import { PollContext, TriggersAndPollers } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

/** What one poll gave; without items n8n starts no execution. */
export interface PollResult {
	items: INodeExecutionData[] | undefined;
	error?: Error & { description?: string | null };
}

/**
 * A polling trigger in a published workflow, with n8n's own poll context. As in n8n the workflow stays in
 * memory from poll to poll, and its static data is saved after the first poll and with every items.
 */
export class PublishedTrigger {
	/** What n8n's database holds: all that is left after a restart. */
	saved: IDataObject;

	private readonly workflow: Workflow;

	private isActivated = false;

	constructor(
		private readonly node: INode,
		nodeTypes: INodeTypes,
		private readonly additionalData: () => IWorkflowExecuteAdditionalData,
		staticData: IDataObject,
	) {
		this.saved = structuredClone(staticData);
		this.workflow = new Workflow({
			id: 'harness',
			name: 'Harness',
			active: true,
			nodes: [node],
			connections: {},
			nodeTypes,
			staticData: structuredClone(staticData),
		});
	}

	/** Polls once. A poll that fails does not throw here: see `result.error`. */
	async poll(): Promise<PollResult> {
		const { workflow, node } = this;
		const activation = this.isActivated ? 'update' : 'activate';
		const context = new PollContext(workflow, node, this.additionalData(), 'trigger', activation);
		try {
			const triggers = Container.get(TriggersAndPollers);
			const response = await triggers.runPollFunction(workflow, node, context);
			if (response !== null || !this.isActivated) this.save();
			this.isActivated = true;
			return { items: response?.[0] };
		} catch (error) {
			return { items: undefined, error: error as Error };
		}
	}

	private save(): void {
		this.saved = JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}
}
