import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { amountOf } from '../../common/amountOf';
import { openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { checkedDirectory } from '../deliver/checkedNames';
import { sweep } from '../deliver/sweepParts';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { ledgerField, ledgerStoreField, optionsOf, remoteDirectoryField } from './sftpFileFields';
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
				'Minimum age of a file since its last change. Choose more than the longest run, plus the clock difference between n8n and the server.',
		},
		{
			...ledgerField,
			required: false,
			description:
				'The ledger of the workflow that delivers there, if it has one: files that it may still need stay, however old they are',
		},
		ledgerStoreField,
		optionsOf([]),
	],
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const directory = checkedDirectory(this.getNodeParameter('remoteDirectory', itemIndex));
		const olderThan = this.getNodeParameter('olderThanHours', itemIndex);
		const hours = amountOf(olderThan, 'Older Than (Hours)', 0);
		return await onServer(
			this,
			timeLimits(options),
			{ subject: `Sweep of ${directory}`, directory },
			async ({ files }) => {
				const changedBefore = Date.now() - hours * HOUR_MS;
				const intended = await intendedParts(this, itemIndex, directory);
				const removed = await sweep(files, { directory, changedBefore, intended });
				return removed.map((file) => ({ json: { ...listedFile(directory, file), removed: true } }));
			},
		);
	},
};

/**
 * The temporary files in a ledger's intents. Without a ledger there are none.
 *
 * @throws OperatorError if the ledger is missing: then nobody knows which files it needs
 */
async function intendedParts(
	context: IExecuteFunctions,
	itemIndex: number,
	directory: string,
): Promise<Set<string>> {
	const ledger = String(context.getNodeParameter('ledger', itemIndex, '') ?? '').trim();
	if (ledger === '') return new Set();
	const store = await openLedgerStore(context, itemIndex);
	const rows = await store.publishingRows(ledger);
	const files = rows.flatMap((row) => row.files);
	return new Set(files.filter((file) => file.directory === directory).map((file) => file.part));
}
