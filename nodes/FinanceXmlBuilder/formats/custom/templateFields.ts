import type { INodeProperties } from 'n8n-workflow';
import { EXAMPLE_TEMPLATE } from './exampleTemplate';

/** The form of the format "Custom". */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		noDataExpression: true,
		typeOptions: { editor: 'htmlEditor', rows: 20 },
		displayOptions: { show: { format: ['custom'] } },
		default: EXAMPLE_TEMPLATE,
		required: true,
		description:
			'The sample file of your ERP\'s vendor, with placeholders for its values: ${document.path | formatter:…} in texts and attributes. In the namespace urn:telecom-finance:template, each="rows" or each="document.items as line" repeats an element, if="…" and unless="…" write it under a condition, optional="yes" leaves it out if it is empty.',
	},
	{
		displayName: 'Keep as Written',
		name: 'keepAsWritten',
		type: 'boolean',
		noDataExpression: true,
		displayOptions: { show: { format: ['custom'] } },
		default: false,
		description:
			'Whether to keep quotes, character references and white space in tags exactly as in the template. Otherwise, the file has the same meaning in the usual spelling.',
	},
];
