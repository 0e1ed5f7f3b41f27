import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCredentials } from './demo/credentials';
import { startPartners } from './demo/services';
import { N8nApi } from './engine/api';
import { ensureN8n } from './engine/install';
import { interrupted } from './engine/interrupted';
import { PROJECT, SANDBOX } from './engine/location';
import { startN8n } from './engine/n8n';
import { packageManifest } from './engine/pack';
import { isPortFree } from './engine/ports';
import { ManagedProcess } from './engine/processes';

const OWNER = { email: 'dev@example.com', password: 'Dev-12345' };
// Not 5679: there, an n8n of your own has its task broker.
const PORT = Number(process.env.PORT ?? 5680);

const print = (line: string): void => console.log(line);

/**
 * `npm run dev`: n8n with the package's sources, the simulators and their credentials. `tsc --watch` compiles a changed
 * source into n8n's own folder, and n8n reads its nodes again without a restart.
 */
async function dev(): Promise<void> {
	// From the start: what has started must end with Ctrl-C, too.
	const interruption = interrupted();
	const ends: Array<() => Promise<void>> = [];
	await Promise.race([start(ends), interruption]);
	await interruption;
	for (const end of ends.reverse()) await end();
}

/** @param ends gets what ends each part, in the order of their start */
async function start(ends: Array<() => Promise<void>>): Promise<void> {
	if (!(await isPortFree(PORT))) {
		throw new Error(`Port ${PORT} is in use. Choose another one: PORT=${PORT + 12} npm run dev`);
	}
	const pinned = await ensureN8n(print);
	const data = join(SANDBOX, '.data', `dev-${PORT}`);
	rmSync(data, { recursive: true, force: true });
	const userFolder = join(data, 'n8n');
	const partners = await startPartners(data, print);
	ends.push(partners.stop);
	print('Compiling the sources, then starting n8n (up to a minute)');
	const compiler = await compile(installFolder(userFolder));
	ends.push(async () => await compiler.stop());
	const environment = { N8N_DEV_RELOAD: 'true' };
	const n8n = await startN8n(pinned, { userFolder, port: PORT, environment });
	ends.push(n8n.stop);
	n8n.process.onOutput((text) => {
		if (text.includes('Hot reload triggered')) print('n8n reads the changed nodes');
		if (text.includes('Hot reload failed')) print(text);
	});
	const api = new N8nApi(n8n.url);
	await api.setUpOwner(OWNER);
	await createCredentials(api, partners);
	print(`The editor: ${n8n.url}   login: ${OWNER.email} / ${OWNER.password}`);
	print('Save a source, and open forms follow. Start again for a new icon. Ctrl-C ends it.');
}

/**
 * The package where n8n looks for community nodes, under its real name: a folder, since n8n watches no link. It has what
 * is not compiled.
 */
function installFolder(userFolder: string): string {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const { name, version } = packageManifest();
	const folder = join(nodes, 'node_modules', name);
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
	);
	cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
	cpSync(join(PROJECT, 'dist'), join(folder, 'dist'), { recursive: true });
	symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir');
	return folder;
}

/** Compiles the sources into a folder, now and whenever one is saved; prints what does not compile. */
async function compile(folder: string): Promise<ManagedProcess> {
	const compiler = new ManagedProcess('tsc', process.execPath, [
		join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc'),
		...['--project', PROJECT, '--outDir', join(folder, 'dist')],
		...['--watch', '--preserveWatchOutput'],
	]);
	compiler.onOutput((text) => {
		if (/error TS\d/.test(text)) print(text.trim());
	});
	await compiler.ready(async () => compiler.log.includes('Watching for file changes'), 300_000);
	return compiler;
}

dev().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
