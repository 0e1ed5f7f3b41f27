import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { fingerprintOf } from '../deliver/content';
import { checkedDirectory, isPartName, pathOf } from '../deliver/names';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { optionsOf, remoteDirectoryField } from './fields';
import { listedFile } from './listedFile';

export const listFiles: Operation = {
	value: 'list',
	name: 'List',
	action: 'List files',
	description: 'List the files of a directory, one item each',
	fields: [
		remoteDirectoryField,
		optionsOf([
			{
				displayName: 'Checksums',
				name: 'checksums',
				type: 'boolean',
				default: false,
				description: 'Whether to read every file for its SHA-256',
			},
			{
				displayName: 'Include Temporary',
				name: 'includeTemporary',
				type: 'boolean',
				default: false,
				description: 'Whether to list files that are being delivered, too (.name.part)',
			},
		]),
	],
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const directory = checkedDirectory(this.getNodeParameter('remoteDirectory', itemIndex));
		return await onServer(
			this,
			timeLimits(options),
			{ subject: `List of ${directory}`, directory },
			async ({ files: remote }) => {
				const { files } = await remote.list(directory);
				const items: INodeExecutionData[] = [];
				for (const file of files) {
					if (isPartName(file.name) && options.includeTemporary !== true) continue;
					const json = listedFile(directory, file);
					if (options.checksums === true) {
						Object.assign(json, await fingerprintOf(remote.read(pathOf(directory, file.name))));
					}
					items.push({ json });
				}
				return items;
			},
		);
	},
};
