import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedN8n } from '../engine/install';
import { startN8n, type RunningN8n } from '../engine/n8n';
import { installPackage, packageManifest } from '../engine/pack';
import { startHorisen, type HorisenSimulator } from '../horisen';
import { startRainbow, type RainbowSimulator } from '../rainbow';
import { startSftpServer, type SftpServer } from '../sftp/server';
import { startVoipcloud, type VoipcloudSimulator } from '../voipcloud';

/** What n8n fetches from and delivers to. */
export interface Partners {
	horisen: HorisenSimulator;
	rainbow: RainbowSimulator;
	voipcloud: VoipcloudSimulator;
	sftp: SftpServer;
	stop(): Promise<void>;
}

export interface Services extends Partners {
	n8n: RunningN8n;
}

/**
 * Starts the vendors' simulators, the SFTP server and n8n with this package installed, in this order, all
 * on 127.0.0.1. When one cannot start, those before it are ended.
 *
 * @param data a folder of the run's own; everything that is written goes there. n8n's own folder, `n8n`, is
 *   taken as it is where it is there
 */
export async function startServices(
	pinned: PinnedN8n,
	data: string,
	port: number,
	print: (line: string) => void,
): Promise<Services> {
	const partners = await startPartners(data, print);
	try {
		const userFolder = join(data, 'n8n');
		if (!existsSync(userFolder)) {
			const { name, version } = packageManifest();
			print(`Installing ${name} ${version} into n8n ${pinned.version}`);
			installPackage(userFolder);
		}
		print('Starting n8n (its first start takes up to a minute)');
		const n8n = await startN8n(pinned, { userFolder, port });
		const stop = async () => {
			await n8n.stop();
			await partners.stop();
		};
		return { ...partners, n8n, stop };
	} catch (error) {
		await partners.stop();
		throw error;
	}
}

/** Starts the vendors' simulators and the SFTP server alone. */
export async function startPartners(
	data: string,
	print: (line: string) => void,
): Promise<Partners> {
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of stops.splice(0).reverse()) await end();
	};
	const started = <Service extends { stop(): Promise<void> }>(service: Service): Service => {
		stops.push(() => service.stop());
		return service;
	};
	try {
		const horisen = started(await startHorisen());
		const rainbow = started(await startRainbow());
		const voipcloud = started(await startVoipcloud());
		print(`Simulators: HORISEN ${horisen.url}, Rainbow ${rainbow.url}, VoIPcloud ${voipcloud.url}`);

		mkdirSync(join(data, 'sftp'), { recursive: true });
		const sftp = started(await startSftpServer(join(data, 'sftp'), print));
		print(`OpenSSH SFTP server: ${sftp.host}:${sftp.port}`);
		return { horisen, rainbow, voipcloud, sftp, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
