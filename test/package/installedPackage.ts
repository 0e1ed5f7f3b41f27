import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

const run = promisify(execFile);

/** The project's folder. */
export const PROJECT = join(__dirname, '..', '..');

export interface Manifest {
	name: string;
	version: string;
	dependencies: Record<string, string>;
	peerDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/** What n8n's loader makes of the package. */
export interface Loaded {
	nodes: INodeTypeDescription[];
	credentials: ICredentialType[];
	known: { nodes: Record<string, unknown>; credentials: Record<string, unknown> };
}

/** The package as an operator gets it: built, packed, unpacked in an empty place. */
export class InstalledPackage {
	private constructor(
		/** The unpacked package. */
		readonly directory: string,
		/** Paths in the tarball, without npm's leading `package/`, sorted. */
		readonly files: string[],
		private readonly home: string,
	) {}

	static async create(): Promise<InstalledPackage> {
		await build();
		const home = mkdtempSync(join(tmpdir(), 'packed-'));
		const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], {
			cwd: PROJECT,
		});
		const [{ filename, files }] = JSON.parse(stdout) as [
			{ filename: string; files: Array<{ path: string }> },
		];
		const directory = join(home, 'node_modules', 'n8n-nodes-telecom-finance');
		mkdirSync(directory, { recursive: true });
		await run('tar', ['-xzf', join(home, filename), '-C', directory, '--strip-components=1']);
		const installed = new InstalledPackage(directory, files.map(({ path }) => path).sort(), home);
		installed.linkDependencies();
		return installed;
	}

	get manifest(): Manifest {
		return JSON.parse(readFileSync(join(this.directory, 'package.json'), 'utf8')) as Manifest;
	}

	/** @throws if a node or credential does not load, with the loader's error */
	async load(): Promise<Loaded> {
		const { stdout } = await run(
			process.execPath,
			[join(__dirname, 'loadPackage.js'), this.directory],
			{
				env: { ...process.env, N8N_USER_FOLDER: this.home },
				maxBuffer: 64 * 1024 * 1024,
			},
		);
		return JSON.parse(stdout) as Loaded;
	}

	remove(): void {
		rmSync(this.home, { recursive: true, force: true });
	}

	/** Nothing but what the package states is in reach of it, so that a missing dependency is an error. */
	private linkDependencies(): void {
		const { dependencies, peerDependencies } = this.manifest;
		for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
			const link = join(this.home, 'node_modules', name);
			mkdirSync(dirname(link), { recursive: true });
			symlinkSync(join(PROJECT, 'node_modules', name), link);
		}
	}
}

async function build(): Promise<void> {
	try {
		await run('npm', ['run', 'build'], { cwd: PROJECT });
	} catch (error) {
		const { stdout, stderr } = error as { stdout: string; stderr: string };
		throw new Error(`npm run build failed:\n${stdout}${stderr}`);
	}
}
