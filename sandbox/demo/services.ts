import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedN8n } from '../engine/install';
import { PROJECT } from '../engine/location';
import { startN8n, type RunningN8n } from '../engine/n8n';
import { installPackage, packageManifest } from '../engine/pack';
import { startHorisen, type HorisenSimulator } from '../horisen';
import { startSftpServer, type SftpServer } from '../sftp/server';

export interface Services {
	horisen: HorisenSimulator;
	sftp: SftpServer;
	n8n: RunningN8n;
	stop(): Promise<void>;
}

/**
 * Starts the vendor's simulator, the SFTP server and n8n with this package installed, in this order, all
 * on 127.0.0.1. When one cannot start, those before it are ended.
 *
 * @param data a folder of the run's own; everything that is written goes there
 */
export async function startServices(
	pinned: PinnedN8n,
	data: string,
	port: number,
	print: (line: string) => void,
): Promise<Services> {
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of stops.reverse()) await end();
	};
	try {
		const horisen = await startHorisen({});
		stops.push(() => horisen.stop());
		print(`HORISEN simulator: ${horisen.url}`);

		mkdirSync(join(data, 'sftp'), { recursive: true });
		const sftp = await startSftpServer(join(data, 'sftp'), print);
		stops.push(() => sftp.stop());
		print(`OpenSSH SFTP server: ${sftp.host}:${sftp.port}`);

		const userFolder = join(data, 'n8n');
		const { name, version } = packageManifest();
		if (!existsSync(join(PROJECT, 'dist'))) throw new Error('Build the package first: npm run build');
		print(`Installing ${name} ${version} into n8n ${pinned.version}`);
		installPackage(userFolder);
		print('Starting n8n (its first start takes up to a minute)');
		const n8n = await startN8n(pinned, { userFolder, port });
		stops.push(() => n8n.stop());
		return { horisen, sftp, n8n, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
