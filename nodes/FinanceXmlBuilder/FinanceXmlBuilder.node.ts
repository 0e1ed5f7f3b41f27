import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runForEachItem } from '../n8n/runOperations';
import { buildXml } from './buildXml';
import { parameters } from './parameters';
import { SchemaChecker } from './schema/schemaChecker';
import { suggestTemplate } from './suggest/suggestTemplate';

export class FinanceXmlBuilder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Finance XML Builder',
		name: 'financeXmlBuilder',
		icon: { light: 'file:financeXmlBuilder.svg', dark: 'file:financeXmlBuilder.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter.operation === "suggestTemplate" ? "Suggest template" : $parameter.format === "ubl" ? "Build e-invoice" : "Build XML: " + $parameter.format.toTitleCase() }}',
		description:
			'Build an XML file or an e-invoice (UBL) for an ERP from a billing document and its traffic rows',
		defaults: { name: 'Finance XML Builder' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: parameters,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('operation', 0, 'build') === 'suggestTemplate') {
			return await runForEachItem(this, suggestTemplate);
		}
		const schemas = new SchemaChecker();
		try {
			return await runForEachItem(this, buildXml(schemas));
		} finally {
			await schemas.close();
		}
	}
}
