import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm, type Progress } from './npm';

/**
 * Provides an n8n's database driver, which npm compiles if it finds no prebuilt one; that takes a minute or more. It is
 * a Node-API addon, so the driver of another n8n works if it has the same version, whatever its Node.
 *
 * @param node the Node that n8n runs on
 * @param others folders of completely installed n8n
 */
export async function provideDatabaseDriver(
	home: string,
	node: string,
	others: string[],
	progress: Progress,
): Promise<void> {
	const made = others.find((other) => versionIn(other) === versionIn(home));
	if (!made) return await compile(home, node, progress);
	mkdirSync(dirname(driverOf(home)), { recursive: true });
	cpSync(driverOf(made), driverOf(home));
}

async function compile(home: string, node: string, progress: Progress): Promise<void> {
	progress('building the database driver');
	const prefix = dirname(dirname(node));
	await npm(
		home,
		['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
		{
			PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
			...(existsSync(join(prefix, 'include', 'node')) ? { npm_config_nodedir: prefix } : {}),
		},
		progress,
	);
}

function packageOf(home: string): string {
	return join(home, 'node_modules', 'sqlite3');
}

function driverOf(home: string): string {
	return join(packageOf(home), 'build', 'Release', 'node_sqlite3.node');
}

function versionIn(home: string): unknown {
	const manifest = readFileSync(join(packageOf(home), 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: unknown }).version;
}
