import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliver } from '../../../../nodes/SftpDelivery/deliver/deliverFiles';
import { type Outbound, Writer } from '../../../../nodes/SftpDelivery/deliver/delivery';
import { recover } from '../../../../nodes/SftpDelivery/deliver/recoverDelivery';
import { connect } from '../../../../nodes/SftpDelivery/session/connect';
import { Session } from '../../../../nodes/SftpDelivery/session/session';
import { SftpFiles } from '../../../../nodes/SftpDelivery/session/sftpFiles';
import { type InProcessSftp, startInProcessSftp } from '../../../../sandbox/sftp/inProcess';
import { MemoryLedger } from './memoryLedger';

/* The same over a real SFTP server, which is cut off at every request. */

const CONTENTS = { 'a.csv': 'row\n', 'a.xml': '<a/>' };
const WHOLE = ['a.csv', 'a.csv.sha256', 'a.xml', 'a.xml.sha256'];
const LIMITS = { connectMs: 5_000, stepMs: 5_000, keepaliveMs: 10_000 };

let home: string;
let sftp: InProcessSftp;
let inbox: string;
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'sftp-deliver-'));
	inbox = join(home, 'inbox');
	sftp = await startInProcessSftp({ directory: home });
});
afterAll(async () => {
	await sftp.stop();
	rmSync(home, { recursive: true, force: true });
});

async function onServer<Result>(work: (remote: SftpFiles) => Promise<Result>): Promise<Result> {
	const { host, port, username, password, hostKeyFingerprint } = sftp;
	const settings = { host, port, username, login: { password }, hostKeyFingerprint };
	const session = new Session(async () => await connect(settings, LIMITS, undefined));
	try {
		return await work(new SftpFiles(session));
	} finally {
		await session.end();
	}
}

const files = () =>
	Object.entries(CONTENTS).map(([fileName, content]): Outbound => ({
		target: {
			directory: '/inbox',
			fileName,
			ifExists: 'recognise',
			createDirectories: false,
			checksumFile: true,
		},
		source: {
			open: async function* () {
				yield Buffer.from(content);
			},
			expectedSha256: '',
		},
	}));

async function send(ledger: MemoryLedger) {
	const writer = new Writer();
	return await onServer(
		async (remote) => await deliver(remote, files(), writer, ledger.port(writer.token)),
	);
}

async function recoverWhatIsLeft(ledger: MemoryLedger): Promise<void> {
	const { row } = ledger;
	if (row?.state !== 'publishing') return;
	const { state } = await onServer(
		async (remote) => await recover(remote, row.files, new Writer()),
	);
	if (state !== 'unknown') ledger.settle(row.writer, state);
}

it.each([false, true])(
	'a server that dies at any request (carried out: %s) gets every file once, by the next run',
	async (done) => {
		let outcome = '';
		let request = 0;
		for (; outcome !== 'delivered'; request++) {
			sftp.reset();
			rmSync(inbox, { recursive: true, force: true });
			mkdirSync(inbox);
			const ledger = new MemoryLedger();
			// From then on nothing is answered, so that nothing can be cleaned up either.
			sftp.faults.inject({ skip: request, fault: { kind: 'cut', done } });
			sftp.faults.inject({ skip: request, times: null, fault: { kind: 'cut' } });
			outcome = await send(ledger).then(
				({ document }) => document.outcome,
				() => 'failed',
			);
			sftp.faults.clear();
			await recoverWhatIsLeft(ledger);
			await send(ledger);
			expect(ledger.row?.state).toBe('delivered');
			expect(readdirSync(inbox).filter((name) => !name.startsWith('.'))).toEqual(WHOLE);
			for (const [name, content] of Object.entries(CONTENTS)) {
				expect(readFileSync(join(inbox, name), 'utf8')).toBe(content);
			}
		}
		// Nine per file, and as many for its marker, except the last look when it gets its name.
		expect(request).toBeGreaterThan(30);
	},
	60_000,
);
