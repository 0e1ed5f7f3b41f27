import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential, sftpCredential } from '../../../sandbox/demo/credentials';
import { N8nApi } from '../../../sandbox/engine/api';
import { ensureN8n } from '../../../sandbox/engine/install';
import { startN8n, type RunningN8n } from '../../../sandbox/engine/n8n';
import { freePort } from '../../../sandbox/engine/ports';
import type { Credentials } from '../../../sandbox/engine/template';
import { PREPARED_FOLDER, prepareUserFolder, TEST_OWNER } from '../../../sandbox/engine/userFolder';
import { startHorisen, type HorisenOptions, type HorisenSimulator } from '../../../sandbox/horisen';
import { startSftpServer, type SftpServer } from '../../../sandbox/sftp/server';

/** A vendor, a real n8n with its default settings and this package, and an OpenSSH server behind it. */
export interface Line {
	horisen: HorisenSimulator;
	sftp: SftpServer;
	n8n: RunningN8n;
	api: N8nApi;
	/** n8n's process. */
	pid: number;
	/** n8n's own folder. */
	userFolder: string;
	credentials: Credentials;
	stop(): Promise<void>;
}

export interface LineOptions {
	horisen?: Partial<HorisenOptions>;
	/** More environment variables for n8n. */
	environment?: NodeJS.ProcessEnv;
}

/** @param home everything that is written goes below it */
export async function startLine(
	home: string,
	{ horisen: horisenOptions, environment }: LineOptions = {},
): Promise<Line> {
	const pinned = await ensureN8n((line) => void process.stderr.write(`${line}\n`));
	const userFolder = join(home, 'n8n');
	const prepared = process.env[PREPARED_FOLDER];
	if (prepared) cpSync(prepared, userFolder, { recursive: true, verbatimSymlinks: true });
	else await prepareUserFolder(pinned, userFolder);
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of stops.splice(0).reverse()) await end();
	};
	try {
		const horisen = await startHorisen(horisenOptions);
		stops.push(() => horisen.stop());
		const sftpHome = join(home, 'sftp');
		mkdirSync(sftpHome, { recursive: true });
		const sftp = await startSftpServer(sftpHome, () => {});
		stops.push(() => sftp.stop());
		const n8n = await startN8n(pinned, { userFolder, port: await freePort(), environment });
		stops.push(() => n8n.stop());
		const api = new N8nApi(n8n.url);
		await api.logIn(TEST_OWNER);
		const credential = async (type: string, data: Record<string, unknown>) => ({
			id: await api.createCredential(type, type, data),
			name: type,
		});
		const credentials = {
			horisenOAuth2Api: await credential('horisenOAuth2Api', horisenCredential(horisen)),
			erpSftpApi: await credential('erpSftpApi', sftpCredential(sftp)),
		};
		const pid = n8n.process.pid as number;
		return { horisen, sftp, n8n, api, pid, userFolder, credentials, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
