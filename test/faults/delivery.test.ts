import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SftpFaultRule } from '../../sandbox/sftp/inProcess';
import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { mountSmallDisk } from './support/tmpfs';
import { expectFailure, expectSettled, expectUntouched, useStage } from './support/useStage';
import { watch } from './support/watch';

const theatre = useStage();

/** Runs with the fault, then without it. */
async function expectDeliveredNextRun(scene: Scene, told: RegExp, mend: () => unknown) {
	const run = await scene.run();
	expectFailure(run, told);
	for (const { name, sha256 } of scene.inbox().files) {
		const row = (await scene.ledger()).documents.find(({ fileName }) => fileName === name);
		expect(row?.sha256).toBe(sha256);
	}
	await mend();
	await expectSettled(scene);
	return run;
}

/** The largest file of the scene, which is written in several pieces. */
const LARGE = 100_000;

describe('14 · the way in', () => {
	test('a wrong password: stops before anything is claimed', async () => {
		const scene = await theatre.scene();
		await scene.changeTarget({ password: 'wrong' });
		const run = await scene.run();
		expectFailure(run, /password/i);
		expect(run.told).not.toMatch(/host key/i);
		await expectUntouched(scene);
		await scene.changeTarget({});
		await expectSettled(scene);
	});

	test('a key that OpenSSH does not know: stops before anything is claimed', async () => {
		const { scene } = await theatre.sceneWithOpenSsh();
		await scene.changeTarget({ privateKey: scene.sftp.privateKey });
		const run = await scene.run();
		expectFailure(run, /key/i);
		expect(run.told).not.toMatch(/host key/i);
		await expectUntouched(scene);
		await scene.changeTarget({});
		await expectSettled(scene);
	});

	test("OpenSSH's host key changed: stops before anything is claimed, and shows both", async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh();
		const before = openSsh.server.hostKeyFingerprint;
		const after = await openSsh.server.changeHostKey();
		const run = await scene.run();
		expectFailure(run, /host key/i, before, after);
		await expectUntouched(scene);
		await scene.changeTarget({ hostKeyFingerprint: after });
		await expectSettled(scene);
	});

	test('nobody listens: stops before anything is claimed', async () => {
		const scene = await theatre.scene();
		await scene.sftp.stop();
		expectFailure(await scene.run(), /refused/);
		await expectUntouched(scene);
		await scene.sftp.start();
		await expectSettled(scene);
	});
});

describe('15 · nothing more fits', () => {
	test('disk full, OpenSSH on a small disk: an error, no rename, delivered next run', async () => {
		const folder = join(theatre.stage.home, 'small-disk');
		const disk = mountSmallDisk(folder, 128 * 1024);
		// Where nothing may be mounted, the in-process server plays the full disk.
		const scene = disk
			? (await theatre.sceneWithOpenSsh({ directory: folder })).scene
			: await theatre.scene();
		if (disk) theatre.afterwards(() => disk.unmount());
		else scene.sftp.limitDisk({ bytes: 128 * 1024, kind: 'disk' });
		await expectDeliveredNextRun(scene, /disk|space|full/i, () => {
			if (disk) disk.resize(8 * 1024 * 1024);
			else scene.sftp.limitDisk(null);
		});
	});

	test('quota: an error, no rename, delivered next run', async () => {
		const scene = await theatre.scene();
		scene.sftp.limitDisk({ bytes: 128 * 1024, kind: 'quota' });
		await expectDeliveredNextRun(scene, /quota/i, () => scene.sftp.limitDisk(null));
	});
});

describe('16 · the connection', () => {
	test.each([0, 1, 32_768, LARGE])(
		'is lost at byte %i: an error or a second try, delivered',
		async (byte) => {
			const scene = await theatre.scene();
			scene.sftp.faults.inject({ on: 'WRITE', fault: { kind: 'cutAt', byte } });
			await scene.run();
			await expectSettled(scene);
		},
	);

	test('is lost at byte N each time: an error that names it, delivered next run', async () => {
		const scene = await theatre.scene();
		scene.sftp.faults.inject({ on: 'WRITE', times: null, fault: { kind: 'cutAt', byte: LARGE } });
		await expectDeliveredNextRun(scene, /lost/i, () => scene.sftp.faults.clear());
	});

	test.each([
		['OPEN', {}],
		['WRITE', { done: true }],
		['CLOSE', { done: true }],
		['STAT', {}],
		['RENAME', {}],
	] as const)('is lost with %s: delivered', async (on, done) => {
		const scene = await theatre.scene();
		const rule: SftpFaultRule = { on, path: '.part', fault: { kind: 'cut', ...done } };
		scene.sftp.faults.inject(rule);
		await scene.run();
		await expectSettled(scene);
	});

	test('is reset by a proxy in the middle of a file: delivered', async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh({ latencyMs: 1 });
		openSsh.proxy?.cutAtByte(LARGE);
		await scene.run();
		await expectSettled(scene);
	});

	test("'s session is killed on the server: delivered", async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh({ latencyMs: 20 });
		const running = await scene.start();
		await watch('a temporary file', () => scene.inbox().temporary.length > 0);
		expect(openSsh.server.killSessions()).toBeGreaterThan(0);
		await scene.ended(running);
		await expectSettled(scene);
	});

	test('freezes, OpenSSH stopped with SIGSTOP: an error in time, delivered next run', async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh({ latencyMs: 20 });
		const running = await scene.start();
		await watch('a temporary file', () => scene.inbox().temporary.length > 0);
		const thaw = openSsh.server.freeze();
		theatre.afterwards(thaw);
		const frozenAt = Date.now();
		expectFailure(await scene.ended(running), /keepalive|answer|second/i);
		expect(Date.now() - frozenAt).toBeLessThan(45_000);
		thaw();
		await expectSettled(scene);
	});

	test('freezes before the first answer: stops before anything is claimed', async () => {
		const scene = await theatre.scene();
		const thaw = scene.sftp.freezeAll();
		expectFailure(await scene.run(), /answer|second/i);
		await expectUntouched(scene);
		thaw();
		await expectSettled(scene);
	});
});

describe('17 · the target', () => {
	/** What the workflow delivers, from another scene: the same documents make the same bytes. */
	async function rehearsal(): Promise<Array<{ name: string; content: string }>> {
		const scene = await theatre.scene();
		await scene.run();
		return scene.inbox().files;
	}

	function place(scene: Scene, name: string, content: string): void {
		mkdirSync(scene.directory, { recursive: true });
		writeFileSync(join(scene.directory, name), content);
	}

	/** Each file, and what `sha256sum` reads beside it. */
	function expectChecksums(scene: Scene, files: Array<{ name: string }>): void {
		const { files: found } = scene.inbox();
		const beside = files.map(({ name }) => found.find((file) => file.name === `${name}.sha256`));
		expect(beside.map((file) => file?.content)).toEqual(
			files.map(({ name }) => {
				const { sha256 } = found.find((file) => file.name === name) as { sha256: string };
				return `${sha256}  ${name}\n`;
			}),
		);
		expect(found).toHaveLength(2 * files.length);
	}

	test('exists with the same content: recorded, not sent again', async () => {
		const files = await rehearsal();
		const scene = await theatre.scene();
		for (const { name, content } of files) place(scene, name, content);
		await expectSettled(scene);
		const { documents } = await scene.ledger();
		expect(new Set(documents.map(({ outcome }) => outcome))).toEqual(new Set(['alreadyDelivered']));
		expect(scene.sftp.requests.filter(({ name }) => name === 'RENAME')).toEqual([]);
	});

	test('exists with the same content: gets its checksum file, as those that are sent do', async () => {
		const [there, ...others] = await rehearsal();
		const scene = await theatre.scene({ settings: { checksumFile: 'yes' } });
		place(scene, there.name, there.content);
		await expectSettled(scene);
		expectChecksums(scene, [there, ...others]);
	});

	test("is renamed but its checksum file cannot be written: next run's, told", async () => {
		const files = await rehearsal();
		const scene = await theatre.scene({ settings: { checksumFile: 'yes' } });
		scene.sftp.faults.inject({ on: 'OPEN', path: '.sha256', times: null, fault: { kind: 'cut' } });
		await expectDeliveredNextRun(scene, /lost/i, () => scene.sftp.faults.clear());
		expectChecksums(scene, files);
	});

	test('exists with another content: conflict, left alone, delivered when it is gone', async () => {
		const [{ name }] = await rehearsal();
		const scene = await theatre.scene();
		place(scene, name, 'written by somebody else');
		expectFailure(await scene.run(), name, /another|differ/i);
		expect(readFileSync(join(scene.directory, name), 'utf8')).toBe('written by somebody else');
		const { documents } = await scene.ledger();
		expect(documents.filter(({ state }) => state === 'conflict')).toMatchObject([
			{ fileName: name },
		]);
		expect(scene.inbox().temporary).toEqual([]);
		rmSync(join(scene.directory, name));
		await expectSettled(scene);
	});

	test('is renamed but its answer lost: recorded, sent once', async () => {
		const scene = await theatre.scene();
		scene.sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } });
		await scene.run();
		await expectSettled(scene);
	});

	test('is lost with every rename: HORISEN is told no error, and exported next run', async () => {
		const scene = await theatre.scene({ settings: { acknowledge: 'exported and errors' } });
		scene.sftp.faults.inject({ on: 'RENAME', times: null, fault: { kind: 'cut' } });
		expectFailure(await scene.run(), /lost/i);
		const { documents } = await scene.ledger();
		const unknown = documents.filter(({ state }) => state === 'publishing');
		expect(unknown).not.toEqual([]);
		const statuses = () => scene.eligible().map(({ syncStatus }) => syncStatus);
		expect(statuses()).not.toContain('error');
		scene.sftp.faults.clear();
		await expectSettled(scene);
		expect(new Set(statuses())).toEqual(new Set(['exported']));
	});

	test('is renamed, its answer lost, and the ERP took the file: inferred, sent once', async () => {
		const scene = await theatre.scene();
		const answer = gate();
		const held = { kind: 'hold', until: answer.until, done: true } as const;
		scene.sftp.faults.inject({ on: 'RENAME', fault: held });
		const running = await scene.start();
		await watch('a file to take', () => scene.erp.pickUp().length > 0);
		scene.sftp.cutAll();
		answer.open();
		await scene.ended(running);
		await expectSettled(scene);
		const [{ name }] = scene.erp.received;
		const { documents } = await scene.ledger();
		const row = documents.find(({ fileName }) => fileName === name);
		expect(row?.outcome).toBe('inferred');
	});

	test('is there no more when the workflow runs again: nothing is sent twice', async () => {
		const scene = await theatre.scene();
		await scene.run();
		scene.erp.pickUp();
		await expectSettled(scene);
		expect(scene.inbox().files).toEqual([]);
	});
});
