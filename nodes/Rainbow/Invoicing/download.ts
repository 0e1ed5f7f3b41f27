import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { downloadLimits, downloadOptions } from '../shared/callOptions';
import { callRainbow, type RainbowCredential } from '../shared/transport';
import { encodedPath, uniqueFileName } from './filePath';
import { INVOICES_PATH } from './listFiles';
import { storeFile } from './storeFile';

export const download: Operation = {
	value: 'download',
	name: 'Download',
	action: 'Download an invoice file',
	description: 'Download one file as binary data',
	fields: [
		{
			displayName: 'File',
			name: 'file',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'File to download, as Invoice File: Get Many lists it',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchFiles', searchable: true },
				},
				{
					displayName: 'By Path',
					name: 'path',
					type: 'string',
					placeholder: '000000001111110001000010/2017-10/services/CDR_SERV_2017-10-10.csv',
				},
			],
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryProperty',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: downloadOptions,
		},
	],
	async execute(itemIndex) {
		const filepath = String(
			this.getNodeParameter('file', itemIndex, '', { extractValue: true }) ?? '',
		);
		const stored = await callRainbow(
			this,
			{
				credential: this.getNodeParameter('authentication', itemIndex) as RainbowCredential,
				path: `${INVOICES_PATH}/${encodedPath(filepath)}`,
				subject: `invoice file ${filepath}`,
				accept: 'text/csv, */*;q=0.1',
				take: async (answer, alive) =>
					await storeFile(this, answer, alive, filepath.split('/').at(-1) ?? ''),
			},
			downloadLimits(this.getNodeParameter('options', itemIndex) as IDataObject),
		);
		const { binary, fileName, bytes, sha256 } = stored;
		const property = this.getNodeParameter('binaryProperty', itemIndex) as string;
		return [
			{
				json: { filepath, fileName, uniqueFileName: uniqueFileName(filepath), bytes, sha256 },
				binary: { [property]: binary },
			},
		];
	},
};
