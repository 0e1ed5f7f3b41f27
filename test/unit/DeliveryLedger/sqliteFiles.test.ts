import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LedgerStore } from '../../../nodes/DeliveryLedger/store/ledgerStore';
import { createStore, findStore } from '../../../nodes/DeliveryLedger/store/openStore';
import { requireLocalDisk } from '../../../nodes/DeliveryLedger/store/sqlite/fileSystem';
import { connectSqlite } from '../../../nodes/DeliveryLedger/store/sqlite/nodeSqlite';
import { SqliteRunLocks } from '../../../nodes/DeliveryLedger/store/sqlite/sqliteRunLocks';
import { fileOf, keyOf, planned, runStart, SERVER, startedRun } from './support/ledgerSetup';
import { withSqlite } from './support/withSqlite';

withSqlite(__filename, () => {
	let folder: string;
	let file: string;
	let store: LedgerStore;
	let run: string;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'ledger-'));
		file = join(folder, 'ledger.sqlite');
		store = await createStore({ store: 'sqlite', file });
		const documents = Array.from({ length: 300 }, (_, index) => planned(`d${index}`));
		run = (await startedRun(store, 'l', documents)).run;
	});

	afterEach(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const intend = async (key = 'd1') =>
		await store.intend({
			...keyOf(key),
			run,
			writer: 'w',
			server: SERVER,
			files: [fileOf(`${key}.xml`)],
		});

	it('does not exist before it is created', async () => {
		const other = join(folder, 'other.sqlite');
		expect(await findStore({ store: 'sqlite', file: other })).toBeUndefined();
		expect(existsSync(other)).toBe(false);
		await expect(findStore({ store: 'sqlite', file: join(folder, 'no', 'x') })).rejects.toThrow(
			`The folder of the ledger, ${join(folder, 'no')}, cannot be used`,
		);
	});

	it("is created whole or not at all, and a second creator uses the first one's", async () => {
		const again = await createStore({ store: 'sqlite', file });
		expect((await again.findRun(run))?.state).toBe('running');
		expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
	});

	it.each([
		['deleted', () => rmSync(file), 'no longer exists'],
		['emptied', () => truncateSync(file), 'is an empty file'],
		['cut in the middle', () => truncateSync(file, 20_000), 'is damaged'],
		['cut to its first page', () => truncateSync(file, 4096), 'is damaged'],
		['overwritten by text', () => writeFileSync(file, 'no ledger\n'.repeat(1000)), 'is damaged'],
		['a folder now', () => replaceByFolder(), 'cannot be opened'],
		['a database of another program', () => replaceByDatabase(), 'not a ledger of this package'],
		['of a newer version', () => pragma('user_version = 99'), 'is of version 99'],
	])('writes nothing if the file is %s', async (_, damage, message) => {
		await intend('d0');
		damage();
		await expect(intend()).rejects.toThrow(message);
		await expect(store.rowsOf('l', 'horisen', ['d1'])).rejects.toThrow(message);
		await expect(store.beginRun(runStart('l'))).rejects.toThrow(message);
		await expect(intend()).rejects.toMatchObject({
			description: expect.stringMatching(/\.$/) as string,
		});
	});

	it('does not know the runs of another ledger that was put in its place', async () => {
		const otherFile = join(folder, 'other.sqlite');
		const other = await createStore({ store: 'sqlite', file: otherFile });
		await startedRun(other, 'l', [planned('d1')]);
		await other.close();
		rmSync(file);
		copyFileSync(otherFile, file);
		await expect(intend()).rejects.toThrow('does not know the run');
	});

	it('waits for a lock that another program holds, but not for ever', async () => {
		const holder = connectSqlite(pathToFileURL(file));
		holder.exec('BEGIN EXCLUSIVE');
		let turns = 0;
		const turning = setInterval(() => turns++, 50);
		const waiting = intend();
		await new Promise((resolve) => setTimeout(resolve, 2000));
		holder.exec('ROLLBACK');
		expect((await waiting).granted).toBe(true);
		holder.exec('BEGIN EXCLUSIVE');
		await expect(intend('d2')).rejects.toThrow(
			'is locked by another program for more than 10 seconds',
		);
		clearInterval(turning);
		// Of some 240: SQLite's own waiting would hold the event loop all the time. A machine that is busy with others has fewer.
		expect(turns).toBeGreaterThan(60);
		holder.close();
	});

	it('does not mistake a process that looks at a run for the run itself', async () => {
		const left = `${file}.run-gone`;
		writeFileSync(left, '');
		const looking = connectSqlite(pathToFileURL(left));
		looking.exec('BEGIN; SELECT 1 FROM sqlite_master');
		expect(await new SqliteRunLocks(file).isHeld('gone')).toBe(false);
		looking.close();
		expect(existsSync(left)).toBe(false);
	});

	it('recovers from the journal of a killed writer', async () => {
		const before = readFileSync(file);
		const writer = connectSqlite(pathToFileURL(file));
		writer.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = 1; BEGIN EXCLUSIVE');
		writer.exec("UPDATE run_documents SET reason = 'half written'");
		// As a kill leaves it: the file half changed, and the journal beside it.
		copyFileSync(file, join(folder, 'killed.sqlite'));
		copyFileSync(`${file}-journal`, join(folder, 'killed.sqlite-journal'));
		writer.close();
		expect(readFileSync(join(folder, 'killed.sqlite')).equals(before)).toBe(false);
		const killed = await findStore({ store: 'sqlite', file: join(folder, 'killed.sqlite') });
		const documents = (await killed?.documentsOf(run)) ?? [];
		expect(documents).toHaveLength(300);
		expect(documents.every(({ reason }) => reason === '')).toBe(true);
		await killed?.close();
	});

	it('is refused on network file systems only', () => {
		expect(() => requireLocalDisk(file)).not.toThrow();
	});

	function replaceByFolder(): void {
		rmSync(file);
		mkdirSync(file);
	}

	function replaceByDatabase(): void {
		rmSync(file);
		writeSync(openSync(file, 'w'), '');
		const other = connectSqlite(pathToFileURL(file));
		other.exec('CREATE TABLE t (x)');
		other.close();
	}

	function pragma(text: string): void {
		const connection = connectSqlite(pathToFileURL(file));
		connection.exec(`PRAGMA ${text}`);
		connection.close();
		// As a file that was put in its place, so that it is opened again.
		copyFileSync(file, `${file}.copy`);
		rmSync(file);
		copyFileSync(`${file}.copy`, file);
	}
});
