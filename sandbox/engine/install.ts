import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SANDBOX } from './location';
import { ManagedProcess } from './processes';

export interface PinnedN8n {
	version: string;
	/** The Node that runs it: n8n 2.41 needs Node 24, which comes as an npm package where this one is older. */
	node: string;
	/** n8n's own entry file. */
	bin: string;
}

type Progress = (line: string) => void;

/**
 * The n8n that `sandbox/<folder>/package.json` pins, installed on first use (some minutes, 2.4 GB) and
 * kept. A lock file that changed installs it again; an installation that broke off is started over.
 *
 * @throws Error with what failed and how to go on
 */
export async function ensureN8n(progress: Progress, folder = 'n8n'): Promise<PinnedN8n> {
	const home = join(SANDBOX, folder);
	const version = (
		JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
			dependencies: Record<string, string>;
		}
	).dependencies.n8n;
	const marker = join(home, 'node_modules', '.installed');
	const wanted = createHash('sha256')
		.update(readFileSync(join(home, 'package-lock.json')))
		.digest('hex');
	if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
		progress(`Installing n8n ${version} (about 2.4 GB and 3 to 5 minutes, only this once)`);
		await npm(home, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {}, progress);
		progress('Building the database driver of n8n');
		const node = nodeFor(home);
		await npm(
			home,
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
			buildEnvironment(node),
			progress,
		);
		writeFileSync(marker, wanted);
	}
	return { version, node: nodeFor(home), bin: join(home, 'node_modules', 'n8n', 'bin', 'n8n') };
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
		`The pinned n8n needs Node 24 or later and this is ${process.version}. On this platform no Node 24 comes with it: install Node 24 and start again with it.`,
	);
}

function buildEnvironment(node: string): NodeJS.ProcessEnv {
	const prefix = dirname(dirname(node));
	return {
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
		...(existsSync(join(prefix, 'include', 'node')) ? { npm_config_nodedir: prefix } : {}),
	};
}

async function npm(
	cwd: string,
	args: string[],
	environment: NodeJS.ProcessEnv,
	progress: Progress,
): Promise<void> {
	const started = Date.now();
	const install = new ManagedProcess('npm', 'npm', args, {
		cwd,
		env: { ...process.env, ...environment },
	});
	const abort = () => install.killNow();
	process.once('exit', abort);
	const ticker = setInterval(() => {
		progress(`  ${Math.round((Date.now() - started) / 1000)} s`);
	}, 15_000);
	const code = await install.ended();
	clearInterval(ticker);
	process.removeListener('exit', abort);
	if (code === 0) return;
	rmSync(join(cwd, 'node_modules', '.installed'), { force: true });
	throw new Error(
		`npm ${args[0]} failed in ${cwd}. Is the network there, and 3 GB of disk? The end of its output:\n${install.log.trim().split('\n').slice(-15).join('\n')}`,
	);
}
