import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { oneOf } from '../../common/oneOf';
import { checkedDirectory, checkedFileName, compressedName } from '../deliver/names';
import type { IfExists, Target } from '../deliver/target';
import { timeOptions } from '../session/timeOptions';

const IF_EXISTS: IfExists[] = ['recognise', 'refuse', 'replace'];

export const remoteDirectoryField: INodeProperties = {
	displayName: 'Remote Directory',
	name: 'remoteDirectory',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /erp/inbox',
	description: 'Folder on the server; a dot for the one in which the server starts',
};

/** Where a file goes. */
export const targetFields: INodeProperties[] = [
	remoteDirectoryField,
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '={{ $json.fileName }}',
		required: true,
		description: 'Name of the file on the server, without folders',
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
					'Read it back: the same content counts as delivered already, another one is a conflict',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'A file of that name is a conflict, whatever it holds',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'Put the new file in its place, in one step',
			},
		],
		default: 'recognise',
		description:
			'What to do when a file of that name is on the server already. A conflict is an outcome of the item, not an error.',
	},
];

export const binaryPropertyField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'xml',
	required: true,
	hint: 'The name of the input binary field with the file to send',
};

const compressOption: INodeProperties = {
	displayName: 'Compress',
	name: 'compress',
	type: 'boolean',
	default: false,
	description:
		'Whether to send the file compressed with gzip, as its name with .gz. Size and checksum are then those of the compressed file, and Expected SHA-256 that of the file before.',
};

const createDirectoriesOption: INodeProperties = {
	displayName: 'Create Directories',
	name: 'createDirectories',
	type: 'boolean',
	default: true,
	description: 'Whether to make Remote Directory where it is missing',
};

const checksumFileOption: INodeProperties = {
	displayName: 'Checksum File',
	name: 'checksumFile',
	type: 'boolean',
	default: false,
	description:
		'Whether to put a file with the SHA-256 beside it, once it has its name: the same name with .sha256, as sha256sum reads it',
};

const expectedSha256Option: INodeProperties = {
	displayName: 'Expected SHA-256',
	name: 'expectedSha256',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.sha256 }}',
	description:
		'What the content must have, e.g. what Finance XML Builder says; another content is not delivered',
};

const verifyStagedOption: INodeProperties = {
	displayName: 'Verify Staged',
	name: 'verifyStaged',
	type: 'boolean',
	default: false,
	description:
		'Whether to read the temporary file back and compare its checksum before it gets its name, e.g. when another run staged it',
};

/** The Options of Deliver. */
export const deliverOptions = optionsOf([
	checksumFileOption,
	compressOption,
	createDirectoriesOption,
	expectedSha256Option,
]);

/** The Options of Stage: Checksum File is for a file that has its name already. */
export const stageOptions = optionsOf([
	checksumFileOption,
	compressOption,
	createDirectoriesOption,
	expectedSha256Option,
]);

/** The Options of Publish. */
export const publishOptions = optionsOf([checksumFileOption, verifyStagedOption]);

/** The Options of an operation: its own, and how long things may take; in the order of the alphabet. */
export function optionsOf(own: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...timeOptions].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	};
}

/**
 * @param options of the operation
 * @throws OperatorError naming what cannot be taken
 */
export function targetOf(
	context: IExecuteFunctions,
	itemIndex: number,
	options: IDataObject,
): Target {
	const fileName = checkedFileName(context.getNodeParameter('fileName', itemIndex));
	return {
		directory: checkedDirectory(context.getNodeParameter('remoteDirectory', itemIndex)),
		fileName: options.compress === true ? checkedFileName(compressedName(fileName)) : fileName,
		ifExists: oneOf(context.getNodeParameter('ifExists', itemIndex), IF_EXISTS, 'If File Exists'),
		createDirectories: options.createDirectories !== false,
		checksumFile: options.checksumFile === true,
	};
}
