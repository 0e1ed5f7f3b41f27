import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runPoll } from '../../n8n/runPoll';
import { triggerFields } from './triggerFields';
import { pollDocuments } from './poll';

export class HorisenFinanceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HORISEN Finance Trigger',
		name: 'horisenFinanceTrigger',
		icon: { light: 'file:../horisen.svg', dark: 'file:../horisen.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ created: "New", changed: "Changed", createdOrChanged: "New or changed" })[$parameter.triggerOn] + " document" }}',
		description: 'Starts the workflow when HORISEN Finance has new or changed invoices',
		defaults: { name: 'HORISEN Finance Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'horisenOAuth2Api', required: true }],
		properties: triggerFields,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, async (context) => await pollDocuments(context));
	}
}
