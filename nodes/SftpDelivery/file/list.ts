import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isPartName, pathOf } from '../../common/remoteNames';
import type { Operation } from '../../n8n/operation';
import { type Fingerprint, fingerprintOf } from '../deliver/content';
import { checkedDirectory } from '../deliver/checkedNames';
import { failed, type RemoteFiles } from '../deliver/remoteFiles';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { optionsOf, remoteDirectoryField } from './sftpFileFields';
import { listedFile } from './listedFile';

async function contentOf(
	remote: RemoteFiles,
	path: string,
	bytes: number,
): Promise<Fingerprint | undefined> {
	try {
		return await fingerprintOf(remote.read(path, bytes));
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
				description: 'Whether to read every file and add its SHA-256',
			},
			{
				displayName: 'Include Temporary',
				name: 'includeTemporary',
				type: 'boolean',
				default: false,
				description: 'Whether to also list files that are being delivered (.name.part)',
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
				const notFound = new Set<unknown>();
				for (const file of files) {
					if (isPartName(file.name) && options.includeTemporary !== true) continue;
					const json = listedFile(directory, file);
					// Only the size says how far to read.
					if (options.checksums === true && file.bytes !== undefined) {
						const content = await contentOf(remote, pathOf(directory, file.name), file.bytes);
						if (!content) notFound.add(file.name);
						Object.assign(json, content);
					}
					items.push({ json });
				}
				if (notFound.size === 0) return items;
				// Taken since the listing, or its name is not in UTF-8, so that it cannot be opened.
				const now = new Set<unknown>((await remote.list(directory)).files.map(({ name }) => name));
				return items.filter(({ json: { name } }) => !notFound.has(name) || now.has(name));
			},
		);
	},
};
