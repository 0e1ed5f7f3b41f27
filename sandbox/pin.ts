import { execFileSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureN8n, PINNED_FOLDER } from './engine/install';
import { PROJECT, SANDBOX } from './engine/location';
import { npm } from './engine/npm';
import { type LockFile, missingPackage, whatChanged } from './engine/pinChanges';

const PINNED = join(SANDBOX, 'n8n');
const CANDIDATE = join('.data', 'next-n8n');
const MANIFEST = 'package.json';
const LOCK = 'package-lock.json';

/** The other files with the version. */
const NAMED_IN = ['README.md', join('sandbox', 'compose.yml')];

const SMOKE_TEST = 'test/e2e/documentedLoop';

const print = (line: string): void => console.log(line);

interface Manifest {
	dependencies: Record<string, string>;
}

/**
 * `npm run pin -- 2.41.3`, or without a version for the newest 2.x: installs that n8n in a separate folder, runs the
 * documented loop in it, and only then pins it. After a failure, the pin is unchanged.
 */
async function pin(wanted = newest()): Promise<void> {
	if (!/^2\.\d+\.\d+$/.test(wanted)) throw new Error(`"${wanted}" is not a version of n8n 2`);
	const { dependencies } = read<Manifest>(join(PINNED, MANIFEST));
	const before = dependencies.n8n;
	if (wanted === before) return print(`n8n ${before} is already pinned`);

	const home = join(SANDBOX, CANDIDATE);
	await makeLock(home, before, wanted);
	const changes = whatChanged(read(join(PINNED, LOCK)), read(join(home, LOCK)));
	print(changes.join('\n'));
	await ensureN8n(print, CANDIDATE);

	print(`Running ${SMOKE_TEST} in n8n ${wanted}`);
	execFileSync(process.execPath, ['test/run.mjs', SMOKE_TEST], {
		cwd: PROJECT,
		stdio: 'inherit',
		env: { ...process.env, [PINNED_FOLDER]: CANDIDATE },
	});
	raise(home, before, wanted);
	print(`n8n ${before} → ${wanted}. ${changes.join('\n')}\nRun all tests (npm test), then commit.`);
}

function newest(): string {
	const text = execFileSync('npm', ['view', 'n8n@2', 'version', '--json'], { encoding: 'utf8' });
	const versions = JSON.parse(text) as string | string[];
	// In order of publication: the last one may be a fix of an older minor version.
	return (
		[versions]
			.flat()
			.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
			.at(-1) ?? ''
	);
}

/** @throws Error naming a dependency that the registry lacks; `overrides` can replace it, or it appears later */
async function makeLock(home: string, before: string, wanted: string): Promise<void> {
	rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	copyFileSync(join(PINNED, '.npmrc'), join(home, '.npmrc'));
	const manifest = readFileSync(join(PINNED, MANIFEST), 'utf8');
	writeFileSync(join(home, MANIFEST), manifest.replace(`"n8n": "${before}"`, `"n8n": "${wanted}"`));
	print(`n8n ${wanted}: resolving its dependencies`);
	const args = ['install', '--package-lock-only', '--no-audit', '--no-fund', '--loglevel=error'];
	try {
		await npm(home, args, {}, print);
	} catch (error) {
		const missing = missingPackage((error as Error).message);
		if (!missing) throw error;
		throw new Error(
			`n8n ${wanted} cannot be installed: the registry has no ${missing}. The pin stays at ${before}. Try again later, or name an existing version under "overrides" in sandbox/n8n/package.json.`,
			{ cause: error },
		);
	}
}

function raise(home: string, before: string, wanted: string): void {
	for (const file of [MANIFEST, LOCK]) copyFileSync(join(home, file), join(PINNED, file));
	rmSync(join(PINNED, 'node_modules'), { recursive: true, force: true });
	renameSync(join(home, 'node_modules'), join(PINNED, 'node_modules'));
	rmSync(home, { recursive: true });
	for (const file of NAMED_IN.map((name) => join(PROJECT, name)).filter((path) =>
		existsSync(path),
	)) {
		writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, wanted));
	}
}

function read<T = LockFile>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}

pin(process.argv[2]).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
