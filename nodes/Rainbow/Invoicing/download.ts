import type { IDataObject } from 'n8n-workflow';
import { outputFileField } from '../../n8n/fileFields';
import type { Operation } from '../../n8n/operation';
import { optionsField } from '../../n8n/optionsField';
import { downloadLimits, downloadOptions } from '../shared/rainbowCallOptions';
import { callRainbow, type RainbowCredential } from '../shared/rainbowTransport';
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
			description: 'File to download; use the path from Invoice File: Get Many',
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
		outputFileField,
		optionsField(downloadOptions),
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
				take: async (answer) => await storeFile(this, answer, filepath),
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
