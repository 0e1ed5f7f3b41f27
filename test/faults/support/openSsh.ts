import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSftpServer, type SftpServer } from '../../../sandbox/sftp/server';
import type { Target } from './scene';
import { TcpProxy } from './tcpProxy';

/** A real OpenSSH server of a scene's own. */
export interface OpenSsh {
	server: SftpServer;
	/** Stands before the server where asked for. */
	proxy?: TcpProxy;
	target: Target;
	stop(): Promise<void>;
}

export interface OpenSshOptions {
	/** Milliseconds that every piece of data is late on its way through a proxy. */
	latencyMs?: number;
	/** Where the ERP's inbox is; default in the server's own folder. */
	directory?: string;
}

export async function startOpenSsh(folder: string, options: OpenSshOptions = {}): Promise<OpenSsh> {
	const home = join(folder, 'openssh');
	mkdirSync(home, { recursive: true });
	const server = await startSftpServer(home, (line) => void process.stderr.write(`${line}\n`));
	const proxy = options.latencyMs === undefined ? undefined : await TcpProxy.start(server);
	if (proxy) proxy.latencyMs = options.latencyMs ?? 0;
	const directory = options.directory ?? server.directory;
	return {
		server,
		proxy,
		target: {
			credential: {
				host: server.host,
				port: (proxy ?? server).port,
				username: server.username,
				authentication: 'privateKey',
				privateKey: server.privateKey,
				hostKeyFingerprint: server.hostKeyFingerprint,
			},
			directory,
			remoteDirectory: join(directory, 'inbox'),
		},
		stop: async () => {
			await proxy?.stop();
			await server.stop();
		},
	};
}
