import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../nodes/DeliveryLedger/store/openStore';
import { SqliteDatabase } from '../../../nodes/DeliveryLedger/store/sqlite/sqliteDatabase';
import { type Place, processScenesOf } from './processes/processScenes';
import { withSqlite } from './support/withSqlite';

/** In memory if possible: a kill leaves the same state, and hundreds of commits need no disk. */
const QUICK_DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

withSqlite(__filename, () => {
	let folder: string;
	let place: Place;

	beforeAll(async () => {
		folder = mkdtempSync(join(QUICK_DISK, 'ledger-'));
		const settings = { store: 'sqlite', file: join(folder, 'ledger.sqlite') } as const;
		const store = await createStore(settings);
		place = { settings, store, database: new SqliteDatabase(settings.file) };
	});

	afterAll(async () => {
		await place.store.close();
		await place.database.close();
		rmSync(folder, { recursive: true });
	});

	processScenesOf(() => place, 1);
});
