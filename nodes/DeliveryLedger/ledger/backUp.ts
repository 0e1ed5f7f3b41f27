import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFileField } from '../../n8n/fileFields';
import { ledgerFields, openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { storeStream } from '../../n8n/storeStream';

const MIME_TYPE = 'application/vnd.sqlite3';

export const backUp: Operation = {
	value: 'backUp',
	name: 'Back Up',
	action: 'Back up a ledger',
	description: 'Make a consistent copy of the file of the ledger, even during runs',
	takes: 'all',
	fields: [...ledgerFields.filter(({ name }) => name === 'ledgerStore'), outputFileField],
	async execute(itemIndex) {
		const field = this.getNodeParameter('binaryProperty', itemIndex) as string;
		const store = await openLedgerStore(this, itemIndex);
		const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
		try {
			const path = join(folder, 'ledger.sqlite');
			await store.backUp(path);
			const { size: bytes } = await stat(path);
			const moment = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
			const fileName = `delivery-ledger-${moment}.sqlite`;
			const file = await storeStream(this, createReadStream(path), {
				fileName,
				mimeType: MIME_TYPE,
			});
			return [{ json: { fileName, bytes, ledger: store.place }, binary: { [field]: file } }];
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
};
