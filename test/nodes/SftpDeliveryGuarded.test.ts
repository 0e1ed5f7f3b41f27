import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { LedgerStore } from '../../nodes/DeliveryLedger/store/ledgerStore';
import { createStore } from '../../nodes/DeliveryLedger/store/openStore';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';
import { keyOf, planned, runStart } from '../unit/DeliveryLedger/support/ledgerSetup';
import { withSqlite } from '../unit/DeliveryLedger/support/withSqlite';
import { sftpDelivery, sha256 } from './sftpSetup';

/* Deliver, Recover and Sweep in n8n's execution, on the embedded ledger and a real SFTP server. */

const PERMISSION_DENIED = 3;

withSqlite(__filename, () => {
	let home: string;
	let sftp: InProcessSftp;
	let inbox: string;
	let store: LedgerStore;
	let ledger: string;
	beforeAll(async () => {
		home = mkdtempSync(join(tmpdir(), 'sftp-guarded-'));
		process.env.N8N_USER_FOLDER = home;
		inbox = join(home, 'files', 'inbox');
		sftp = await startInProcessSftp({ directory: join(home, 'files') });
		mkdirSync(join(home, '.n8n'));
		store = await createStore({
			store: 'sqlite',
			file: join(home, '.n8n', 'delivery-ledger.sqlite'),
		});
	});
	beforeEach(async () => {
		sftp.reset();
		rmSync(inbox, { recursive: true, force: true });
		mkdirSync(inbox);
		ledger = `ledger-${randomUUID()}`;
		await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
	});
	afterAll(async () => {
		await store.close();
		await sftp.stop();
		rmSync(home, { recursive: true, force: true });
	});

	const { run, n8n } = sftpDelivery(() => passwordCredential(sftp));
	const TO_INBOX = { remoteDirectory: '/inbox' };
	const CONTINUE = { onError: 'continueRegularOutput' as const };
	const arrived = () => readdirSync(inbox).sort();
	const server = () => ({ hostKeyFingerprint: sftp.hostKeyFingerprint, username: sftp.username });

	/** A run that has planned these documents, and an item for each, as Plan gives it. */
	async function plan(...keys: string[]): Promise<{ run: string; items: INodeExecutionData[] }> {
		const begun = await store.beginRun(runStart(ledger, { ifUnderWay: 'takeOver' }));
		const { run: id } = begun.run;
		await store.writePlan(
			id,
			keys.map((key) => planned(key)),
		);
		const items = keys.map(async (key) => await item(id, key));
		return { run: id, items: await Promise.all(items) };
	}

	async function item(
		id: string,
		key: string,
		more: IDataObject = {},
	): Promise<INodeExecutionData> {
		const delivery = { ledger, run: id, ...keyOf(key), action: 'deliver', reason: '' };
		const json = { fileName: `${key}.xml`, delivery, ...more };
		return await n8n.itemWithFile(json, 'xml', `<${key}/>`);
	}

	const rowOf = async (key: string) => (await store.rowsOf(ledger, 'horisen', [key])).at(0);
	const told = async (id: string) =>
		(await store.documentsOf(id)).map(({ key, outcome, how, message }) => ({
			key,
			outcome,
			how,
			message,
		}));

	describe('Deliver', () => {
		it('records intent and outcome of planned documents, and delivers as it does without a ledger', async () => {
			const { run: id, items } = await plan('a', 'b');
			const { outputs, error } = await run('deliver', TO_INBOX, { input: items });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => [json.outcome, json.remotePath, json.bytes])).toEqual([
				['delivered', '/inbox/a.xml', 4],
				['delivered', '/inbox/b.xml', 4],
			]);
			expect(outputs[0][1].pairedItem).toEqual({ item: 1 });
			expect(await rowOf('a')).toMatchObject({
				state: 'delivered',
				run: id,
				server: server(),
				files: [
					{ directory: '/inbox', name: 'a.xml', bytes: 4, sha256: sha256('<a/>'), marker: '' },
				],
			});
			const { files, writer } = (await rowOf('a'))!;
			expect(files[0].part.startsWith(`.a.xml.${writer}`)).toBe(true);
			expect(arrived()).toEqual(['a.xml', 'b.xml']);
		});

		it('finishes each document before it sends the next, if one at a time is chosen', async () => {
			const { items } = await plan('a', 'b', 'c');
			const options = { parallelDocuments: 1 };
			await run('deliver', { ...TO_INBOX, options }, { input: items });
			const steps = sftp.requests
				.map(({ name }) => name)
				.filter((name) => /^(OPEN|RENAME)$/.test(name));
			expect(steps).toEqual(['OPEN', 'RENAME', 'OPEN', 'RENAME', 'OPEN', 'RENAME']);
		});

		it('delivers several files of a document as one', async () => {
			const { items } = await plan('a');
			const traffic = await n8n.itemWithFile({}, 'traffic', 'row\n');
			traffic.binary!.traffic.fileName = 'a-traffic.csv';
			items[0].binary = { ...items[0].binary, ...traffic.binary };
			const parameters = {
				...TO_INBOX,
				binaryProperty: 'xml, traffic',
				options: { checksumFile: true },
			};
			const { outputs, error } = await run('deliver', parameters, { input: items });
			expect(error).toBeUndefined();
			expect(outputs[0][0].json).toMatchObject({
				outcome: 'delivered',
				remotePath: '/inbox/a.xml',
				files: [
					{ fileName: 'a-traffic.csv', outcome: 'delivered', bytes: 4 },
					{ fileName: 'a.xml', outcome: 'delivered', bytes: 4 },
				],
			});
			expect((await rowOf('a'))?.files.map(({ name, marker }) => [name, marker])).toEqual([
				['a-traffic.csv', 'a-traffic.csv.sha256'],
				['a.xml', 'a.xml.sha256'],
			]);
			const renames = sftp.requests.filter(({ name }) => name === 'RENAME');
			expect(renames.map(({ paths }) => paths[1])).toEqual([
				'/inbox/a-traffic.csv',
				'/inbox/a.xml',
				'/inbox/a-traffic.csv.sha256',
				'/inbox/a.xml.sha256',
			]);
		});

		it('sends an attachment with a question mark if the item has it', async () => {
			const { items } = await plan('a');
			const parameters = { ...TO_INBOX, binaryProperty: 'xml, traffic?' };
			const without = await run('deliver', parameters, { input: items });
			expect(without.error).toBeUndefined();
			expect(arrived()).toEqual(['a.xml']);
			const asked = { ...TO_INBOX, binaryProperty: 'xml, traffic' };
			const { error } = await run('deliver', asked, { input: (await plan('b')).items });
			expect(error?.message).toContain('no file in the field "traffic"');
		});

		it('records earlier failures, and passes them on with everything else that is not to be delivered', async () => {
			const { run: id, items } = await plan('a', 'b', 'c');
			const failure = { node: 'Build XML', message: 'N-b has no total', advice: 'Correct it' };
			items[1].json.failure = failure;
			(items[2].json.delivery as IDataObject).action = 'acknowledge';
			const nothing = { json: { delivery: { run: id, action: 'none' } } };
			const { outputs, error } = await run('deliver', TO_INBOX, { input: [...items, nothing] });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json)).toEqual([
				expect.objectContaining({ outcome: 'delivered' }),
				items[1].json,
				items[2].json,
				nothing.json,
			]);
			expect(outputs[0][1].binary).toEqual(items[1].binary);
			expect(await rowOf('b')).toMatchObject({ state: 'failed', reason: 'N-b has no total' });
			expect(await rowOf('c')).toBeUndefined();
			expect((await store.documentsOf(id))[1]).toMatchObject({ outcome: 'failed', ...failure });
			expect(arrived()).toEqual(['a.xml']);
		});

		it("records the message of an error that one of n8n's own nodes gave as JSON", async () => {
			const { run: id, items } = await plan('a');
			items[0].json.error = { message: '402\nNo credit', name: 'AxiosError' };
			await run('deliver', TO_INBOX, { input: items });
			expect(await told(id)).toMatchObject([{ outcome: 'failed', message: '402 No credit' }]);
		});

		it('refuses an item if its ledger does not know the run, or the run has ended', async () => {
			const unknown = await item(randomUUID(), 'a');
			expect((await run('deliver', TO_INBOX, { input: [unknown] })).error?.message).toBeDefined();
			const { run: id, items } = await plan('a');
			await store.endRun(id, 'finished');
			const { error } = await run('deliver', TO_INBOX, { input: items });
			expect((error as { description?: string }).description).toContain(
				'Run the workflow from its start',
			);
			expect(arrived()).toEqual([]);
		});

		it('refuses an item whose plan was changed', async () => {
			const { items } = await plan('a');
			(items[0].json.delivery as IDataObject).revision = undefined;
			const { error } = await run('deliver', TO_INBOX, { input: items });
			expect(error?.message).toBe('"delivery" of the item is incomplete');
		});

		it("refuses another server than the ledger's, until told to use it", async () => {
			await store.bindServer(ledger, { ...server(), username: 'test' }, 'keep');
			const { run: id, items } = await plan('a');
			const { error } = await run('deliver', TO_INBOX, { input: items });
			expect(error?.message).toContain(`The ledger "${ledger}" belongs to the server of test`);
			expect(arrived()).toEqual([]);
			expect(await told(id)).toMatchObject([{ outcome: 'failed' }]);

			const options = { ifServerChanged: 'replace' };
			const again = await run('deliver', { ...TO_INBOX, options }, { input: items });
			expect(again.outputs[0][0].json).toMatchObject({ outcome: 'delivered' });
			expect((await store.findLedger(ledger))?.server).toEqual(server());
		});

		it('says waiting if another writer delivers the same document', async () => {
			const { run: id, items } = await plan('a');
			await intend(id, 'a', 'other', '.a.xml.other.part');
			const { outputs } = await run('deliver', TO_INBOX, { input: items });
			expect(outputs[0][0].json).toMatchObject({
				outcome: 'waiting',
				reason: expect.stringContaining('Another run is delivering it right now') as string,
			});
			expect(arrived()).toEqual([]);
			expect(await told(id)).toMatchObject([{ outcome: 'waiting' }]);
			expect(await rowOf('a')).toMatchObject({ state: 'publishing', writer: 'other' });
		});

		it.each([
			['taken at once', { kind: 'taken' as const }, 'delivered', 'takenAtOnce'],
			['cut before its rename', { kind: 'cut' as const }, 'failed', ''],
			['cut after its rename', { kind: 'cut' as const, done: true }, 'delivered', ''],
			['acknowledged and not done', { kind: 'pretend' as const }, 'failed', ''],
		])('records a file that is %s', async (_, fault, state, how) => {
			const { run: id, items } = await plan('a');
			sftp.faults.inject({ on: 'RENAME', fault });
			await run('deliver', TO_INBOX, { input: items, ...CONTINUE });
			expect(await told(id)).toMatchObject([{ outcome: state, how }]);
			expect(await rowOf('a')).toMatchObject({ state, how });
		});

		it('leaves a file open that is parked under another name: Recover infers it', async () => {
			const { run: id, items } = await plan('a');
			sftp.faults.inject({ on: 'RENAME', fault: { kind: 'park', name: 'a.quarantine' } });
			const { outputs } = await run('deliver', TO_INBOX, { input: items, ...CONTINUE });
			expect(outputs[0][0].json.failure).toMatchObject({
				message: expect.stringContaining('keeps the file as "a.quarantine"') as string,
			});
			expect(await told(id)).toMatchObject([{ outcome: 'failed' }]);
			expect(await rowOf('a')).toMatchObject({ state: 'publishing' });
			await store.endRun(id, 'gone');
			await run('recover', { ledger });
			expect(await rowOf('a')).toMatchObject({ state: 'inferred' });
		});

		it('records a failed login for each document', async () => {
			const { run: id, items } = await plan('a', 'b');
			const credential = { password: 'wrong-4711' };
			await run('deliver', TO_INBOX, { input: items, credential, ...CONTINUE });
			const message = expect.stringContaining('does not accept the password of erp') as string;
			expect(await told(id)).toMatchObject([
				{ outcome: 'failed', message },
				{ outcome: 'failed', message },
			]);
		});
	});

	/** What a killed run leaves: an intent, and what the server has. */
	async function intend(id: string, key: string, writer: string, part: string, more = {}) {
		await store.bindServer(ledger, server(), 'keep');
		const { bytes, hash } = { bytes: key.length + 3, hash: sha256(`<${key}/>`) };
		const file = { directory: '/inbox', part, name: `${key}.xml`, bytes, sha256: hash, marker: '' };
		await store.intend({
			...keyOf(key),
			run: id,
			writer,
			server: server(),
			files: [{ ...file, ...more }],
		});
	}

	describe('Recover', () => {
		it('settles what killed runs left, gives one item, and leaves live runs alone', async () => {
			const { run: id } = await plan('a', 'b', 'c', 'd');
			const marker = { marker: 'b.xml.sha256' };
			await intend(id, 'a', 'w', '.a.xml.w.part');
			await intend(id, 'b', 'w', '.b.xml.w.part', marker);
			await intend(id, 'c', 'w', '.c.xml.w.part');
			await intend(id, 'd', 'w', '.d.xml.w.part');
			writeFileSync(join(inbox, '.a.xml.w.part'), '<a/>');
			writeFileSync(join(inbox, 'b.xml'), '<b/>');
			writeFileSync(join(inbox, 'c.xml'), '<other/>');
			const input = [{ json: {} }, { json: {} }];

			const alive = await run('recover', { ledger }, { input });
			expect(alive.outputs[0]).toHaveLength(1);
			expect(alive.outputs[0][0].json).toMatchObject({ leftAlone: 4, void: 0 });

			await store.endRun(id, 'gone');
			const { outputs, error } = await run('recover', { ledger }, { input });
			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(1);
			expect(outputs[0][0].json).toMatchObject({
				ledger,
				delivered: 1,
				void: 1,
				conflict: 1,
				inferred: 1,
				leftAlone: 0,
				documents: [
					{ documentNumber: 'N-a', state: 'void' },
					{ documentNumber: 'N-b', state: 'delivered' },
					{ documentNumber: 'N-c', state: 'conflict' },
					{ documentNumber: 'N-d', state: 'inferred' },
				],
			});
			expect(arrived()).toEqual(['b.xml', 'b.xml.sha256', 'c.xml']);
		});

		it('leaves rows of another server, and files that the account may not remove', async () => {
			const { run: id } = await plan('a', 'b');
			await intend(id, 'a', 'w', '.a.xml.w.part');
			writeFileSync(join(inbox, '.a.xml.w.part'), '<a/>');
			await store.endRun(id, 'gone');
			sftp.faults.inject({ on: 'REMOVE', fault: { kind: 'refuse', code: PERMISSION_DENIED } });
			const denied = await run('recover', { ledger });
			expect(denied.outputs[0][0].json).toMatchObject({
				leftAlone: 1,
				documents: [
					{
						state: 'publishing',
						reason: expect.stringMatching(
							/^N-a: erp has no permission on the server in \/inbox \(removing/,
						) as string,
					},
				],
			});

			sftp.changeHostKey();
			const other = await run('recover', { ledger });
			expect(other.outputs[0][0].json).toMatchObject({
				leftAlone: 1,
				documents: [{ reason: expect.stringContaining('It went to another server') as string }],
			});
			expect(arrived()).toEqual(['.a.xml.w.part']);
		});

		it('logs in even if there is nothing to recover', async () => {
			const nothing = await run('recover', { ledger: 'none-yet' });
			expect(nothing.outputs[0]).toHaveLength(1);
			expect(nothing.outputs[0][0].json).toMatchObject({ leftAlone: 0, documents: [] });
			const { error } = await run('recover', { ledger }, { credential: { password: 'wrong' } });
			expect(error?.message).toContain('does not accept the password of erp');
		});

		it('lets the same run deliver what it took back', async () => {
			const killed = await plan('a');
			await intend(killed.run, 'a', 'w', '.a.xml.w.part');
			writeFileSync(join(inbox, '.a.xml.w.part'), '<a/>');
			await store.endRun(killed.run, 'gone');
			await run('recover', { ledger });
			const { items } = await plan('a');
			const { outputs } = await run('deliver', TO_INBOX, { input: items });
			expect(outputs[0][0].json).toMatchObject({ outcome: 'delivered' });
			expect(arrived()).toEqual(['a.xml']);
		});
	});

	describe('Sweep', () => {
		it('leaves files that an intent names, however old they are', async () => {
			const { run: id } = await plan('a');
			await intend(id, 'a', 'w', '.a.xml.w.part');
			for (const name of ['.a.xml.w.part', '.a.xml.other.part']) {
				writeFileSync(join(inbox, name), '');
				utimesSync(join(inbox, name), new Date('2023-01-01'), new Date('2023-01-01'));
			}
			const { outputs, error } = await run('sweep', { ...TO_INBOX, ledger });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.name)).toEqual(['.a.xml.other.part']);
			expect(arrived()).toEqual(['.a.xml.w.part']);
		});
	});
});
