import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential } from '../../../sandbox/demo/credentials';
import { ensureN8n } from '../../../sandbox/engine/install';
import { ManagedProcess } from '../../../sandbox/engine/processes';
import { PROJECT } from '../../../sandbox/engine/location';
import { startHorisen } from '../../../sandbox/horisen';
import { startSftpServer } from '../../../sandbox/sftp/server';
import { countRight } from './delivered';
import type { Run } from './result';
import { fill, type Size } from './sizes';
import { watchUsage } from './usage';

const SCRIPT = join(PROJECT, 'test/bench/workflow/dedicatedScript.mjs');
const NOTHING = { n8n: 0, runners: 0 };

/** Runs the dedicated script instead of n8n, as a separate process from start to end. */
export async function runScript(home: string, size: Size): Promise<Run> {
	const { node } = await ensureN8n(console.error);
	const horisen = await startHorisen();
	fill(horisen, size);
	const sftpHome = join(home, 'sftp');
	mkdirSync(sftpHome, { recursive: true });
	const sftp = await startSftpServer(sftpHome, () => {});
	try {
		const directory = join(sftp.directory, 'inbox');
		mkdirSync(directory);
		const { host, port, username, privateKey, hostKeyFingerprint } = sftp;
		const { clientId, clientSecret } = horisenCredential(horisen);
		const job = JSON.stringify({
			api: horisen.url,
			accounts: horisen.accountsUrl,
			...{ clientId, clientSecret, directory, hostKeyFingerprint },
			ledger: join(home, 'ledger.sqlite'),
			server: { host, port, username, privateKey },
		});
		const startedAt = performance.now();
		const script = new ManagedProcess('script', node, ['--no-warnings', SCRIPT, job]);
		const usage = watchUsage(script.pid as number);
		const code = await script.ended();
		const seconds = (performance.now() - startedAt) / 1000;
		return {
			seconds,
			idle: NOTHING,
			...usage(),
			failure: code === 0 ? undefined : `ended with exit code ${code}: ${script.log.slice(-500)}`,
			right: await countRight(horisen, directory),
		};
	} finally {
		await sftp.stop();
		await horisen.stop();
	}
}
