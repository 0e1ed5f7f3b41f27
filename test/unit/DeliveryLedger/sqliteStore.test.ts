import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import { createStore } from '../../../nodes/DeliveryLedger/store/openStore';
import { contractOf } from './support/storeContract';
import { withSqlite } from './support/withSqlite';

withSqlite(__filename, () => {
	let folder: string;
	let store: LedgerStore;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'ledger-'));
		store = await createStore({ store: 'sqlite', file: join(folder, 'ledger.sqlite') });
	});

	afterAll(async () => {
		await store.close();
		rmSync(folder, { recursive: true });
	});

	contractOf(() => store);

	it('can be read by its owner only', () => {
		expect(statSync(join(folder, 'ledger.sqlite')).mode & 0o777).toBe(0o600);
	});
});
