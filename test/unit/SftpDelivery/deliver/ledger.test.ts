import { createHash } from 'node:crypto';
import { deliver } from '../../../../nodes/SftpDelivery/deliver/deliverFiles';
import { type Outbound, Writer } from '../../../../nodes/SftpDelivery/deliver/delivery';
import { recover } from '../../../../nodes/SftpDelivery/deliver/recoverDelivery';
import { Process, type When } from './brokenOff';
import { fail, MemoryFiles } from './memoryFiles';
import { MemoryLedger } from './memoryLedger';

const XML = '/inbox/a.xml';
const CSV = '/inbox/a.csv';
const CONTENTS = { [CSV]: 'row\n', [XML]: '<a/>' };

let remote: MemoryFiles;
let ledger: MemoryLedger;
beforeEach(() => {
	remote = new MemoryFiles();
	ledger = new MemoryLedger();
});

const outbound = (path: string, content: string): Outbound => ({
	target: {
		directory: '/inbox',
		fileName: path.slice('/inbox/'.length),
		ifExists: 'recognise',
		createDirectories: true,
		checksumFile: true,
	},
	source: {
		open: async function* () {
			yield Buffer.from(content);
		},
		expectedSha256: '',
	},
});

/** The traffic gets its name before the document that refers to it. */
const both = () => Object.entries(CONTENTS).map(([path, content]) => outbound(path, content));
const one = () => [outbound(XML, CONTENTS[XML])];

const send = async (files = one(), writer = new Writer()) =>
	(await deliver(remote, files, writer, ledger.port(writer.token))).document;

/** A delivery that stops where its process does; what it came to is `running`. */
function stopping(process: Process, files = one()) {
	const writer = new Writer();
	const port = process.ledger(ledger.port(writer.token));
	return { process, running: deliver(process.files(remote), files, writer, port) };
}

/** The same, once it has stopped. */
async function stoppedAt(step: string, when: When, files = one()) {
	const stopped = stopping(new Process(step, when), files);
	await stopped.process.stopped;
	return stopped;
}

/** As the node's Recover does it with a row that a killed run left. */
async function recovered(): Promise<string | undefined> {
	if (ledger.row?.state !== 'publishing') return undefined;
	const { files, writer } = ledger.row;
	const { state } = await recover(remote, files, new Writer());
	if (state !== 'unknown') ledger.settle(writer, state);
	return state;
}

const there = () => [...remote.files.keys()].sort();
const parts = () => there().filter((path) => path.endsWith('.part'));
const text = (path: string) => remote.files.get(path)?.toString();
const markerOf = (path: string) => {
	const sha256 = createHash('sha256')
		.update(CONTENTS[path as keyof typeof CONTENTS])
		.digest('hex');
	return `${sha256}  ${path.slice('/inbox/'.length)}\n`;
};

function expectDelivered(paths: string[]): void {
	expect(ledger.row?.state).toBe('delivered');
	for (const path of paths) {
		expect(text(path)).toBe(CONTENTS[path as keyof typeof CONTENTS]);
		expect(text(`${path}.sha256`)).toBe(markerOf(path));
	}
}

describe('The order of a delivery', () => {
	it('is: all staged, one intent, attachments before the document, markers, outcome', async () => {
		const steps: string[] = [];
		const process = new Process(Infinity, 'before');
		const port = ledger.port('w');
		const writer = new Writer();
		remote.before = (request) => void steps.push(request.replace(/\.[0-9a-f]{12}\./, '.T.'));
		const { document, files } = await deliver(process.files(remote), both(), writer, {
			...port,
			intend: async (named) => {
				steps.push(`intend ${named.map(({ name, marker }) => `${name}+${marker}`).join(' ')}`);
				return await port.intend(named);
			},
			record: async (outcome, ...more) => {
				steps.push(`record ${outcome.outcome}`);
				return await port.record(outcome, ...more);
			},
		});
		expect(document).toMatchObject({ outcome: 'delivered', remotePath: XML });
		expect(files.map(({ remotePath }) => remotePath)).toEqual([CSV, XML]);
		expect(steps.filter((step) => !step.startsWith('stat'))).toEqual([
			'create /inbox/.a.csv.T.part',
			'fill /inbox/.a.csv.T.part',
			'create /inbox/.a.xml.T.part',
			'fill /inbox/.a.xml.T.part',
			'intend a.csv+a.csv.sha256 a.xml+a.xml.sha256',
			`rename /inbox/.a.csv.T.part ${CSV}`,
			`rename /inbox/.a.xml.T.part ${XML}`,
			'create /inbox/.a.csv.sha256.T.part',
			'fill /inbox/.a.csv.sha256.T.part',
			`rename /inbox/.a.csv.sha256.T.part ${CSV}.sha256`,
			'create /inbox/.a.xml.sha256.T.part',
			'fill /inbox/.a.xml.sha256.T.part',
			`rename /inbox/.a.xml.sha256.T.part ${XML}.sha256`,
			'record delivered',
		]);
	});
});

describe.each([
	['one file', one, [XML]],
	['a document with its traffic', both, [CSV, XML]],
] as const)('%s, killed at any step', (_, files, paths) => {
	it.each(['before', 'after'] as When[])('(%s it), is completed by the next run', async (when) => {
		const reached: string[] = [];
		for (let step = 0; ; step++) {
			remote = new MemoryFiles();
			ledger = new MemoryLedger();
			const { process, running } = stopping(new Process(step, when), files());
			const isDone = await Promise.race([
				running.then(() => true),
				process.stopped.then(() => false),
			]);
			if (isDone) break;
			reached.push(process.steps[step]);
			const hadIntent = ledger.row !== undefined;

			await recovered();
			await send(files());
			expectDelivered([...paths]);
			// Parts staged before the intent, and the marker's part, are for Sweep: no intent names them.
			const left = parts().filter((path) => !path.includes('.sha256.'));
			if (hadIntent) expect(left).toEqual([]);
		}
		expect(new Set(reached)).toEqual(
			new Set(['stat', 'create', 'fill', 'intend', 'rename', 'record']),
		);
	});
});

describe('A paused writer', () => {
	it.each(['before', 'after'] as When[])(
		'whose temporary file Recover removed overwrites nothing and changes no row (paused %s its intent)',
		async (when) => {
			const { process, running } = await stoppedAt('intend', when);
			expect(await recovered()).toBe(when === 'after' ? 'void' : undefined);
			expect(await send()).toMatchObject({ outcome: 'delivered' });
			const row = { ...ledger.row };

			process.release();
			const late = await running.then(
				({ document }) => document.outcome,
				(error: Error) => error.message,
			);
			expect(late).toBe('alreadyDelivered');
			expect(ledger.row).toEqual(row);
			expect(there()).toEqual([XML, `${XML}.sha256`]);
		},
	);

	it('fails if Recover removed its temporary file and nobody delivered the document since', async () => {
		const { process, running } = await stoppedAt('rename', 'before');
		expect(await recovered()).toBe('void');
		process.release();
		await expect(running).rejects.toThrow('The temporary file of a.xml disappeared');
		expect(ledger.row?.state).toBe('void');
		expect(there()).toEqual([]);
	});

	it('does not deliver again what the next run delivered and the ERP took', async () => {
		const { process, running } = await stoppedAt('rename', 'before');
		await recovered();
		await send();
		remote.files.clear();
		process.release();
		await expect(running).rejects.toThrow('disappeared');
		expect(ledger.row?.state).toBe('delivered');
		expect(there()).toEqual([]);
	});

	it("that renames between Recover's check and its removal has delivered", async () => {
		const { process, running } = await stoppedAt('rename', 'before');
		let isReleased = false;
		remote.before = async (request) => {
			if (isReleased || !request.startsWith('remove')) return;
			isReleased = true;
			process.release();
			await running;
		};
		expect(await recovered()).toBe('delivered');
		expectDelivered([XML]);
	});
});

describe('Two writers of one document', () => {
	it('one delivers, the other says waiting and removes its temporary file', async () => {
		const { process, running } = await stoppedAt('rename', 'before', both());
		expect(await send(both())).toMatchObject({ outcome: 'waiting', remotePath: XML });
		expect(parts()).toHaveLength(2);
		process.release();
		expect((await running).document).toMatchObject({ outcome: 'delivered' });
		expectDelivered([CSV, XML]);
		expect(parts()).toEqual([]);
	});

	it('deliver once at the same time, whatever the order of their steps', async () => {
		for (let step = 0; step < 14; step++) {
			for (const when of ['before', 'after'] as When[]) {
				remote = new MemoryFiles();
				ledger = new MemoryLedger();
				const { process, running } = stopping(new Process(step, when), both());
				await Promise.race([running, process.stopped]);
				const second = await send(both());
				process.release();
				const first = (await running).document;
				expectDelivered([CSV, XML]);
				expect(parts()).toEqual([]);
				const outcomes = [first.outcome, second.outcome];
				expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(1);
			}
		}
	});
});

describe('What is recorded', () => {
	it('a conflict, with every temporary file removed, and the attachment not delivered alone', async () => {
		remote.put(XML, '<other/>');
		expect(await send(both())).toMatchObject({ outcome: 'conflict', remotePath: XML });
		expect(ledger.row?.state).toBe('conflict');
		expect(there()).toEqual([XML]);
	});

	it('a conflict that came up after the intent', async () => {
		remote.before = (request) => {
			if (request.startsWith('rename')) remote.put(XML, '<other/>');
		};
		expect(await send()).toMatchObject({ outcome: 'conflict' });
		expect(ledger.calls).toEqual(['intend a.xml', 'record conflict']);
		expect(ledger.row?.state).toBe('conflict');
		expect(there()).toEqual([XML]);
	});

	it('a file that was there already, without an intent', async () => {
		for (const [path, content] of Object.entries(CONTENTS)) remote.put(path, content);
		expect(await send(both())).toMatchObject({ outcome: 'alreadyDelivered' });
		expect(ledger.calls).toEqual(['record alreadyDelivered']);
		expectDelivered([CSV, XML]);
	});

	it('a failure after the intent, once the temporary file is certainly removed', async () => {
		remote.before = (request) => (request.startsWith('rename') ? fail('denied') : undefined);
		await expect(send()).rejects.toMatchObject({ kind: 'denied' });
		expect(ledger.row?.state).toBe('failed');
		expect(there()).toEqual([]);
	});

	it('nothing if the temporary file may still get its name', async () => {
		remote.before = (request) => {
			if (request.startsWith('rename')) fail('lost');
			if (request.startsWith('remove')) fail('denied');
		};
		await expect(send()).rejects.toMatchObject({ kind: 'lost' });
		expect(ledger.row?.state).toBe('publishing');
	});

	it('nothing if only the marker is missing: Recover writes it', async () => {
		remote.before = (request) =>
			request.startsWith('create /inbox/.a.xml.sha256') ? fail('quota') : undefined;
		await expect(send()).rejects.toMatchObject({ kind: 'quota', isDelivered: true });
		expect(ledger.row?.state).toBe('publishing');
		remote.before = () => undefined;
		expect(await recovered()).toBe('delivered');
		expectDelivered([XML]);
	});
});

describe('Recover, by its table', () => {
	const PART = '/inbox/.a.xml.0badc0de0000.part';
	const file = (more = {}) => ({
		directory: '/inbox',
		part: '.a.xml.0badc0de0000.part',
		name: 'a.xml',
		bytes: 4,
		sha256: createHash('sha256').update('<a/>').digest('hex'),
		marker: 'a.xml.sha256',
		...more,
	});
	const settled = async (files = [file()]) => (await recover(remote, files, new Writer())).state;

	it.each([
		['there', 'absent', 'void', []],
		['there', 'ours', 'delivered', [XML, `${XML}.sha256`]],
		['absent', 'ours', 'delivered', [XML, `${XML}.sha256`]],
		['there', 'another', 'conflict', [XML]],
		['absent', 'another', 'conflict', [XML]],
		['absent', 'absent', 'inferred', []],
	])('temporary file %s, final name %s: %s', async (part, name, state, left) => {
		if (part === 'there') remote.put(PART, '<a/>');
		if (name !== 'absent') remote.put(XML, name === 'ours' ? '<a/>' : '<b/>');
		expect(await settled()).toBe(state);
		expect(there()).toEqual(left);
	});

	it('leaves the row as it is if the account may not look', async () => {
		remote.before = (request) => (/^(stat|list)/.test(request) ? fail('denied') : undefined);
		expect(await settled()).toBe('unknown');
	});

	it('infers nothing if the directory cannot be listed, or is missing', async () => {
		remote.before = (request) => (request.startsWith('list') ? fail('denied') : undefined);
		expect(await settled()).toBe('unknown');
		remote.before = () => undefined;
		remote.directories.delete('/inbox');
		await expect(settled()).rejects.toMatchObject({ kind: 'missing' });
	});

	it('settles nothing if it may not remove the temporary file', async () => {
		remote.put(PART, '<a/>');
		remote.before = (request) => (request.startsWith('remove') ? fail('denied') : undefined);
		await expect(settled()).rejects.toMatchObject({ kind: 'denied' });
	});

	it('settles the delivered file if the server answers "failure" for a temporary file that is gone', async () => {
		remote.put(XML, '<a/>');
		remote.before = (request) => (request.startsWith('remove') ? fail('refused') : undefined);
		expect(await settled()).toBe('delivered');
	});

	it('decides on "delivered" by the last of several files, and on "void" by any removed temporary file', async () => {
		const csv = file({ name: 'a.csv', part: '.a.csv.0badc0de0001.part', marker: '' });
		remote.put(XML, '<a/>');
		expect(await settled([csv, file()])).toBe('delivered');
		remote.files.clear();
		remote.put(CSV, '<a/>');
		expect(await settled([csv, file()])).toBe('inferred');
		remote.put(PART, '<a/>');
		expect(await settled([csv, file()])).toBe('void');
		expect(there()).toEqual([CSV]);
	});

	it('checks only the final name of a file that already had it', async () => {
		expect(await settled([file({ part: '' })])).toBe('inferred');
		remote.put(XML, '<a/>');
		expect(await settled([file({ part: '' })])).toBe('delivered');
	});
});
