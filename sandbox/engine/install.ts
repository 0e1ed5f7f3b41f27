import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideDatabaseDriver } from './databaseDriver';
import { SANDBOX } from './location';
import { npm, type Progress } from './npm';

export interface PinnedN8n {
	version: string;
	/** The Node that runs it: n8n 2.41 needs Node 24, which comes as an npm package if this Node is older. */
	node: string;
	/** n8n's own entry file. */
	bin: string;
}

/** Environment variable with another folder below `sandbox`: an n8n to try before it is pinned. */
export const PINNED_FOLDER = 'PINNED_N8N_FOLDER';

/**
 * The n8n that `sandbox/<folder>/package.json` pins, installed on first use (some minutes, 2.4 GB) and
 * kept. A changed lock file reinstalls it; a broken-off installation starts again.
 *
 * @throws Error with the failure and the next step
 */
export async function ensureN8n(
	progress: Progress,
	folder = process.env[PINNED_FOLDER] ?? 'n8n',
): Promise<PinnedN8n> {
	const home = join(SANDBOX, folder);
	const version = (
		JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
			dependencies: Record<string, string>;
		}
	).dependencies.n8n;
	const marker = markerOf(home);
	const wanted = createHash('sha256')
		.update(readFileSync(join(home, 'package-lock.json')))
		.digest('hex');
	if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
		const named = (line: string) => progress(`n8n ${version}: ${line}`);
		named('installing (about 2.4 GB and 3 to 5 minutes, only this once)');
		rmSync(marker, { force: true });
		await npm(home, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {}, named);
		await inTurn(async () => {
			await provideDatabaseDriver(home, nodeFor(home), installed(), named);
			writeFileSync(marker, wanted);
		});
	}
	return { version, node: nodeFor(home), bin: join(home, 'node_modules', 'n8n', 'bin', 'n8n') };
}

/** Written last, with the lock file's checksum in it. */
function markerOf(home: string): string {
	return join(home, 'node_modules', '.installed');
}

function installed(): string[] {
	return readdirSync(SANDBOX)
		.map((folder) => join(SANDBOX, folder))
		.filter((folder) => existsSync(markerOf(folder)));
}

let lastTurn = Promise.resolve();

/** If several n8n are installed at once, each finds the drivers of the earlier ones. */
async function inTurn(finish: () => Promise<void>): Promise<void> {
	const turn = lastTurn.then(finish);
	lastTurn = turn.catch(() => undefined);
	await turn;
}

function nodeFor(home: string): string {
	const bundled = join(
		home,
		'node_modules',
		`node-${process.platform}-${process.arch}`,
		'bin',
		'node',
	);
	if (existsSync(bundled)) return bundled;
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Error(
		`The pinned n8n needs Node 24 or later, but this is ${process.version}. There is no Node 24 package for this platform: install Node 24 and start again with it.`,
	);
}
