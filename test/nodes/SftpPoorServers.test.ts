import { mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from 'ssh2';
import { sha256 } from './sftpSetup';
import {
	arrived,
	deliver,
	DELIVERED,
	inbox,
	PART,
	put,
	run,
	sftp,
	useUnusualServer,
} from './sftpUnusualServer';

/* Servers that lack what OpenSSH offers, or never come to an end. */

const { PERMISSION_DENIED, FAILURE, OP_UNSUPPORTED } = utils.sftp.STATUS_CODE;

useUnusualServer();

describe('A server without', () => {
	it.each([FAILURE, OP_UNSUPPORTED])('exclusive open (%d) gets files', async (exclusiveOpen) => {
		sftp.quirks = { exclusiveOpen };
		expect(await deliver()).toMatchObject(DELIVERED);
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it.each([
		[OP_UNSUPPORTED, 'the server cannot do this', 'does not allow renaming'],
		[FAILURE, 'the server refused it without a reason', 'may rename files in /inbox'],
		[
			PERMISSION_DENIED,
			'erp has no permission on the server in /inbox',
			'giving the file its name',
		],
	])('rename (%d) is reported, and keeps no file', async (code, message, advice) => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'refuse', code } });
		expect(await deliver()).toEqual({
			message: `4711-1.xml: ${message} (giving the file its name)`,
			description: expect.stringContaining(advice) as string,
		});
		expect(arrived()).toEqual([]);
	});

	it('a working open says what was refused', async () => {
		sftp.faults.inject({ on: 'OPEN', times: 2, fault: { kind: 'refuse', code: FAILURE } });
		expect(await deliver()).toEqual({
			message: '4711-1.xml: the server refused it without a reason (creating the temporary file)',
			description: expect.stringContaining('whose name begins with a dot') as string,
		});
	});

	it.each([['times'], ['type'], ['mode'], ['size'], ['times', 'mode', 'size']] as Array<
		Array<'times' | 'type' | 'mode' | 'size'>
	>)('%s delivers, recognises its files and finds conflicts', async (...without) => {
		sftp.quirks = { without };
		expect(await deliver()).toMatchObject(DELIVERED);
		expect(await deliver()).toMatchObject({ outcome: 'alreadyDelivered' });
		put('4711-1.xml', '<other/>');
		expect(await deliver()).toMatchObject({ outcome: 'conflict' });
		put('4711-1.xml', '<b/>');
		expect(await deliver()).toMatchObject({ outcome: 'conflict' });
		rmSync(join(inbox, '4711-1.xml'));
		mkdirSync(join(inbox, '4711-1.xml'));
		const { reason } = (await deliver()) as { reason: string };
		expect(reason).toBe('/inbox/4711-1.xml is a directory. It was left alone');
	});

	it('times keeps every temporary file, and List leaves modifiedAt out', async () => {
		sftp.quirks = { without: ['times'] };
		put('.4711-1.xml.0123456789ab.part', '<a/>');
		put('a.xml', '<a/>');
		const swept = await run('sweep', { remoteDirectory: '/inbox', olderThanHours: 0 });
		expect(swept.error).toBeUndefined();
		expect(swept.outputs[0]).toEqual([]);
		const list = await run('list', { remoteDirectory: '/inbox' });
		expect(list.outputs[0].map(({ json }) => json)).toEqual([
			{ name: 'a.xml', remotePath: '/inbox/a.xml', bytes: 4 },
		]);
		expect(arrived()).toEqual([PART, 'a.xml']);
	});

	it('a clock, which sends the time 0, keeps every temporary file', async () => {
		const name = '.4711-1.xml.0123456789ab.part';
		put(name, '<a/>');
		utimesSync(join(inbox, name), 0, 0);
		const swept = await run('sweep', { remoteDirectory: '/inbox', olderThanHours: 0 });
		expect(swept.error).toBeUndefined();
		expect(swept.outputs[0]).toEqual([]);
		const options = { includeTemporary: true };
		const list = await run('list', { remoteDirectory: '/inbox', options });
		expect(list.outputs[0].map(({ json }) => json)).toEqual([
			{ name, remotePath: `/inbox/${name}`, bytes: 4 },
		]);
	});

	it.each(['type', 'mode'] as const)('%s in its attributes lists files', async (what) => {
		put('a.xml', 'abc');
		put('data.xml', 'abc');
		mkdirSync(join(inbox, 'sub'));
		const names = async () => {
			const { outputs } = await run('list', { remoteDirectory: '/inbox' });
			return outputs[0].map(({ json }) => json.name);
		};
		sftp.quirks = { without: [what] };
		expect(await names()).toEqual(['a.xml', 'data.xml']);
		// If the long name does not help either, an entry counts as a file.
		sftp.quirks = { without: [what], longname: (name) => name };
		expect(await names()).toEqual(['a.xml', 'data.xml', 'sub']);
	});

	it('UTF-8 in its names lists files, and has no checksum of those that it does not find', async () => {
		put('Mueller.xml', 'abc');
		put('a.xml', 'abc');
		sftp.quirks = { names: (name) => name.replace('ue', '\ufffd') };
		const options = { checksums: true };
		const { outputs } = await run('list', { remoteDirectory: '/inbox', options });
		expect(outputs[0].map(({ json }) => [json.name, json.sha256])).toEqual([
			['M\ufffdller.xml', undefined],
			['a.xml', sha256('abc')],
		]);
	});

	it('size lists files, and reads none for its checksum', async () => {
		put('a.xml', 'abc');
		sftp.quirks = { without: ['size'], endlessRead: true };
		const options = { checksums: true };
		const { outputs } = await run('list', { remoteDirectory: '/inbox', options });
		expect(outputs[0][0].json).toEqual({
			name: 'a.xml',
			remotePath: '/inbox/a.xml',
			modifiedAt: expect.any(String) as string,
		});
	});
});

describe('A server that never finishes', () => {
	it('a listing: no more entries end it, like the end of the list', async () => {
		for (let index = 0; index < 250; index++) put(`${index}.xml`, '');
		sftp.quirks = { listing: 'endsWithCountZero' };
		const { outputs } = await run('list', { remoteDirectory: '/inbox' });
		expect(outputs[0]).toHaveLength(250);
	});

	it.each([
		['90 files', 90, undefined],
		['only itself and its parent', 0, undefined],
		['a file with 20,000 letters', 1, (name: string) => name.padEnd(20_000, 'x')],
	])('a listing of %s is given up in bounded time', async (_, count, names) => {
		for (let index = 0; index < count; index++) put(`${index}.xml`, '');
		sftp.quirks = { listing: 'endless', names };
		const { error } = await run('list', { remoteDirectory: '/inbox' });
		expect(error?.message).toBe(
			'List of /inbox: the server lists more files than a directory holds (listing the directory)',
		);
	});

	it.each([[[]], [['size']]] as Array<[Array<'size'>]>)(
		'sending a file is read no further than the size of ours: without %j',
		async (without) => {
			put('4711-1.xml', '<b/>');
			sftp.quirks = { endlessRead: true, without };
			expect(await deliver()).toMatchObject({ outcome: 'conflict' });
			expect(sftp.requests.filter(({ name }) => name === 'READ')).toHaveLength(1);
		},
	);

	it('sending a checksum file has it replaced', async () => {
		put('4711-1.xml', '<a/>');
		put('4711-1.xml.sha256', 'x'.repeat(77));
		sftp.quirks = { without: ['size'] };
		sftp.faults.inject({
			on: 'OPEN',
			path: '.sha256',
			fault: { kind: 'then', act: () => (sftp.quirks = { endlessRead: true }) },
		});
		expect(await deliver({ options: { checksumFile: true } })).toMatchObject({
			outcome: 'alreadyDelivered',
		});
		expect(readFileSync(join(inbox, '4711-1.xml.sha256'), 'utf8')).toBe(
			`${sha256('<a/>')}  4711-1.xml\n`,
		);
	});
});
