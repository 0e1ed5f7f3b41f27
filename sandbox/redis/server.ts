import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../engine/ports';
import { ManagedProcess } from '../engine/processes';
import { ensureProgram, REDIS } from '../engine/systemPrograms';

export interface RedisServer {
	host: string;
	port: number;
	/** Starts it again after `stop`, on the same port with the same data. */
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
}

/**
 * Starts this machine's own Redis on 127.0.0.1 with a throw-away data directory; nothing of a Redis that
 * the machine has already is read or changed.
 *
 * @param progress gets a line when Redis has to be installed first
 */
export async function startRedis(progress: (line: string) => void): Promise<RedisServer> {
	const redis = ensureProgram(REDIS, progress);
	const home = mkdtempSync(join(tmpdir(), 'telecom-finance-redis-'));
	const port = await freePort();
	let child: ManagedProcess | undefined;
	const settings = {
		bind: '127.0.0.1',
		port: String(port),
		dir: home,
		daemonize: 'no',
		// What is queued outlives a restart, as an operator's Redis is to be set up.
		appendonly: 'yes',
	};
	const start = async () => {
		const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		child = new ManagedProcess('redis', redis, options, { cwd: home });
		await waitUntilReady(port, child);
	};
	const stop = async () => await child?.stop();
	await start();
	return {
		host: '127.0.0.1',
		port,
		start,
		stop,
		remove: async () => {
			await stop();
			rmSync(home, { recursive: true, force: true });
		},
	};
}

async function waitUntilReady(port: number, child: ManagedProcess): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (!(await answersPing(port))) {
		if (!child.running || Date.now() > deadline) {
			throw new Error(`Redis did not start:\n${child.log}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Whether it answers, and not only that its data are still being loaded. */
async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answers: boolean) => {
			socket.destroy();
			resolve(answers);
		};
		socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
		socket.setTimeout(1_000, () => end(false));
	});
}
