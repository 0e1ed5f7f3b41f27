import type { IDataObject } from 'n8n-workflow';
import { amountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import type { Operation } from '../../routing/operation';
import { checkedDirectory } from '../deliver/names';
import { sweep } from '../deliver/sweep';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { optionsOf, remoteDirectoryField } from './fields';
import { listedFile } from './listedFile';

const HOUR_MS = 3_600_000;

export const sweepFiles: Operation = {
	value: 'sweep',
	name: 'Sweep',
	action: 'Sweep old temporary files',
	description: 'Remove temporary files (.name.part) that killed runs left, one item each',
	writes: true,
	fields: [
		remoteDirectoryField,
		{
			displayName: 'Older Than (Hours)',
			name: 'olderThanHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description:
				'Only files that were not changed for so long; longer than any run takes, and than the clocks of n8n and the server differ',
		},
		{
			displayName: 'Keep File Names',
			name: 'keepFileNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711-1.xml, 4712-1.xml',
			description:
				'Names of files that may still be published, e.g. those of ledger rows in publishing: their temporary files stay. With commas between them, or a list by expression.',
		},
		optionsOf([]),
	],
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const directory = checkedDirectory(this.getNodeParameter('remoteDirectory', itemIndex));
		const olderThan = this.getNodeParameter('olderThanHours', itemIndex);
		const hours = amountOf(olderThan, 'Older Than (Hours)', 0);
		const keep = namesOf(this.getNodeParameter('keepFileNames', itemIndex));
		return await onServer(
			this,
			timeLimits(options),
			{ subject: `Sweep of ${directory}`, directory },
			async ({ files }) => {
				const changedBefore = new Date(Date.now() - hours * HOUR_MS);
				const removed = await sweep(files, { directory, changedBefore, keep });
				return removed.map((file) => ({ json: { ...listedFile(directory, file), removed: true } }));
			},
		);
	},
};

/** What an expression did not find must not read as "keep none". */
function namesOf(value: unknown): string[] {
	if (typeof value === 'string') {
		return value
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== '');
	}
	if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
	throw new OperatorError('Keep File Names is neither text nor a list of names', {
		description:
			'Give the names with commas between them, or a list by expression, e.g. {{ $json.names }}. Nothing was removed.',
	});
}
