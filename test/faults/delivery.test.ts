import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SftpFaultRule } from '../../sandbox/sftp/inProcess';
import { gate } from './support/gate';
import type { Scene } from './support/scene';
import { mountSmallDisk } from './support/tmpfs';
import {
	expectFailure,
	expectSettled,
	expectSettledBut,
	expectUntouched,
	useStage,
} from './support/useStage';
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

describe('14 · the login', () => {
	test('with a wrong password stops the run before any delivery begins', async () => {
		const scene = await theatre.scene();
		await scene.changeTarget({ password: 'wrong' });
		const run = await scene.run();
		expectFailure(run, /password/i);
		expect(run.told).not.toMatch(/host key/i);
		await expectUntouched(scene);
		await scene.changeTarget({});
		await expectSettled(scene);
	});

	test('with a key that OpenSSH does not know stops the run before any delivery begins', async () => {
		const { scene } = await theatre.sceneWithOpenSsh();
		await scene.changeTarget({ privateKey: scene.sftp.privateKey });
		const run = await scene.run();
		expectFailure(run, /key/i);
		expect(run.told).not.toMatch(/host key/i);
		await expectUntouched(scene);
		await scene.changeTarget({});
		await expectSettled(scene);
	});

	test('to an OpenSSH with a changed host key stops the run before any delivery begins, and shows both keys', async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh();
		const before = openSsh.server.hostKeyFingerprint;
		const after = await openSsh.server.changeHostKey();
		const run = await scene.run();
		expectFailure(run, /host key/i, before, after);
		await expectUntouched(scene);
		await scene.changeTarget({ hostKeyFingerprint: after });
		await expectSettled(scene);
	});

	test('to a closed port stops the run before any delivery begins', async () => {
		const scene = await theatre.scene();
		await scene.sftp.stop();
		expectFailure(await scene.run(), /refused/);
		await expectUntouched(scene);
		await scene.sftp.start();
		await expectSettled(scene);
	});
});

describe('15 · a server without room', () => {
	test('with a full disk (OpenSSH): an error, no rename, and the next run delivers', async () => {
		const folder = join(theatre.stage.home, 'small-disk');
		const disk = mountSmallDisk(folder, 128 * 1024);
		// If nothing can be mounted, the in-process server simulates the full disk.
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

	test('with a used-up quota: an error, no rename, and the next run delivers', async () => {
		const scene = await theatre.scene();
		scene.sftp.limitDisk({ bytes: 128 * 1024, kind: 'quota' });
		await expectDeliveredNextRun(scene, /quota/i, () => scene.sftp.limitDisk(null));
	});
});

describe('16 · the connection', () => {
	test.each([0, 1, 31_744, LARGE])(
		'is lost at byte %i: an error or a second try, and the files are delivered',
		async (byte) => {
			const scene = await theatre.scene();
			scene.sftp.faults.inject({ on: 'WRITE', fault: { kind: 'cutAt', byte } });
			await scene.run();
			await expectSettled(scene);
		},
	);

	test('is lost at byte N each time: an error that names the byte, and the next run delivers', async () => {
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
	] as const)('is lost at %s: the files are delivered', async (on, done) => {
		const scene = await theatre.scene();
		const rule: SftpFaultRule = { on, path: '.part', fault: { kind: 'cut', ...done } };
		scene.sftp.faults.inject(rule);
		await scene.run();
		await expectSettled(scene);
	});

	test('is reset by a proxy in the middle of a file: the files are delivered', async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh({ latencyMs: 1 });
		openSsh.proxy?.cutAtByte(LARGE);
		await scene.run();
		await expectSettled(scene);
	});

	test('loses its session on the server: the files are delivered', async () => {
		const { scene, openSsh } = await theatre.sceneWithOpenSsh({ latencyMs: 20 });
		const running = await scene.start();
		await watch('a temporary file', () => scene.inbox().temporary.length > 0);
		expect(openSsh.server.killSessions()).toBeGreaterThan(0);
		await scene.ended(running);
		await expectSettled(scene);
	});

	test('freezes (OpenSSH stopped with SIGSTOP): an error in time, and the next run delivers', async () => {
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

	test('freezes before the first answer: the run stops before any delivery begins', async () => {
		const scene = await theatre.scene();
		const thaw = scene.sftp.freezeAll();
		expectFailure(await scene.run(), /answer|second/i);
		await expectUntouched(scene);
		thaw();
		await expectSettled(scene);
	});
});

describe('17 · the target file', () => {
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

	test('exists with the same content: it is recorded and not sent again', async () => {
		const files = await rehearsal();
		const scene = await theatre.scene();
		for (const { name, content } of files) place(scene, name, content);
		await expectSettled(scene);
		const { documents } = await scene.ledger();
		expect(new Set(documents.map(({ how }) => how))).toEqual(new Set(['alreadyDelivered']));
		expect(scene.sftp.requests.filter(({ name }) => name === 'RENAME')).toEqual([]);
	});

	test('exists with the same content: it gets its checksum file, like sent ones', async () => {
		const [there, ...others] = await rehearsal();
		const scene = await theatre.scene({ choices: { checksumFile: true } });
		place(scene, there.name, there.content);
		await expectSettled(scene);
		expectChecksums(scene, [there, ...others]);
	});

	test('is renamed but its checksum file cannot be written: the run says so, and the next one writes it', async () => {
		const files = await rehearsal();
		const scene = await theatre.scene({ choices: { checksumFile: true } });
		scene.sftp.faults.inject({ on: 'OPEN', path: '.sha256', times: null, fault: { kind: 'cut' } });
		await expectDeliveredNextRun(scene, /lost/i, () => scene.sftp.faults.clear());
		expectChecksums(scene, files);
	});

	test('exists with other content: a conflict, left alone, and delivered once that file is gone', async () => {
		const [{ name }] = await rehearsal();
		const scene = await theatre.scene();
		place(scene, name, 'written by somebody else');
		expectFailure(await scene.run(), name, /already exists with \d+ bytes/);
		expect(readFileSync(join(scene.directory, name), 'utf8')).toBe('written by somebody else');
		const { documents } = await scene.ledger();
		expect(documents.filter(({ state }) => state === 'conflict')).toMatchObject([
			{ fileName: name },
		]);
		expect(scene.inbox().temporary).toEqual([]);
		rmSync(join(scene.directory, name));
		await expectSettled(scene);
	});

	test('is renamed but the answer is lost: it is recorded and sent once', async () => {
		const scene = await theatre.scene();
		scene.sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } });
		await scene.run();
		await expectSettled(scene);
	});

	test('is lost with every rename: HORISEN gets no error, and "exported" from the next run', async () => {
		const scene = await theatre.scene({ choices: { acknowledge: true } });
		scene.sftp.faults.inject({ on: 'RENAME', times: null, fault: { kind: 'cut' } });
		expectFailure(await scene.run(), /lost/i);
		const { documents } = await scene.ledger();
		// If the server could be reached again, the part is removed and the document failed; otherwise Recover settles it.
		expect(documents).not.toEqual([]);
		for (const { state } of documents) expect(['failed', 'publishing']).toContain(state);
		const statuses = () => scene.eligible().map(({ syncStatus }) => syncStatus);
		expect(statuses()).not.toContain('error');
		scene.sftp.faults.clear();
		await expectSettled(scene);
		expect(new Set(statuses())).toEqual(new Set(['exported']));
	});

	test('is renamed, the answer is lost, and the ERP took it: it is inferred, and sent once', async () => {
		const scene = await theatre.scene();
		const answer = gate();
		const held = { kind: 'hold', until: answer.until, done: true } as const;
		scene.sftp.faults.inject({ on: 'RENAME', fault: held });
		const running = await scene.start();
		await watch('a file to take', () => scene.erp.pickUp().length > 0);
		scene.sftp.cutAll();
		answer.open();
		await scene.ended(running);
		await expectSettledBut(scene, /Look for it in the ERP/);
		const [{ name }] = scene.erp.received;
		const { documents } = await scene.ledger();
		const row = documents.find(({ fileName }) => fileName === name);
		expect(row?.state).toBe('inferred');
	});

	test('is gone when the workflow runs again: nothing is sent twice', async () => {
		const scene = await theatre.scene();
		await scene.run();
		scene.erp.pickUp();
		await expectSettled(scene);
		expect(scene.inbox().files).toEqual([]);
	});
});
