import { createHash } from 'node:crypto';
import { deliver } from '../../../../nodes/SftpDelivery/deliver/deliver';
import { publish } from '../../../../nodes/SftpDelivery/deliver/publish';
import { stage } from '../../../../nodes/SftpDelivery/deliver/stage';
import { sweep } from '../../../../nodes/SftpDelivery/deliver/sweep';
import type { Source, Target } from '../../../../nodes/SftpDelivery/deliver/target';
import { fail, MemoryFiles } from './memoryFiles';

const PART = '/inbox/.a.xml.part';
const FINAL = '/inbox/a.xml';
const CHECKSUM_PART = '/inbox/.a.xml.sha256.part';
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

const there = () => [...remote.files.keys()].sort();
const once = (start: string, act: () => unknown) => {
	let isDone = false;
	return (request: string) => {
		if (isDone || !request.startsWith(start)) return;
		isDone = true;
		return act();
	};
};

describe('deliver', () => {
	it('asks, writes, compares sizes, asks again, renames; nothing else', async () => {
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
		]);
	});

	it('looks again before the rename: on some servers it would overwrite', async () => {
		remote.after = once('fill', () => remote.put(FINAL, 'from elsewhere'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
		expect(remote.requests.filter((request) => request.startsWith('rename'))).toEqual([]);
		expect(remote.files.get(FINAL)?.toString()).toBe('from elsewhere');
		expect(there()).toEqual([FINAL]);
	});

	it('looks what is there when a rename fails', async () => {
		remote.before = once('rename', () => remote.put(FINAL, 'quicker'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
		expect(there()).toEqual([FINAL]);
	});

	it('takes a rename for done whose answer was lost', async () => {
		remote.after = once('rename', () => fail('lost'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'delivered' });
	});

	it('infers that the file was taken when its answer was lost', async () => {
		remote.after = once('rename', () => {
			remote.files.delete(FINAL);
			fail('lost');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'inferred' });
	});

	it.each(['missing', 'refused'] as const)(
		'infers nothing where the server says "%s" to the rename',
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

	it('reads back what has the name where the server refused the rename', async () => {
		remote.before = once('rename', () => {
			remote.files.delete(PART);
			remote.put(FINAL, '<b/>');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'conflict' });
	});

	it('takes both names for its own where the server was cut between link and unlink', async () => {
		remote.before = once('rename', () => {
			remote.put(FINAL, CONTENT);
			fail('lost');
		});
		expect(await deliver(remote, target(), source())).toMatchObject({
			outcome: 'alreadyDelivered',
		});
		expect(there()).toEqual([FINAL]);
	});

	it('tells the first failure when it cannot look, and keeps what it cannot know', async () => {
		remote.after = (request) => {
			if (!request.startsWith('rename')) return;
			remote.isConnected = false;
			remote.before = () => fail('denied');
			fail('lost');
		};
		await expect(deliver(remote, target(), source())).rejects.toMatchObject({ kind: 'lost' });
		expect(there()).toEqual([FINAL]);
	});

	it('replaces in one step, and renames where there is nothing to replace', async () => {
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
			'replace /inbox/.a.xml.sha256.part /inbox/a.xml.sha256',
		]);
		expect(remote.files.get('/inbox/a.xml.sha256')?.toString()).toBe(`${own.sha256}  a.xml\n`);
	});

	it('writes the checksum although another run has written it', async () => {
		remote.before = once('replace', () => remote.put('/inbox/a.xml.sha256', 'the same'));
		await deliver(remote, target({ checksumFile: true }), source());
		expect(there()).toEqual([FINAL, '/inbox/a.xml.sha256']);
	});

	it('says that the file is delivered where its checksum cannot be written', async () => {
		remote.after = once('fill /inbox/.a.xml.sha256', () => fail('quota'));
		const checked = target({ checksumFile: true });
		await expect(deliver(remote, checked, source())).rejects.toMatchObject({
			kind: 'quota',
			isDelivered: true,
		});
		expect(there()).toEqual([FINAL]);
		remote.after = once('fill /inbox/.a.xml.sha256', () => remote.put(CHECKSUM_PART, ''));
		await expect(deliver(remote, checked, source())).rejects.toThrow(
			/^a\.xml is delivered, its checksum file is not: Only 0 of/,
		);
		remote.after = () => undefined;
		expect(await deliver(remote, checked, source())).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(there()).toEqual([FINAL, '/inbox/a.xml.sha256']);
	});

	it('writes no checksum beside a file that is not its own', async () => {
		remote.put(FINAL, '<other/>');
		await deliver(remote, target({ checksumFile: true }), source());
		expect(there()).toEqual([FINAL]);
	});
});

describe('runs that send the same file at once', () => {
	const SECOND = /^\/inbox\/\.a\.xml\.[0-9a-f]{8}\.part$/;

	it('each deliver a file of their own: one gets the name, the other recognises it', async () => {
		let second: unknown;
		remote.before = once('rename', async () => {
			second = await deliver(remote, target(), source());
		});
		const first = await deliver(remote, target(), source());
		expect([first, second]).toMatchObject([
			{ outcome: 'alreadyDelivered' },
			{ outcome: 'delivered' },
		]);
		expect(remote.requests).toContainEqual(expect.stringMatching(/^create .*\.[0-9a-f]{8}\.part$/));
		expect(there()).toEqual([FINAL]);
	});

	it('leave what a killed run wrote alone, and remove it when the file has its name', async () => {
		remote.put(PART, '<a');
		remote.after = once('fill', () => expect(remote.files.get(PART)?.toString()).toBe('<a'));
		expect(await deliver(remote, target(), source())).toMatchObject({ outcome: 'delivered' });
		expect(there()).toEqual([FINAL]);
	});

	it('stage it whole at every moment: what is there is replaced, never written anew', async () => {
		remote.put(PART, CONTENT);
		remote.after = (request) => {
			if (!request.startsWith('replace')) expect(remote.files.get(PART)?.toString()).toBe(CONTENT);
		};
		expect(await stage(remote, target(), source('<other/>'))).toMatchObject({ outcome: 'staged' });
		expect(remote.files.get(PART)?.toString()).toBe('<other/>');
		expect(there()).toEqual([PART]);
	});

	it('stage it where the server cannot replace in one step, too', async () => {
		remote.put(PART, '<a');
		remote.before = once('replace', () => fail('unsupported'));
		expect(await stage(remote, target(), source())).toMatchObject({ outcome: 'staged' });
		expect(there()).toEqual([PART]);
		expect(remote.files.get(PART)?.toString()).toBe(CONTENT);
	});

	it('leave no second file where it cannot be put in place', async () => {
		remote.put(PART, '<a');
		remote.before = once('replace', () => fail('denied'));
		await expect(stage(remote, target(), source())).rejects.toMatchObject({ kind: 'denied' });
		expect(there()).toEqual([PART]);
	});

	it('give no half file the name: another stages while one publishes', async () => {
		await stage(remote, target(), source());
		remote.after = once('fill', () => {
			remote.isConnected = false;
			fail('lost');
		});
		remote.before = once('rename', async () => {
			const late = stage(remote, target(), source('<another one/>'));
			await expect(late).rejects.toMatchObject({ kind: 'lost' });
			remote.isConnected = true;
		});
		const publication = { target: target(), own, verifyStaged: true, ifGone: 'fail' as const };
		expect(await publish(remote, publication)).toMatchObject({ outcome: 'delivered', ...own });
		expect(remote.files.get(FINAL)?.toString()).toBe(CONTENT);
		expect(there()).toEqual([expect.stringMatching(SECOND) as string, FINAL]);
	});
});

describe('stage', () => {
	it('writes the checksum of a file that has its name already, where one is wanted', async () => {
		remote.put(FINAL, CONTENT);
		const checked = target({ checksumFile: true });
		expect(await stage(remote, checked, source())).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(there()).toEqual([FINAL, '/inbox/a.xml.sha256']);
		remote.files.clear();
		expect(await stage(remote, checked, source())).toMatchObject({ outcome: 'staged' });
		expect(there()).toEqual([PART]);
	});

	it.each(['refused', 'quota', 'denied'] as const)(
		'removes what it wrote when the server says %s',
		async (kind) => {
			remote.after = once('fill', () => fail(kind));
			await expect(stage(remote, target(), source())).rejects.toMatchObject({ kind });
			expect(there()).toEqual([]);
		},
	);

	it('leaves it where the connection is gone', async () => {
		remote.after = once('fill', () => {
			remote.isConnected = false;
			fail('lost');
		});
		await expect(stage(remote, target(), source())).rejects.toMatchObject({ kind: 'lost' });
		expect(there()).toEqual([PART]);
	});

	it.each([
		[0, 'diskFull'],
		[1024 * 1024, 'refused'],
		[undefined, 'refused'],
	] as const)('with %p bytes free, a plain "Failure" means %s', async (free, kind) => {
		remote.free = free;
		remote.after = once('fill', () => fail('refused'));
		await expect(stage(remote, target(), source())).rejects.toMatchObject({ kind });
	});

	it('makes directories although another run makes them at the same time', async () => {
		const deep = target({ directory: '/inbox/2023/07' });
		remote.before = once('makeDirectory /inbox/2023', () => remote.directories.add('/inbox/2023'));
		expect(await stage(remote, deep, source())).toMatchObject({ outcome: 'staged' });
		expect(there()).toEqual(['/inbox/2023/07/.a.xml.part']);
	});

	it('makes no directory when told not to', async () => {
		const deep = target({ directory: '/inbox/2023', createDirectories: false });
		await expect(stage(remote, deep, source())).rejects.toMatchObject({ kind: 'missing' });
		expect(remote.directories).not.toContain('/inbox/2023');
	});

	it('says so when its temporary file disappears', async () => {
		remote.after = once('fill', () => remote.files.delete(PART));
		await expect(stage(remote, target(), source())).rejects.toThrow('disappeared from /inbox');
	});
});

describe('publish decides from the two names', () => {
	const publication = (changes: Partial<Target> = {}) => ({
		target: target(changes),
		own,
		verifyStaged: false,
		ifGone: 'infer' as const,
	});
	const names = { no: undefined, own: CONTENT, other: '<b/>', half: '<a' };
	type Name = keyof typeof names;

	it.each<[Name, Name, Target['ifExists'], string, string[]]>([
		['no', 'no', 'recognise', 'inferred', []],
		['no', 'own', 'recognise', 'alreadyDelivered', [FINAL]],
		['no', 'own', 'refuse', 'alreadyDelivered', [FINAL]],
		['no', 'own', 'replace', 'alreadyDelivered', [FINAL]],
		['no', 'other', 'recognise', 'conflict', [FINAL]],
		['no', 'other', 'replace', 'conflict', [FINAL]],
		['own', 'no', 'recognise', 'delivered', [FINAL]],
		['own', 'no', 'refuse', 'delivered', [FINAL]],
		['own', 'no', 'replace', 'delivered', [FINAL]],
		['own', 'own', 'recognise', 'alreadyDelivered', [FINAL]],
		['own', 'own', 'refuse', 'conflict', [PART, FINAL]],
		['own', 'other', 'recognise', 'conflict', [PART, FINAL]],
		['own', 'other', 'replace', 'delivered', [FINAL]],
		['half', 'no', 'recognise', 'incomplete', [PART]],
		['half', 'other', 'replace', 'incomplete', [PART, FINAL]],
		['half', 'own', 'recognise', 'alreadyDelivered', [FINAL]],
	])('temporary: %s, final: %s, %s → %s', async (part, final, ifExists, outcome, left) => {
		const [staged, published] = [names[part], names[final]];
		if (staged !== undefined) remote.put(PART, staged);
		if (published !== undefined) remote.put(FINAL, published);

		expect(await publish(remote, publication({ ifExists }))).toMatchObject({ outcome, ...own });
		expect(there()).toEqual(left);
	});

	it('has a file that is gone staged again, where nobody can have renamed it', async () => {
		const sameRun = { ...publication(), ifGone: 'stageAgain' as const };
		expect(await publish(remote, sameRun)).toMatchObject({ outcome: 'incomplete' });
	});

	it.each([
		['infer', 'inferred'],
		['stageAgain', 'incomplete'],
	] as const)(
		'obeys If File Is Gone where the rename finds nothing: %s',
		async (ifGone, outcome) => {
			remote.put(PART, CONTENT);
			remote.before = once('rename', () => remote.files.delete(PART));
			expect(await publish(remote, { ...publication(), ifGone })).toMatchObject({ outcome });
		},
	);

	it('fails where the rename finds nothing and If File Is Gone says so', async () => {
		remote.put(PART, CONTENT);
		remote.before = once('rename', () => remote.files.delete(PART));
		await expect(publish(remote, { ...publication(), ifGone: 'fail' })).rejects.toThrow(
			'under neither of its names',
		);
	});

	it('takes the name away again from what is not whole', async () => {
		remote.put(PART, CONTENT);
		remote.before = once('rename', () => remote.put(PART, '<a'));
		expect(await publish(remote, publication())).toMatchObject({
			outcome: 'incomplete',
			reason: expect.stringContaining('was changed to 2 bytes while it got its name') as string,
			...own,
		});
		expect(there()).toEqual([expect.stringMatching(/\.a\.xml\.[0-9a-f]{8}\.part$/)]);
	});

	it('reports what is not whole where the name cannot be taken away', async () => {
		remote.put(PART, CONTENT);
		remote.before = once('rename', () => {
			remote.put(PART, '<a');
			remote.before = once('rename', () => fail('denied'));
		});
		expect(await publish(remote, publication())).toMatchObject({
			outcome: 'conflict',
			found: { bytes: 2 },
		});
	});

	it('takes a confirmed rename for done where the ERP was quicker, or nothing more can be asked', async () => {
		remote.put(PART, CONTENT);
		remote.after = once('rename', () => remote.files.delete(FINAL));
		expect(await publish(remote, publication())).toMatchObject({ outcome: 'delivered' });
		remote.put(PART, CONTENT);
		remote.after = once('rename', () => {
			remote.before = once('stat', () => fail('lost'));
		});
		expect(await publish(remote, publication())).toMatchObject({ outcome: 'delivered' });
	});

	it('infers nothing from a directory that is not there', async () => {
		remote.directories.delete('/inbox');
		await expect(publish(remote, publication())).rejects.toMatchObject({ kind: 'missing' });
	});

	it('reads the temporary file back only when asked to', async () => {
		remote.put(PART, '<b/>');
		const verifying = { ...publication(), verifyStaged: true };
		expect(await publish(remote, verifying)).toMatchObject({ outcome: 'incomplete' });
		expect(await publish(remote, publication())).toMatchObject({ outcome: 'delivered' });
	});
});

describe('sweep', () => {
	it('does not report what somebody else removed', async () => {
		remote.put('/inbox/.a.xml.part', '');
		remote.put('/inbox/.b.xml.part', '');
		remote.before = once('remove /inbox/.a', () => remote.files.delete(PART));
		const removed = await sweep(remote, {
			directory: '/inbox',
			changedBefore: new Date('2023-07-11'),
			keep: [],
		});
		expect(removed.map(({ name }) => name)).toEqual(['.b.xml.part']);
	});
});
