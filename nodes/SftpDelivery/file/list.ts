import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { type Fingerprint, fingerprintOf } from '../deliver/content';
import { checkedDirectory, isPartName, pathOf } from '../deliver/names';
import { failed, type RemoteFiles } from '../deliver/remoteFiles';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { optionsOf, remoteDirectoryField } from './fields';
import { listedFile } from './listedFile';

async function contentOf(remote: RemoteFiles, path: string): Promise<Fingerprint | undefined> {
	try {
		return await fingerprintOf(remote.read(path));
	} catch (error) {
		if (failed(error, 'missing')) return undefined;
		throw error;
	}
}

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
						const content = await contentOf(remote, pathOf(directory, file.name));
						// Taken since the list was made: it is on the server no more.
						if (!content) continue;
						Object.assign(json, content);
					}
					items.push({ json });
				}
				return items;
			},
		);
	},
};
