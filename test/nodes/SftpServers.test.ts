import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from 'ssh2';
import { startInProcessSftp } from '../../sandbox/sftp/inProcess';
import { sha256 } from './sftpSetup';
import {
	arrived,
	deliver,
	DELIVERED,
	file,
	home,
	inbox,
	PART,
	put,
	run,
	sftp,
	useUnusualServer,
} from './sftpUnusualServer';

/*
 * Real-world servers: each differs from OpenSSH in one known way. Files are delivered if possible; otherwise the node
 * reports why not.
 */

const { OK, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE, BAD_MESSAGE } = utils.sftp.STATUS_CODE;

useUnusualServer();

describe('A file', () => {
	it('takes nine requests, and one for each 31 KiB', async () => {
		const input = [await file('4711-1.xml', Buffer.alloc(200_000))];
		await run('deliver', { remoteDirectory: '/inbox' }, { input });
		expect(sftp.requests.map(({ name }) => name)).toEqual([
			'STAT',
			'OPEN',
			...Array<string>(7).fill('WRITE'),
			'fsync@openssh.com',
			'CLOSE',
			'STAT',
			'STAT',
			'RENAME',
			'STAT',
		]);
	});

	it('of another document is sent at the same time, over the same connection', async () => {
		const before = sftp.connections;
		const names = Array.from({ length: 12 }, (_, index) => `${index}.xml`);
		const input = await Promise.all(names.map(async (name) => await file(name, name)));
		const { outputs, error } = await run('deliver', { remoteDirectory: '/inbox' }, { input });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.fileName)).toEqual(names);
		expect(sftp.connections - before).toBe(1);
		const opened = sftp.requests.findIndex(
			({ name, paths }) => name === 'OPEN' && /\.3\.xml/.test(paths[0]),
		);
		const renamed = sftp.requests.findIndex(
			({ name, paths }) => name === 'RENAME' && /\.0\.xml/.test(paths[0]),
		);
		expect(opened).toBeLessThan(renamed);
	});

	it('is sent one after the other if that is chosen', async () => {
		const input = [await file('1.xml', '<a/>'), await file('2.xml', '<a/>')];
		const options = { parallelDocuments: 1 };
		await run('deliver', { remoteDirectory: '/inbox', options }, { input });
		const names = sftp.requests.map(({ name }) => name);
		expect(names.lastIndexOf('OPEN')).toBeGreaterThan(names.indexOf('RENAME'));
		const { error } = await run(
			'deliver',
			{ remoteDirectory: '/inbox', options: { parallelDocuments: 'many' } },
			{ input },
		);
		expect(error?.message).toContain('Parallel Documents is not a number');
	});
});

describe('An acknowledged rename', () => {
	it('that was not done is an error, and leaves nothing behind', async () => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'pretend' } });
		expect(await deliver()).toEqual({
			message:
				'The server acknowledged the name of 4711-1.xml, but the file still had its temporary name',
			description: expect.stringContaining('was removed from /inbox') as string,
		});
		expect(arrived()).toEqual([]);
		expect(await deliver()).toMatchObject(DELIVERED);
	});

	it('that was not done is an error even if it should replace a file of the same size', async () => {
		put('4711-1.xml', '<b/>');
		sftp.faults.inject({ on: 'posix-rename@openssh.com', fault: { kind: 'pretend' } });
		expect(await deliver({ ifExists: 'replace' })).toMatchObject({
			message: expect.stringContaining('still had its temporary name') as string,
		});
		expect(readFileSync(join(inbox, '4711-1.xml'), 'utf8')).toBe('<b/>');
		expect(await deliver({ ifExists: 'replace' })).toMatchObject({ ...DELIVERED, replaced: true });
		expect(readFileSync(join(inbox, '4711-1.xml'), 'utf8')).toBe('<a/>');
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it('that is done a little later counts as delivered', async () => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'pretend', doneAfterMs: 100 } });
		expect(await deliver()).toMatchObject(DELIVERED);
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it('that is done at the last moment counts as delivered', async () => {
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'pretend', doneAfterMs: 1_000 } });
		expect(await deliver()).toMatchObject(DELIVERED);
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it.each(['4711-1.xml.quarantined', '.hold-77'])(
		'whose file is parked as %s is an error',
		async (name) => {
			put('old.xml', '<b/>');
			sftp.faults.inject({ on: 'RENAME', fault: { kind: 'park', name } });
			expect(await deliver()).toEqual({
				message: `The server acknowledged the name of 4711-1.xml, but keeps the file as "${name}" in /inbox`,
				description: expect.stringContaining('It does not have its own name') as string,
			});
		},
	);

	it('whose file is taken at once counts as delivered', async () => {
		put('other.xml', '<b/>');
		sftp.faults.inject({ on: 'RENAME', fault: { kind: 'taken' } });
		expect(await deliver()).toMatchObject({ ...DELIVERED, takenAtOnce: true });
		expect(arrived()).toEqual(['other.xml']);
	});

	it('whose files are all taken at once, by an ERP as quick as the server, counts as delivered', async () => {
		sftp.faults.inject({ on: 'RENAME', times: null, fault: { kind: 'taken' } });
		const names = Array.from({ length: 30 }, (_, index) => `${index}.xml`);
		const input = await Promise.all(names.map(async (name) => await file(name, '<a/>')));
		const { outputs, error } = await run('deliver', { remoteDirectory: '/inbox' }, { input });
		expect(error).toBeUndefined();
		for (const { json } of outputs[0]) {
			expect(json).toMatchObject({ ...DELIVERED, takenAtOnce: true });
		}
		expect(arrived()).toEqual([]);
	});

	it('is not confused with another file that this run delivered', async () => {
		sftp.faults.inject({ on: 'RENAME', path: '2.xml', fault: { kind: 'taken' } });
		const input = [await file('1.xml', '<a/>'), await file('2.xml', '<a/>')];
		const { outputs, error } = await run('deliver', { remoteDirectory: '/inbox' }, { input });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.takenAtOnce)).toEqual([undefined, true]);
	});

	it.each([FAILURE, BAD_MESSAGE, PERMISSION_DENIED])(
		'whose file is taken at once counts as delivered, even if STAT of a missing file answers %d',
		async (code) => {
			sftp.quirks = { missing: { STAT: code } };
			sftp.faults.inject({ on: 'RENAME', fault: { kind: 'taken' } });
			expect(await deliver()).toMatchObject({ ...DELIVERED, takenAtOnce: true });
		},
	);

	it('counts if the account may not look, and the output says so', async () => {
		for (const on of ['STAT', 'OPENDIR'] as const) {
			sftp.faults.inject({
				on,
				times: null,
				fault: { kind: 'refuse', code: PERMISSION_DENIED },
			});
		}
		expect(await deliver()).toMatchObject({
			...DELIVERED,
			acknowledgedOnly: true,
			reason: 'The server acknowledged the name, but does not let the account look into /inbox',
		});
		expect(arrived()).toEqual(['4711-1.xml']);
	});

	it('whose file another one replaced at once is a conflict', async () => {
		sftp.faults.inject({
			on: 'RENAME',
			fault: { kind: 'then', act: () => put('4711-1.xml', '<longer/>') },
		});
		expect(await deliver()).toMatchObject({ outcome: 'conflict', found: { bytes: 9 } });
	});
});

describe('STAT of a missing file', () => {
	it.each([FAILURE, BAD_MESSAGE, PERMISSION_DENIED])(
		'may answer %d: files are delivered, and conflicts found',
		async (code) => {
			sftp.quirks = { missing: { STAT: code } };
			expect(await deliver()).toMatchObject(DELIVERED);
			expect(await deliver()).toMatchObject({ outcome: 'alreadyDelivered' });
			put('4711-1.xml', '<other/>');
			expect(await deliver()).toMatchObject({ outcome: 'conflict' });
			expect(arrived()).toEqual(['4711-1.xml']);
		},
	);

	it('is answered with a bare OK, as everything is: the rename decides', async () => {
		sftp.faults.inject({ on: 'STAT', times: null, fault: { kind: 'refuse', code: OK } });
		expect(await deliver()).toMatchObject(DELIVERED);
		put('4711-1.xml', '<other/>');
		expect(await deliver()).toMatchObject({ outcome: 'conflict' });
	});

	it('may be refused, also for existing files: the rename decides', async () => {
		put('4711-1.xml', '<other/>');
		sftp.faults.inject({
			on: 'STAT',
			times: null,
			fault: { kind: 'refuse', code: PERMISSION_DENIED },
		});
		expect(await deliver()).toMatchObject({ outcome: 'conflict' });
		expect(arrived()).toEqual(['4711-1.xml']);
	});
});

describe('A missing directory', () => {
	it.each([
		['OPEN', FAILURE],
		['OPEN', PERMISSION_DENIED],
		['MKDIR', FAILURE],
		['STAT', FAILURE],
	] as const)('is created if %s answers %d', async (request, code) => {
		sftp.quirks = { missing: { [request]: code } };
		const deep = { remoteDirectory: '/inbox/2023/07/11' };
		expect(await deliver(deep)).toMatchObject(DELIVERED);
		expect(await deliver(deep)).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(readdirSync(join(inbox, '2023/07/11'))).toEqual(['4711-1.xml']);
	});

	it('is recognised if a server states no types', async () => {
		sftp.quirks = { without: ['mode'], missing: { OPEN: FAILURE } };
		mkdirSync(join(inbox, '2023'));
		expect(await deliver({ remoteDirectory: '/inbox/2023/07' })).toMatchObject(DELIVERED);
	});
});

describe('A checksum file', () => {
	it('needs no permission to remove if its name is free', async () => {
		for (const on of ['REMOVE', 'posix-rename@openssh.com'] as const) {
			sftp.faults.inject({
				on,
				times: null,
				fault: { kind: 'refuse', code: PERMISSION_DENIED },
			});
		}
		expect(await deliver({ options: { checksumFile: true } })).toMatchObject(DELIVERED);
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
	});
});

describe('A checksum file, like its document,', () => {
	const withChecksum = { options: { checksumFile: true } };
	const rule = { on: 'RENAME' as const, path: '.sha256' };

	it('is checked: if it did not get its name, the error says that the file is delivered', async () => {
		sftp.faults.inject({ ...rule, fault: { kind: 'pretend' } });
		expect(await deliver(withChecksum)).toMatchObject({
			message: expect.stringMatching(
				/^4711-1\.xml is delivered, but its checksum file is not: The server acknowledged the name of 4711-1\.xml\.sha256/,
			) as string,
		});
		expect(arrived()).toEqual(['4711-1.xml']);
		expect(await deliver(withChecksum)).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
	});

	it('may be taken at once, and a directory in its place is reported', async () => {
		sftp.faults.inject({ ...rule, fault: { kind: 'taken' } });
		expect(await deliver(withChecksum)).toMatchObject(DELIVERED);
		mkdirSync(join(inbox, '4711-1.xml.sha256'));
		expect(await deliver(withChecksum)).toMatchObject({
			message:
				'4711-1.xml is delivered, but its checksum file is not: /inbox/4711-1.xml.sha256 is a directory. It was left alone',
		});
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
	});

	it('is replaced in two steps if the server cannot do it in one', async () => {
		const server = await startInProcessSftp({ directory: home, extensions: [] });
		const changes = { port: server.port, hostKeyFingerprint: server.hostKeyFingerprint };
		await deliver(withChecksum, changes);
		put('4711-1.xml.sha256', 'of an older file');
		expect(await deliver(withChecksum, changes)).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(readFileSync(join(inbox, '4711-1.xml.sha256'), 'utf8')).toContain(sha256('<a/>'));
		expect(arrived()).toEqual(['4711-1.xml', '4711-1.xml.sha256']);
		await server.stop();
	});
});

describe('A file planted under the old temporary name', () => {
	it('blocks no file', async () => {
		mkdirSync(join(inbox, '.4711-1.xml.part'));
		expect(await deliver()).toMatchObject(DELIVERED);
		expect(arrived()).toEqual(['.4711-1.xml.part', '4711-1.xml']);
	});
});

describe('A server with several host keys', () => {
	it.each([0, 1, 2])('is recognised by each of them, whichever is pinned: %d', async (index) => {
		const before = sftp.connections;
		const hostKeyFingerprint = sftp.hostKeyFingerprints[index];
		expect(await deliver({}, { hostKeyFingerprint })).toMatchObject({ outcome: 'delivered' });
		expect(sftp.connections - before).toBe(1 + index);
		rmSync(join(inbox, '4711-1.xml'));

		// Its type is known from now on.
		const again = sftp.connections;
		expect(await deliver({}, { hostKeyFingerprint })).toMatchObject({ outcome: 'delivered' });
		expect(sftp.connections - again).toBe(1);
	});

	it('is first asked for the type that is named beside the fingerprint', async () => {
		const other = await startInProcessSftp({ directory: home, hostKeys: ['ed25519', 'rsa'] });
		const changes = {
			port: other.port,
			hostKeyFingerprint: `${other.hostKeyFingerprints[1]} (RSA)`,
		};
		expect(await deliver({}, changes)).toMatchObject({ outcome: 'delivered' });
		expect(other.connections).toBe(1);
		await other.stop();
	});

	it('counts as another server if it has none of the pinned keys, and gets no password', async () => {
		const attempts = sftp.logins;
		const hostKeyFingerprint = `SHA256:${'A'.repeat(43)}`;
		const { message } = (await deliver({}, { hostKeyFingerprint })) as { message: string };
		expect(message).toContain(
			`has changed: it presents ${sftp.hostKeyFingerprints[0]} (ssh-ed25519), the credential has ${hostKeyFingerprint}`,
		);
		expect(sftp.logins).toBe(attempts);
	});
});

it.each(['connectSeconds', 'stepSeconds', 'keepaliveSeconds'])(
	'is waited for where %s is longer than any timer',
	async (name) => {
		expect(await deliver({ options: { [name]: 1e7 } })).toMatchObject(DELIVERED);
	},
);

it('keeps a temporary file that is younger than an age that no date can tell', async () => {
	put('.4711-1.xml.0123456789ab.part', '<a/>');
	const { outputs, error } = await run('sweep', {
		remoteDirectory: '/inbox',
		olderThanHours: 9_999_999_999,
	});
	expect(error).toBeUndefined();
	expect(outputs[0]).toEqual([]);
	expect(arrived()).toEqual([PART]);
});

it('says which file was not found if the server answers "no such file" to the rename', async () => {
	sftp.faults.inject({
		on: 'RENAME',
		fault: { kind: 'refuse', code: NO_SUCH_FILE },
	});
	expect(await deliver()).toMatchObject({
		message: expect.stringContaining('(giving the file its name)') as string,
	});
});
