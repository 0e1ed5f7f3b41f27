import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import {
	createStore,
	findStore,
	type StoreSettings,
} from '../../../nodes/DeliveryLedger/store/openStore';
import { mountSmallDisk, type SmallDisk } from '../../faults/support/tmpfs';
import { LedgerProcesses } from './processes/ledgerProcess';
import { fileOf, keyOf, planned, runStart, SERVER, startedRun } from './support/ledgerSetup';
import { withSqlite } from './support/withSqlite';

/** A user who owns nothing here. */
const NOBODY = 65534;

withSqlite(__filename, () => {
	let folder: string;
	let store: LedgerStore;
	let run: string;

	const keys = Array.from({ length: 40 }, (_, index) => `d${index}`);
	const intend = async (key: string) =>
		await store.intend({
			...{ ...keyOf(key), run, writer: 'w', server: SERVER },
			// Larger than a page: the file grows by each.
			files: [fileOf(`${key}.xml`, { directory: `/${'d'.repeat(6000)}` })],
		});
	const setUp = async (file: string) => {
		store = await createStore({ store: 'sqlite', file });
		const documents = keys.map((key) => planned(key));
		run = (await startedRun(store, 'l', documents)).run;
	};

	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	describe('the ledger on a small disk', () => {
		let disk: SmallDisk | undefined;

		beforeEach(async () => {
			disk = mountSmallDisk(join(folder, 'disk'), 1e6);
			if (disk) await setUp(join(disk.directory, 'ledger.sqlite'));
		});

		afterEach(async () => {
			await store?.close();
			disk?.unmount();
		});

		/** Without a separate disk this proves nothing, so it warns instead of looking like a success. */
		const orSay = (test: (disk: SmallDisk) => Promise<void>) => async () => {
			if (disk) await test(disk);
			else console.warn('NOT TESTED: a full or read-only disk. Nothing may be mounted here.');
		};

		it(
			'says that the disk is full, however little room is left, and goes on once there is room',
			orSay(async ({ directory }) => {
				const filler = join(directory, 'filler');
				let failures = 0;
				for (const [index, key] of keys.slice(0, 20).entries()) {
					fill(filler);
					chmodSync(filler, 0o600);
					// First no room at all; then for the journal's header, for some pages of it, for the journal but not the growth …
					execFileSync('truncate', ['-s', `-${Math.max(0, index - 4) * 2048}`, filler]);
					const before = await store.rowsOf('l', 'horisen', keys);
					const answer = await intend(key).catch((error: Error) => error);
					if (answer instanceof Error) {
						failures++;
						expect(answer.message).toContain('cannot be written: its disk is full');
						expect(await store.rowsOf('l', 'horisen', keys)).toEqual(before);
					} else {
						expect(answer.granted).toBe(true);
					}
					rmSync(filler);
					expect((await intend(key)).granted).toBe(true);
				}
				expect(failures).toBeGreaterThan(3);
				expect(await store.publishingRows('l')).toHaveLength(20);
			}),
		);

		it(
			'is not created half on a full disk',
			orSay(async ({ directory }) => {
				const filler = join(directory, 'filler');
				fill(filler);
				const file = join(directory, 'other.sqlite');
				await expect(createStore({ store: 'sqlite', file })).rejects.toThrow(
					'cannot be written: its disk is full',
				);
				expect(readdirSync(directory).filter((name) => name.startsWith('other'))).toEqual([]);
				rmSync(filler);
				await (await createStore({ store: 'sqlite', file })).close();
			}),
		);

		it(
			'says that the disk is read-only, and can still be read',
			orSay(async ({ directory }) => {
				await store.endRun(run, 'finished');
				await store.close();
				execFileSync('mount', ['-o', 'remount,ro', directory]);
				await expect(store.replaceLedger('l', 'x')).rejects.toThrow('is read-only');
				await expect(store.beginRun(runStart('l'))).rejects.toThrow('is read-only');
				expect(await store.documentsOf(run)).toHaveLength(40);
				await store.close();
				execFileSync('mount', ['-o', 'remount,rw', directory]);
				const { run: next } = await startedRun(store, 'l', [planned('d1')]);
				await store.endRun(next, 'finished');
			}),
		);
	});

	it('says that the file is read-only for the user that n8n runs as', async () => {
		const file = join(folder, 'ledger.sqlite');
		await setUp(file);
		chmodSync(file, 0o444);
		chmodSync(folder, 0o777);
		if (userInfo().uid !== 0) {
			await expect(intend('d1')).rejects.toThrow('is read-only');
			return;
		}
		// Root may write everything, so this runs as another user.
		const processes = new LedgerProcesses(process.execPath);
		const settings: StoreSettings = { store: 'sqlite', file };
		const job = { settings, what: 'intend' as const, run, writer: 'w', keys: ['d1'] };
		const other = await processes.start(job, NOBODY);
		other.goOn();
		await expect(other.told('intend')).rejects.toThrow('is read-only');
		chmodSync(file, 0o600);
		const locked = await processes.start(job, NOBODY);
		locked.goOn();
		await expect(locked.told('intend')).rejects.toThrow('cannot be opened');
		// Its own file in a folder without write permission: it cannot create a journal.
		chmodSync(folder, 0o755);
		chownSync(file, NOBODY, NOBODY);
		const closed = await processes.start(job, NOBODY);
		closed.goOn();
		await expect(closed.told('intend')).rejects.toThrow(/is read-only|cannot be opened/);
		expect(await store.rowsOf('l', 'horisen', keys)).toEqual([]);
		await processes.end();
	});

	it('says that the folder is missing', async () => {
		const file = join(folder, 'gone', 'ledger.sqlite');
		await expect(findStore({ store: 'sqlite', file })).rejects.toMatchObject({
			message: expect.stringContaining('cannot be used') as string,
			description: expect.stringContaining('Create it') as string,
		});
	});
});

/** Takes all room that is left. */
function fill(path: string): void {
	try {
		writeFileSync(path, Buffer.alloc(2e6));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
	}
}
