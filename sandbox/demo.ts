import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createCredentials } from './demo/credentials';
import { readOptions, type DemoOptions } from './demo/options';
import { startServices, type Services } from './demo/services';
import { showInvoices } from './demo/showInvoices';
import { OTHER_WORKFLOWS, showOther } from './demo/showOthers';
import { N8nApi } from './engine/api';
import { ensureN8n } from './engine/install';
import { interrupted } from './engine/interrupted';
import { SANDBOX } from './engine/location';
import { isPortFree } from './engine/ports';

const OWNER = { email: 'demo@example.com', password: 'Demo-1234' };

const print = (line: string): void => console.log(line);

async function demo(args: string[]): Promise<number> {
	const options = readOptions(args);
	// From the start: an npm that installs n8n must not continue alone after Ctrl-C.
	const interruption = interrupted();
	const stage: { services?: Services } = {};
	try {
		const shown = await Promise.race([show(options, stage), interruption]);
		if (shown === undefined) return 130;
		if (!options.once) {
			print('');
			print(`The editor: ${stage.services?.n8n.url}   login: ${OWNER.email} / ${OWNER.password}`);
			print('It stays up until Ctrl-C. To work on the nodes themselves: npm run dev');
			await interruption;
		}
		return shown ? 0 : 1;
	} finally {
		if (stage.services) {
			print('Stopping');
			await stage.services.stop();
		}
	}
}

/** Starts everything and runs the workflows. @returns whether each succeeded */
async function show(options: DemoOptions, stage: { services?: Services }): Promise<boolean> {
	if (!(await isPortFree(options.port))) {
		throw new Error(
			`Port ${options.port} is in use, by another demo or by your own n8n. End it, or choose another port: npm run demo -- --port ${options.port + 12}`,
		);
	}
	const pinned = await ensureN8n(print);
	const data = join(SANDBOX, '.data', `demo-${options.port}`);
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { recursive: true });
	const services = await startServices(pinned, data, options.port, print);
	stage.services = services;

	const api = new N8nApi(services.n8n.url);
	await api.setUpOwner(OWNER);
	const credentials = await createCredentials(api, services);
	const scene = { api, credentials, services, print };
	let isWell = await showInvoices(scene);
	if (!options.all) return isWell;
	for (const workflow of OTHER_WORKFLOWS) {
		isWell = (await showOther(scene, workflow)) && isWell;
	}
	return isWell;
}

demo(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
