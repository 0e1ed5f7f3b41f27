import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { amountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { ledgerFields } from '../../n8n/ledgerAccess';
import { optionsField } from '../../n8n/optionsField';
import { timeOptions } from '../session/timeOptions';

export const [ledgerField, ledgerStoreField] = ledgerFields;

export const remoteDirectoryField: INodeProperties = {
	displayName: 'Remote Directory',
	name: 'remoteDirectory',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /erp/inbox',
	description: 'Folder on the server; a dot is the folder where the login starts',
};

/** The fields for a file's place. */
export const targetFields: INodeProperties[] = [
	remoteDirectoryField,
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '={{ $json.fileName }}',
		required: true,
		description:
			'Name of the file on the server, without folders. For several files, give a name for each, separated by commas or as a list from an expression, in the order of Input Binary Field. A file without a name keeps its own.',
	},
	{
		displayName: 'If File Exists',
		name: 'ifExists',
		type: 'options',
		options: [
			{
				name: 'Recognise',
				value: 'recognise',
				description:
					'Read it back: the same content counts as already delivered, other content is a conflict',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'Any file with that name is a conflict',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'Replace it with the new file in one step',
			},
		],
		default: 'recognise',
		description:
			'What to do if a file with that name is already on the server. A conflict is an outcome of the item, not an error.',
	},
];

export const binaryPropertyField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'xml',
	required: true,
	hint: 'The name of the input binary field with the file to send',
	description:
		'For a document with attachments, give all fields, separated by commas or as a list from an expression, the document first. They are one delivery, and the document gets its name last. An attachment with a question mark, e.g. traffic?, is sent if the item has it.',
};

const compressOption: INodeProperties = {
	displayName: 'Compress',
	name: 'compress',
	type: 'boolean',
	default: false,
	description:
		'Whether to send the file compressed with gzip, with .gz added to its name. Size and checksum are then those of the compressed file; Expected SHA-256 is that of the original.',
};

const createDirectoriesOption: INodeProperties = {
	displayName: 'Create Directories',
	name: 'createDirectories',
	type: 'boolean',
	default: true,
	description: 'Whether to create Remote Directory if it is missing',
};

const checksumFileOption: INodeProperties = {
	displayName: 'Checksum File',
	name: 'checksumFile',
	type: 'boolean',
	default: false,
	description:
		'Whether to add a file with the SHA-256 once the file has its name: the same name with .sha256, in the format of sha256sum',
};

const expectedSha256Option: INodeProperties = {
	displayName: 'Expected SHA-256',
	name: 'expectedSha256',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.sha256 }}',
	description:
		'Checksum that the content must have, e.g. from Finance XML Builder; other content is not delivered',
};

const parallelDocumentsOption: INodeProperties = {
	displayName: 'Parallel Documents',
	name: 'parallelDocuments',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 16 },
	default: 4,
	description:
		'How many documents to send at the same time, over one connection; the files of each keep their order',
};

const ifServerChangedOption: INodeProperties = {
	displayName: 'If Server Changed',
	name: 'ifServerChanged',
	type: 'options',
	options: [
		{
			name: 'Refuse',
			value: 'keep',
			description: 'A ledger belongs to one server: deliver nothing to another',
		},
		{
			name: 'Use the New Server',
			value: 'replace',
			description: 'The ledger belongs to this server from now on',
		},
	],
	default: 'keep',
	description:
		"What to do if the ledger's files have gone to another server or account so far. Only for items that a ledger planned.",
};

/** How many items Deliver sends at once. @throws OperatorError */
export function parallelDocumentsOf(options: IDataObject): number {
	const atOnce = options.parallelDocuments ?? parallelDocumentsOption.default;
	return Math.min(16, Math.floor(amountOf(atOnce, 'Parallel Documents', 1)));
}

/** The Options of Deliver. */
export const deliverOptions = optionsOf([
	checksumFileOption,
	compressOption,
	createDirectoriesOption,
	expectedSha256Option,
	ifServerChangedOption,
	parallelDocumentsOption,
]);

/** The Options of an operation: its own and the time limits, in alphabetical order. */
export function optionsOf(own: INodeProperties[]): INodeProperties {
	return optionsField([...own, ...timeOptions]);
}

/**
 * Texts from a form, separated by commas, or from an expression as a list.
 *
 * @throws OperatorError naming the field: an expression that finds nothing must not mean "none"
 */
export function textsOf(value: unknown, field: string): string[] {
	const texts = typeof value === 'string' ? value.split(',') : value;
	if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) {
		return texts.map((text) => text.trim()).filter((text) => text !== '');
	}
	throw new OperatorError(`${field} is neither text nor a list of texts`, {
		description:
			'Give texts separated by commas, or a list from an expression, e.g. {{ $json.names }}. Nothing was done.',
	});
}
