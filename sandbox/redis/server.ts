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
 * Starts this machine's own Redis on 127.0.0.1 with a throw-away data directory. It does not read or change any
 * existing Redis.
 *
 * @param progress gets a line if Redis must be installed first
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
		// The queue survives a restart, as it should in an operator's Redis.
		appendonly: 'yes',
	};
	const start = async () => {
		const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		child = new ManagedProcess('redis', redis, options, { cwd: home });
		await child.ready(async () => await answersPing(port));
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

/** Whether it answers, other than that it is still loading its data. */
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
