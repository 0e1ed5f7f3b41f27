import { createHash } from 'node:crypto';
import type { Source } from '../../../../nodes/SftpDelivery/deliver/content';
import { deliver as deliverFiles } from '../../../../nodes/SftpDelivery/deliver/deliverFiles';
import { type Target, Writer } from '../../../../nodes/SftpDelivery/deliver/delivery';
import { sweep } from '../../../../nodes/SftpDelivery/deliver/sweepParts';
import { fail, MemoryFiles } from './memoryFiles';

const TOKEN = '0badc0de';
const PART = `/inbox/.a.xml.${TOKEN}0000.part`;
const FINAL = '/inbox/a.xml';
const CHECKSUM_PART = `/inbox/.a.xml.sha256.${TOKEN}0001.part`;
const CONTENT = '<a/>';
const own = { bytes: 4, sha256: createHash('sha256').update(CONTENT).digest('hex') };

const target = (changes: Partial<Target> = {}): Target => ({
	directory: '/inbox',
	fileName: 'a.xml',
	ifExists: 'recognise',
	createDirectories: true,
	checksumFile: false,
	...changes,
});

const source = (content = CONTENT): Source => ({
	open: async function* () {
		for (const letter of content) yield Buffer.from(letter);
	},
	expectedSha256: '',
});

let remote: MemoryFiles;
beforeEach(() => {
	remote = new MemoryFiles();
});

const deliver = async (
	files: MemoryFiles,
	to: Target,
	content: Source,
	writer = new Writer(TOKEN),
) => (await deliverFiles(files, [{ target: to, source: content }], writer)).document;

const there = () => [...remote.files.keys()].sort();
const once = (start: string, act: (request: string) => unknown) => {
	let isDone = false;
	return (request: string) => {
		if (isDone || !request.startsWith(start)) return;
		isDone = true;
		return act(request);
	};
};

describe('deliver', () => {
	it('checks, writes, compares sizes, checks again, renames, checks; nothing else', async () => {
		expect(await deliver(remote, target(), source())).toEqual({
			outcome: 'delivered',
			remotePath: FINAL,
			...own,
		});
		expect(remote.requests).toEqual([
			`stat ${FINAL}`,
			`create ${PART}`,
			`fill ${PART}`,
			`stat ${PART}`,
			`stat ${FINAL}`,
			`rename ${PART} ${FINAL}`,
			`stat ${FINAL}`,
		]);
	});

	it('checks again before the rename, which overwrites on some servers', async () => {
		remote.after = once('fill', () => remote.put(FINAL, 'from elsewhere'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
		expect(remote.requests.filter((request) => request.startsWith('rename'))).toEqual([]);
		expect(remote.files.get(FINAL)?.toString()).toBe('from elsewhere');
		expect(there()).toEqual([FINAL]);
	});

	it('checks what is there if a rename fails', async () => {
		remote.before = once('rename', () => remote.put(FINAL, 'quicker'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
		expect(there()).toEqual([FINAL]);
	});

	it('counts a rename as done if only its answer was lost', async () => {
		remote.after = once('rename', () => fail('lost'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'delivered' });
	});

	it('infers that the file was taken if the answer was lost and it has neither name', async () => {
		remote.after = once('rename', () => {
			remote.files.delete(FINAL);
			fail('lost');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'inferred' });
	});

	it.each(['missing', 'refused'] as const)(
		'infers nothing if the server answers the rename with "%s"',
		async (kind) => {
			remote.before = once('rename', () => {
				remote.files.delete(PART);
				fail(kind);
			});
			await expect(deliver(remote, target(), source())).rejects.toThrow(
				'The temporary file of a.xml disappeared',
			);
			expect(there()).toEqual([]);
		},
	);

	it('reads back the file with the name if the server refused the rename', async () => {
		remote.before = once('rename', () => {
			remote.files.delete(PART);
			remote.put(FINAL, '<b/>');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
	});

	it('recognises both names as its own if the server was cut between link and unlink', async () => {
		remote.before = once('rename', () => {
			remote.put(FINAL, CONTENT);
			fail('lost');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({
			outcome: 'alreadyDelivered',
		});
		expect(there()).toEqual([FINAL]);
	});

	it('reports the first failure if it cannot check, and keeps files of unknown state', async () => {
		remote.after = (request) => {
			if (!request.startsWith('rename')) return;
			remote.isConnected = false;
			remote.before = () => fail('denied');
			fail('lost');
		};
		await expect(deliver(remote, target(), source())).rejects.toMatchObject({ kind: 'lost' });
		expect(there()).toEqual([FINAL]);
	});

	it('replaces in one step, and renames if there is nothing to replace', async () => {
		const replacing = target({ ifExists: 'replace' });
		expect(await deliver(remote, replacing, source())).not.toHaveProperty('replaced');
		expect(await deliver(remote, replacing, source('<b/>'))).toMatchObject({ replaced: true });
		expect(remote.requests.filter((request) => /^re(name|place)/.test(request))).toEqual([
			`rename ${PART} ${FINAL}`,
			`replace ${PART} ${FINAL}`,
		]);
		remote.after = once('replace', () => fail('lost'));
		expect(await deliver(remote, replacing, source('<c/>'))).toMatchObject({ replaced: true });
	});

	it('never replaces a directory', async () => {
		remote.directories.add(FINAL);
		const replacing = target({ ifExists: 'replace' });
		expect(await deliver(remote, replacing, source())).toMatchObject({ outcome: 'conflict' });
		expect(there()).toEqual([]);
	});

	it('writes the checksum after the rename, never before', async () => {
		await deliver(remote, target({ checksumFile: true }), source());
		const renames = remote.requests.filter((request) => /^re(name|place)/.test(request));
		expect(renames).toEqual([
			`rename ${PART} ${FINAL}`,
			`rename ${CHECKSUM_PART} /inbox/a.xml.sha256`,
		]);
		expect(remote.files.get('/inbox/a.xml.sha256')?.toString()).toBe(`${own.sha256}  a.xml\n`);
	});

	it('writes the checksum even if another run has written it', async () => {
		remote.before = once('rename /inbox/.a.xml.sha256', () =>
			remote.put('/inbox/a.xml.sha256', `${own.sha256}  a.xml\n`),
		);
		await deliver(remote, target({ checksumFile: true }), source());
		expect(there()).toEqual([FINAL, '/inbox/a.xml.sha256']);
	});

	it('says that the file is delivered if its checksum cannot be written', async () => {
		remote.after = once('fill /inbox/.a.xml.sha256', () => fail('quota'));
		const checked = target({ checksumFile: true });
		await expect(deliver(remote, checked, source())).rejects.toMatchObject({
			kind: 'quota',
			isDelivered: true,
		});
		expect(there()).toEqual([FINAL]);
		remote.after = once('fill /inbox/.a.xml.sha256', (request: string) =>
			remote.put(request.slice('fill '.length), ''),
		);
		await expect(deliver(remote, checked, source())).rejects.toThrow(
			/^a\.xml is delivered, but its checksum file is not: a\.xml\.sha256 has 0 bytes on the server, but \d+/,
		);
		remote.after = () => undefined;
		expect(await deliver(remote, checked, source())).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(there()).toEqual([FINAL, '/inbox/a.xml.sha256']);
	});

	it('writes no checksum for a file that is not its own', async () => {
		remote.put(FINAL, '<other/>');
		await deliver(remote, target({ checksumFile: true }), source());
		expect(there()).toEqual([FINAL]);
	});
});

describe('runs that send the same file at once', () => {
	it('each write their own file: one gets the name, the other recognises it', async () => {
		let second: unknown;
		remote.before = once('rename', async () => {
			second = await deliver(remote, target(), source(), new Writer());
		});
		const first = await deliver(remote, target(), source());
		expect([first, second]).toMatchObject([
			{ outcome: 'alreadyDelivered' },
			{ outcome: 'delivered' },
		]);
		expect(remote.requests).toContainEqual(
			expect.stringMatching(/^create .*\.[0-9a-f]{12}\.part$/),
		);
		expect(there()).toEqual([FINAL]);
	});

	it('leave the file of a killed run alone, and files planted in its place', async () => {
		const left = '/inbox/.a.xml.12345678.part';
		remote.put(left, '<a');
		remote.directories.add('/inbox/.a.xml.part');
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'delivered' });
		expect(there()).toEqual([left, FINAL]);
	});

	it('have their own names within one run, too', () => {
		const writer = new Writer();
		const parts = [1, 2, 3].map(() => writer.newPart(target()));
		expect(new Set(parts).size).toBe(3);
		for (const part of parts) expect(part).toMatch(/^\/inbox\/\.a\.xml\.[0-9a-f]{12}\.part$/);
	});
});

describe('a temporary file', () => {
	it.each(['refused', 'quota', 'denied'] as const)(
		'is removed if the server says %s',
		async (kind) => {
			remote.after = once('fill', () => fail(kind));
			await expect(deliver(remote, target(), source())).rejects.toMatchObject({ kind });
			expect(there()).toEqual([]);
		},
	);

	it('stays if the connection is gone', async () => {
		remote.after = once('fill', () => {
			remote.isConnected = false;
			fail('lost');
		});
		await expect(deliver(remote, target(), source())).rejects.toMatchObject({ kind: 'lost' });
		expect(there()).toEqual([PART]);
	});

	it.each([
		[0, 'diskFull'],
		[1024 * 1024, 'refused'],
		[undefined, 'refused'],
	] as const)('failed with a plain "Failure" and %p bytes free means %s', async (free, kind) => {
		remote.free = free;
		remote.after = once('fill', () => fail('refused'));
		await expect(deliver(remote, target(), source())).rejects.toMatchObject({ kind });
	});

	it('gets its directories even if another run creates them at the same time', async () => {
		const deep = target({ directory: '/inbox/2023/07' });
		remote.before = once('makeDirectory /inbox/2023', () => remote.directories.add('/inbox/2023'));
		expect(await deliver(remote, deep, source())).toMatchObject({ outcome: 'delivered' });
		expect(there()).toEqual(['/inbox/2023/07/a.xml']);
	});

	it('gets its directory even if another run creates the parent after the server reported it missing', async () => {
		const deep = target({ directory: '/inbox/2023/07' });
		remote.before = once('isDirectory /inbox/2023', () => remote.directories.add('/inbox/2023'));
		expect(await deliver(remote, deep, source())).toMatchObject({ outcome: 'delivered' });
		expect(there()).toEqual(['/inbox/2023/07/a.xml']);
	});

	it('gets no directory if told not to create one', async () => {
		const deep = target({ directory: '/inbox/2023', createDirectories: false });
		await expect(deliver(remote, deep, source())).rejects.toMatchObject({ kind: 'missing' });
		expect(remote.directories).not.toContain('/inbox/2023');
	});

	it('that disappears is reported', async () => {
		remote.after = once('fill', () => remote.files.delete(PART));
		await expect(deliver(remote, target(), source())).rejects.toThrow('disappeared from /inbox');
	});
});

describe('sweep', () => {
	const rules = {
		directory: '/inbox',
		changedBefore: Date.parse('2023-07-11'),
		intended: new Set<string>(),
	};

	it('does not report files that somebody else removed', async () => {
		remote.put(PART, '');
		remote.put('/inbox/.b.xml.part', '');
		remote.before = once('remove /inbox/.a', () => remote.files.delete(PART));
		const removed = await sweep(remote, rules);
		expect(removed.map(({ name }) => name)).toEqual(['.b.xml.part']);
	});

	it('leaves files without an age', async () => {
		remote.put(PART, '');
		remote.modifiedAt = undefined;
		expect(await sweep(remote, rules)).toEqual([]);
		expect(there()).toEqual([PART]);
	});

	it('leaves files that an intent names', async () => {
		remote.put(PART, '');
		remote.put('/inbox/.a.xml.12ab.part', '');
		const intended = new Set(['.a.xml.12ab.part']);
		const removed = await sweep(remote, { ...rules, intended });
		expect(removed.map(({ name }) => `/inbox/${name}`)).toEqual([PART]);
	});
});
