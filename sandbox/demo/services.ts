import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedN8n } from '../engine/install';
import { startN8n, type RunningN8n } from '../engine/n8n';
import { installPackage, packageManifest } from '../engine/pack';
import { startHorisen } from '../horisen';
import { startRainbow } from '../rainbow';
import { startSftpServer, type SftpServer } from '../sftp/server';
import { startVoipcloud } from '../voipcloud';

/** The vendors' simulators: a new one is started by its line here. */
const SIMULATORS = { horisen: startHorisen, rainbow: startRainbow, voipcloud: startVoipcloud };

type Simulators = {
	[Vendor in keyof typeof SIMULATORS]: Awaited<ReturnType<(typeof SIMULATORS)[Vendor]>>;
};

/** The services that n8n fetches from and delivers to. */
export interface Partners extends Simulators {
	sftp: SftpServer;
	stop(): Promise<void>;
}

export interface Services extends Partners {
	n8n: RunningN8n;
}

/**
 * Starts the vendors' simulators, the SFTP server and n8n with this package installed, in this order, all
 * on 127.0.0.1. If one cannot start, the earlier ones are stopped.
 *
 * @param data the run's own folder, for everything that is written. An existing n8n folder in it, `n8n`, is used
 * unchanged
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

/** Starts only the vendors' simulators and the SFTP server. */
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
		const simulators: Partial<Record<string, Simulators[keyof Simulators]>> = {};
		for (const [vendor, start] of Object.entries(SIMULATORS)) {
			const simulator = started(await start());
			simulators[vendor] = simulator;
			print(`Simulator: ${vendor} ${simulator.url}`);
		}

		mkdirSync(join(data, 'sftp'), { recursive: true });
		const sftp = started(await startSftpServer(join(data, 'sftp'), print));
		print(`OpenSSH SFTP server: ${sftp.host}:${sftp.port}`);
		return { ...(simulators as Simulators), sftp, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
