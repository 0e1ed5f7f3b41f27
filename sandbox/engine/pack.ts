import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './location';

/**
 * Installs the built package into an n8n user folder like n8n's Community Nodes page: packed, then with npm below
 * `.n8n/nodes`, so that its nodes have their real type names. (A folder named in N8N_CUSTOM_EXTENSIONS would rename
 * every type to CUSTOM.…, which no shipped workflow matches.)
 */
export function installPackage(userFolder: string): void {
	const nodes = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', nodes, '--loglevel=error'], {
			cwd: PROJECT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		}),
	) as Array<{ filename: string }>;
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	execFileSync(
		'npm',
		[
			'install',
			`./${packed.filename}`,
			'--omit=peer',
			'--omit=dev',
			'--legacy-peer-deps',
			'--prefer-offline',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		],
		{ cwd: nodes, stdio: ['ignore', 'pipe', 'pipe'] },
	);
}

/** The `package.json` of this package. */
export function packageManifest(): {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
} {
	return JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as ReturnType<
		typeof packageManifest
	>;
}
