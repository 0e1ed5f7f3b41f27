import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Every list of choices begins with the setting of the template or the format. */
function asItStandsOr(...others: INodePropertyOptions[]): INodePropertyOptions[] {
	const description = 'As in the template or the format';
	return [{ name: 'Unchanged', value: 'asIs', description }, ...others];
}

/** The section "How It Is Written" of the form. */
export const writingField: INodeProperties = {
	displayName: 'How It Is Written',
	name: 'writing',
	type: 'collection',
	placeholder: 'Add choice',
	default: {},
	displayOptions: { show: { format: ['custom', 'document'] } },
	description:
		'Encoding, declaration, white space and line endings, for an ERP with special requirements',
	options: [
		{
			displayName: 'Byte Order Mark',
			name: 'byteOrderMark',
			type: 'boolean',
			default: false,
			description: 'Whether a file in UTF-8 begins with one. UTF-16 always does.',
		},
		{
			displayName: 'Declaration',
			name: 'declaration',
			type: 'options',
			options: asItStandsOr(
				{ name: 'Leave Out', value: 'omit', description: 'Only for UTF-8 and UTF-16' },
				{ name: 'Write', value: 'write', description: 'With version and encoding' },
			),
			default: 'asIs',
		},
		{
			displayName: 'Empty Elements',
			name: 'emptyElements',
			type: 'options',
			options: asItStandsOr(
				{ name: 'One Tag', value: 'collapsed', description: '&lt;a/&gt;' },
				{ name: 'Two Tags', value: 'expanded', description: '&lt;a&gt;&lt;/a&gt;' },
			),
			default: 'asIs',
		},
		{
			displayName: 'Encoding',
			name: 'encoding',
			type: 'options',
			options: [
				{
					name: 'As Declared',
					value: 'asIs',
					description: "The encoding in the template's declaration, otherwise UTF-8",
				},
				{ name: 'ISO-8859-1', value: 'ISO-8859-1', description: 'Latin-1, without the euro sign' },
				{ name: 'ISO-8859-15', value: 'ISO-8859-15', description: 'Latin-9, with the euro sign' },
				{ name: 'UTF-16', value: 'UTF-16', description: 'Little endian' },
				{ name: 'UTF-8', value: 'UTF-8' },
				{ name: 'Windows-1252', value: 'windows-1252' },
			],
			default: 'asIs',
			description:
				'A character that it lacks becomes a reference (&#x20AC;), which every reader understands',
		},
		{
			displayName: 'Indentation',
			name: 'indentation',
			type: 'options',
			options: [
				{ name: 'Four Spaces', value: 'four' },
				{ name: 'Tab', value: 'tab' },
				{ name: 'Two Spaces', value: 'two' },
			],
			default: 'two',
			description: 'For the layout "Indented"',
		},
		{
			displayName: 'Layout',
			name: 'layout',
			type: 'options',
			options: asItStandsOr(
				{ name: 'Compact', value: 'compact', description: 'No white space between elements' },
				{ name: 'Indented', value: 'indented', description: 'One element per line' },
			),
			default: 'asIs',
			description: 'Elements with text are not changed, nor is the content of xml:space="preserve"',
		},
		{
			displayName: 'Line Ends',
			name: 'lineEnds',
			type: 'options',
			options: asItStandsOr({ name: 'CR LF', value: 'crlf' }, { name: 'LF', value: 'lf' }),
			default: 'asIs',
		},
		{
			displayName: 'Standalone',
			name: 'standalone',
			type: 'options',
			options: asItStandsOr(
				{ name: 'Leave Out', value: 'none' },
				{ name: 'No', value: 'no' },
				{ name: 'Yes', value: 'yes' },
			),
			default: 'asIs',
			description: 'In the declaration',
		},
	],
};
