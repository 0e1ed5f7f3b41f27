import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import { oneOf } from '../../common/oneOf';
import type { DocumentReading } from '../rules/plannedDocument';
import { type FieldNames, PRESETS, type Preset } from './presets';

const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

type FieldForm = Pick<INodeProperties, 'displayName' | 'description'> & Partial<INodeProperties>;

/** In the order of the form. */
const FORMS: Record<keyof FieldNames, FieldForm> = {
	keyField: {
		displayName: 'Key Field',
		required: true,
		description:
			'Field that identifies a document in the ledger; write nested fields with a dot. With bizPartnerExternalRefId of HORISEN, there is only one delivery per partner.',
	},
	source: {
		displayName: 'Source',
		required: true,
		placeholder: 'e.g. horisen',
		description: 'Source of the documents: the ledger keeps the keys of different sources apart',
	},
	identityField: {
		displayName: 'Identity Field',
		description: 'Field that distinguishes documents with the same key; empty if the key is enough',
	},
	revisionBy: {
		displayName: 'Revision',
		type: 'options',
		options: [
			{
				name: 'By Content',
				value: 'content',
				description: 'All fields except the ignored ones: any change makes a new revision',
			},
			{ name: 'By One Field', value: 'field', description: 'E.g. a version or a checksum.' },
			{ name: 'None', value: 'none', description: 'Documents never change' },
		],
		description: 'What makes a new revision of a document, and so a new delivery',
	},
	revisionField: {
		displayName: 'Revision Field',
		displayOptions: { show: { revisionBy: ['field'] } },
		description: 'Field whose value is the revision',
	},
	ignoredFields: {
		displayName: 'Ignored Fields',
		displayOptions: { show: { revisionBy: ['content'] } },
		description:
			'Fields that change by themselves, separated by commas: they make no new revision. For HORISEN, file names use the same list.',
	},
	numberField: {
		displayName: 'Number Field',
		description:
			'Field with the number that people use for the document, in summaries and in Resolve',
	},
	dateField: {
		displayName: 'Date Field',
		description: 'Field with the date to compare with the go-live date',
	},
	partnerField: { displayName: 'Partner Field', description: 'Field with the name of the partner' },
	amountField: { displayName: 'Amount Field', description: 'Field with the amount to sum up' },
	currencyField: {
		displayName: 'Currency Field',
		description: 'Field with the currency of the amount',
	},
	cancelledField: {
		displayName: 'Cancelled Field',
		description: 'Field that says whether a document is cancelled',
	},
	cancelledValue: {
		displayName: 'Cancelled Value',
		description:
			'Value of that field in cancelled documents; empty if documents are never cancelled',
	},
	exportedField: {
		displayName: 'Exported Field',
		description:
			'Field in which the source says that a document was delivered before; with such a document, a missing ledger is not taken for a first run',
	},
	exportedValue: {
		displayName: 'Exported Value',
		description: 'Value of that field in delivered documents; empty if the source does not know',
	},
};

/** The kind of documents and the names of their fields. A preset fills in the names. */
export const documentFields: INodeProperties[] = [
	{
		displayName: 'Documents',
		name: 'documents',
		type: 'options',
		noDataExpression: true,
		options: PRESET_NAMES.map((value) => ({
			name: PRESETS[value].name,
			value,
			description: PRESETS[value].description,
		})),
		default: 'horisen',
		description: 'Kind of the items; fills in the names of their fields',
	},
	{
		displayName: 'Show Field Names',
		name: 'showFieldNames',
		type: 'boolean',
		displayOptions: { hide: { documents: ['custom'] } },
		default: false,
		description: 'Whether to show the names of the fields, so that you can change them',
	},
	...PRESET_NAMES.flatMap((preset) =>
		(Object.keys(FORMS) as Array<keyof FieldNames>).map((name) => fieldOf(preset, name)),
	),
];

function fieldOf(preset: Preset, name: keyof FieldNames): INodeProperties {
	const { displayOptions, ...form } = FORMS[name];
	return {
		type: 'string',
		...form,
		name,
		default: PRESETS[preset].fields[name],
		displayOptions: {
			show: {
				...displayOptions?.show,
				documents: [preset],
				...(preset === 'custom' ? {} : { showFieldNames: [true] }),
			},
		},
	};
}

/**
 * How to read documents, according to the form.
 *
 * @throws OperatorError if key or source are empty
 */
export function readingOf(context: IExecuteFunctions, itemIndex: number): DocumentReading {
	const preset = oneOf(context.getNodeParameter('documents', itemIndex), PRESET_NAMES, 'Documents');
	// A hidden field has the preset's value.
	const valueOf = (name: keyof FieldNames): unknown =>
		context.getNodeParameter(name, itemIndex, PRESETS[preset].fields[name]);
	const text = (name: keyof FieldNames) => plainText(valueOf(name), FORMS[name].displayName);
	const required = (name: keyof FieldNames, example: string) => {
		const value = text(name);
		if (value !== '') return value;
		throw new OperatorError(`${FORMS[name].displayName} is empty`, {
			description: `Fill it in, e.g. ${example}. Nothing was planned.`,
		});
	};
	const revisionBy = oneOf(valueOf('revisionBy'), ['content', 'field', 'none'], 'Revision');
	return {
		source: required('source', 'horisen'),
		keyField: required('keyField', 'documentUuid'),
		identityField: text('identityField'),
		revisionBy,
		revisionField: revisionBy === 'field' ? required('revisionField', 'version') : '',
		ignoredFields: namesOf(valueOf('ignoredFields')),
		numberField: text('numberField'),
		dateField: text('dateField'),
		partnerField: text('partnerField'),
		amountField: text('amountField'),
		currencyField: text('currencyField'),
		cancelledField: text('cancelledField'),
		cancelledValue: text('cancelledValue'),
		exportedField: text('exportedField'),
		exportedValue: text('exportedValue'),
	};
}

/** Names separated by commas, or a list from an expression. */
function namesOf(value: unknown): string[] {
	const names = Array.isArray(value)
		? value.map((name) => plainText(name, 'Ignored Fields'))
		: plainText(value, 'Ignored Fields').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}
