import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm, type Progress } from './npm';

/**
 * Gives an n8n the driver of its database, which npm compiles where it finds no prebuilt one: a minute or more. It is a
 * Node-API addon, so that of another n8n with the same version of it serves, whatever Node it was made for.
 *
 * @param node that n8n runs on
 * @param others the folders of n8n that are installed whole
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
