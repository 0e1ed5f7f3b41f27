import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { INodeParameters } from 'n8n-workflow';
import { sftpCredential } from '../../sandbox/demo/credentials';
import { type SftpServer, startSftpServer } from '../../sandbox/sftp/server';
import { mountSmallDisk } from '../faults/support/tmpfs';
import { sftpDelivery, sha256 } from './sftpSetup';

const MAY_MOUNT = mayMount();

let home: string;
let sftp: SftpServer;
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'sftp-delivery-'));
	sftp = await startSftpServer(home, () => undefined);
});
afterAll(async () => {
	// Idle connections last some seconds, which sessions of a stopped server do, too.
	sftp.killSessions();
	await sftp.stop();
	rmSync(home, { recursive: true, force: true });
});

let inbox: string;
let count = 0;
beforeEach(() => {
	inbox = join(sftp.directory, `inbox-${++count}`);
	mkdirSync(inbox);
});

const server = sftpDelivery(() => sftpCredential(sftp));
const { file } = server;

const run: typeof server.run = async (operation, parameters, more, options) =>
	await server.run(operation, { remoteDirectory: inbox, ...parameters }, more, options);

const put = (name: string, content: string) => writeFileSync(join(inbox, name), content);
const arrived = () => readdirSync(inbox).sort();
const contentOf = (name: string) => readFileSync(join(inbox, name), 'utf8');

const PART = '.4711-1.xml.part';

async function deliver(content: string, parameters: INodeParameters = {}) {
	const input = [await file('4711-1.xml', content)];
	const { outputs, error } = await run('deliver', parameters, { input });
	expect(error).toBeUndefined();
	return outputs[0][0].json;
}

describe('Deliver', () => {
	it('gives the file its name, and says what was sent', async () => {
		const input = [await file('4711-1.xml', '<a/>', { documentUuid: 'u-1' })];
		const { outputs, error } = await run('deliver', {}, { input });

		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([
			{
				json: {
					documentUuid: 'u-1',
					fileName: '4711-1.xml',
					outcome: 'delivered',
					remotePath: `${inbox}/4711-1.xml`,
					bytes: 4,
					sha256: sha256('<a/>'),
					milliseconds: expect.any(Number) as number,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(arrived()).toEqual(['4711-1.xml']);
		expect(contentOf('4711-1.xml')).toBe('<a/>');
	});

	it('recognises its own file, and does not touch another one', async () => {
		put('same.xml', '<a/>');
		put('longer.xml', '<longer/>');
		put('other.xml', '<b/>');
		mkdirSync(join(inbox, 'folder.xml'));
		const names = ['same.xml', 'longer.xml', 'other.xml', 'folder.xml'];
		const input = await Promise.all(names.map(async (name) => await file(name, '<a/>')));
		const { outputs, error } = await run('deliver', {}, { input });

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => [json.outcome, json.found, json.reason])).toEqual([
			['alreadyDelivered', undefined, `${inbox}/same.xml already existed with the same content`],
			[
				'conflict',
				{ bytes: 9 },
				`${inbox}/longer.xml already exists with 9 bytes, while ours has 4. It was left alone`,
			],
			[
				'conflict',
				{ bytes: 4, sha256: sha256('<b/>') },
				`${inbox}/other.xml already exists with the same size but other content. It was left alone`,
			],
			[
				'conflict',
				{ bytes: statSync(join(inbox, 'folder.xml')).size },
				`${inbox}/folder.xml is a directory. It was left alone`,
			],
		]);
		expect(contentOf('longer.xml')).toBe('<longer/>');
		expect(contentOf('other.xml')).toBe('<b/>');
		expect(arrived()).toEqual(['folder.xml', 'longer.xml', 'other.xml', 'same.xml']);
	});

	it('refuses or replaces, if told to', async () => {
		put('4711-1.xml', '<a/>');
		expect(await deliver('<a/>', { ifExists: 'refuse' })).toMatchObject({
			outcome: 'conflict',
			sha256: sha256('<a/>'),
			found: { bytes: 4 },
		});
		expect(await deliver('<new/>', { ifExists: 'replace' })).toMatchObject({
			outcome: 'delivered',
			replaced: true,
		});
		expect(contentOf('4711-1.xml')).toBe('<new/>');
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it('does not touch the half file of an earlier run', async () => {
		put(PART, '<ab');
		expect(await deliver('<a/>')).toMatchObject({ outcome: 'delivered' });
		expect(arrived()).toEqual([PART, '4711-1.xml']);
		expect(contentOf('4711-1.xml')).toBe('<a/>');
	});

	it('adds a checksum file in the format of sha256sum, and repairs a wrong one', async () => {
		const options = { checksumFile: true };
		await deliver('<a/>', { options });
		expect(contentOf('4711-1.xml.sha256')).toBe(`${sha256('<a/>')}  4711-1.xml\n`);

		rmSync(join(inbox, '4711-1.xml.sha256'));
		expect(await deliver('<a/>', { options })).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(contentOf('4711-1.xml.sha256')).toContain(sha256('<a/>'));

		await deliver('<new/>', { options, ifExists: 'replace' });
		expect(contentOf('4711-1.xml.sha256')).toContain(sha256('<new/>'));
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
	});

	it('creates directories once for many files, and accepts relative ones', async () => {
		const input = [await file('1.xml', '<a/>'), await file('2.xml', '')];
		const remoteDirectory = `inbox-${count}/2023/07/`;
		const { outputs, error } = await run('deliver', { remoteDirectory }, { input });

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => [json.remotePath, json.bytes])).toEqual([
			[`inbox-${count}/2023/07/1.xml`, 4],
			[`inbox-${count}/2023/07/2.xml`, 0],
		]);
		expect(readdirSync(join(inbox, '2023/07'))).toEqual(['1.xml', '2.xml']);
	});

	it.each(['../1.xml', 'a/1.xml', 'a\\1.xml', '..', '', 'a\u0000.xml', `${'é'.repeat(125)}.xml`])(
		'refuses the file name %j',
		async (fileName) => {
			const input = [await file(fileName, '<a/>')];
			const { error } = await run('deliver', {}, { input });

			expect(error?.message).toContain('File Name ');
			expect(arrived()).toEqual([]);
		},
	);

	it('compresses, and describes what was sent', async () => {
		const options = { compress: true, expectedSha256: sha256('<rows/>'), checksumFile: true };
		const sent = await deliver('<rows/>', { options });
		expect(arrived()).toEqual(['4711-1.xml.gz', '4711-1.xml.gz.sha256']);
		const compressed = readFileSync(join(inbox, '4711-1.xml.gz'));
		expect(gunzipSync(compressed).toString()).toBe('<rows/>');
		expect(sent).toMatchObject({
			outcome: 'delivered',
			fileName: '4711-1.xml.gz',
			bytes: compressed.length,
			sha256: sha256(compressed),
		});
		expect(await deliver('<rows/>', { options })).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(await deliver('<other/>', { options: { compress: true } })).toMatchObject({
			outcome: 'conflict',
		});
	});

	it('compares the checksum before it compresses', async () => {
		const input = [await file('4711-1.xml', '<rows/>')];
		const options = { compress: true, expectedSha256: sha256('<other/>') };
		const { error } = await run('deliver', { options }, { input });
		expect(error?.message).toBe('4711-1.xml.gz does not have the expected checksum');
		expect(error?.description).toContain(`before it is compressed is ${sha256('<rows/>')}`);
		expect(arrived()).toEqual([]);
	});

	it('says which field has no file', async () => {
		const input = [await file('1.xml', '<a/>')];
		const { error } = await run('deliver', { binaryProperty: 'data' }, { input });
		expect(error).toMatchObject({
			message: 'The item has no file in the field "data"',
			description: expect.stringContaining('It has files in: xml') as string,
		});
	});
});

describe('List and Sweep', () => {
	const hoursAgo = (name: string, hours: number) => {
		const time = new Date(Date.now() - hours * 3_600_000);
		put(name, '<a/>');
		utimesSync(join(inbox, name), time, time);
		return new Date(Math.floor(time.getTime() / 1000) * 1000).toISOString();
	};

	it('list files by name, with checksums and temporary files if asked to', async () => {
		const modifiedAt = hoursAgo('b.xml', 30);
		hoursAgo('a.xml', 1);
		hoursAgo('.c.xml.part', 1);
		mkdirSync(join(inbox, 'folder'));
		const plain = await run('list', {});
		expect(plain.outputs[0].map(({ json }) => json)).toEqual([
			expect.objectContaining({ name: 'a.xml' }),
			{ name: 'b.xml', remotePath: `${inbox}/b.xml`, bytes: 4, modifiedAt },
		]);

		const options = { checksums: true, includeTemporary: true };
		const all = await run('list', { options });
		expect(all.outputs[0].map(({ json }) => [json.name, json.sha256])).toEqual(
			['.c.xml.part', 'a.xml', 'b.xml'].map((name) => [name, sha256('<a/>')]),
		);
	});

	it('list a directory of many files whole', async () => {
		for (let index = 0; index < 1500; index++) put(`${index}.xml`, '');
		const { outputs } = await run('list', {});
		expect(new Set(outputs[0].map(({ json }) => json.name)).size).toBe(1500);
	});

	it('remove old temporary files only', async () => {
		const modifiedAt = hoursAgo('.old.xml.part', 25);
		hoursAgo('.young.xml.part', 23);
		hoursAgo('.bashrc', 25);
		hoursAgo('old.xml', 25);
		const { outputs } = await run('sweep', {});

		expect(outputs[0].map(({ json }) => json)).toEqual([
			{
				name: '.old.xml.part',
				remotePath: `${inbox}/.old.xml.part`,
				bytes: 4,
				modifiedAt,
				removed: true,
			},
		]);
		expect(arrived()).toEqual(['.bashrc', '.young.xml.part', 'old.xml']);

		const young = await run('sweep', { olderThanHours: 0 });
		expect(young.outputs[0].map(({ json }) => json.name)).toEqual(['.young.xml.part']);
	});

	it('name a missing directory', async () => {
		const { error } = await run('list', { remoteDirectory: '/nowhere' });
		expect(error?.message).toBe(
			'List of /nowhere: the directory /nowhere is missing on the server (listing the directory)',
		);
	});
});

describe('Check', () => {
	it('connects and lists, and writes only if asked to', async () => {
		put('one.xml', '');
		const checked = {
			ok: true,
			host: sftp.host,
			port: sftp.port,
			remoteDirectory: inbox,
			entries: 1,
			hostKeyFingerprint: sftp.hostKeyFingerprint,
			milliseconds: expect.any(Number) as number,
		};
		const changed = statSync(inbox).mtimeMs;
		const listing = await run('check', {});
		expect(listing.outputs[0][0].json).toEqual(checked);
		expect(statSync(inbox).mtimeMs).toBe(changed);

		const writing = await run('check', { options: { writeProbe: true } });
		expect(writing.outputs[0][0].json).toEqual({ ...checked, writable: true });
		expect(statSync(inbox).mtimeMs).toBeGreaterThan(changed);
		expect(arrived()).toEqual(['one.xml']);
	});
});

describe('OpenSSH in trouble', () => {
	it('a killed session fails one file, and the next one gets a new session', async () => {
		const input = [await file('1.xml', '<a/>'), await file('2.xml', '<a/>')];
		const killing = killWhenThere('1.xml');
		const { outputs } = await run('deliver', {}, { input, onError: 'continueRegularOutput' });
		await killing;
		const again = await run('deliver', {}, { input });

		expect(outputs[0]).toHaveLength(2);
		for (const { json } of again.outputs[0]) {
			expect(json.outcome).toMatch(/^(delivered|alreadyDelivered)$/);
		}
		expect(arrived()).toEqual(['1.xml', '2.xml']);
	});

	it('a frozen server ends within the keepalive budget', async () => {
		const input = [await file('1.xml', Buffer.alloc(40_000_000))];
		const options = { keepaliveSeconds: 1, stepSeconds: 60 };
		const running = run('deliver', { options }, { input });
		await until(() => arrived().length > 0);
		const thaw = sftp.freeze();
		const began = Date.now();
		const { error } = await running;
		const took = Date.now() - began;
		thaw();

		expect(error?.message).toMatch(/^1\.xml: the connection was lost \(.+\)$/);
		expect(took).toBeLessThan(20_000);
		expect(arrived()).toEqual([expect.stringMatching(/^\.1\.xml\.[0-9a-f]{12}\.part$/)]);
	});

	it('a changed host key stops before anything is sent', async () => {
		const pinned = sftp.hostKeyFingerprint;
		const presented = await sftp.changeHostKey();
		const input = [await file('1.xml', '<a/>')];
		const credential = { hostKeyFingerprint: pinned };
		const { error } = await run('deliver', {}, { input, credential });

		expect(error?.message).toContain(
			`presents ${presented} (ssh-ed25519), the credential has ${pinned}`,
		);
		expect(arrived()).toEqual([]);
	});

	// If nothing can be mounted, only the server in SftpDeliveryFaults has a full disk.
	if (MAY_MOUNT) {
		it('a full disk is reported, leaves no file, and the next run delivers', async () => {
			const disk = mountSmallDisk(join(inbox, 'small'), 1_000_000);
			try {
				const input = [await file('1.xml', Buffer.alloc(2_000_000))];
				const to = { remoteDirectory: join(inbox, 'small') };
				const { error } = await run('deliver', to, { input });
				expect(error?.message).toMatch(
					/^1\.xml: the disk of the server is full \(writing the file after \d+ bytes\)$/,
				);
				expect(readdirSync(to.remoteDirectory)).toEqual([]);

				disk?.resize(4_000_000);
				expect((await run('deliver', to, { input })).error).toBeUndefined();
				expect(statSync(join(to.remoteDirectory, '1.xml')).size).toBe(2_000_000);
			} finally {
				disk?.unmount();
			}
		});
	}
});

function mayMount(): boolean {
	const disk = mountSmallDisk(mkdtempSync(join(tmpdir(), 'sftp-mount-')), 4096);
	disk?.unmount();
	if (disk) rmSync(disk.directory, { recursive: true });
	return disk !== undefined;
}

async function killWhenThere(name: string): Promise<void> {
	await until(() => existsSync(join(inbox, name)));
	sftp.killSessions();
}

async function until(isSo: () => boolean): Promise<void> {
	for (let tries = 0; !isSo(); tries++) {
		if (tries > 60_000) throw new Error('It never came about');
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}
