import { rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './demo/options';
import { checkDelivered, printSummary, summaryOf, type Summary } from './demo/report';
import { startServices, type Services } from './demo/services';
import { N8nApi } from './engine/api';
import { ensureN8n } from './engine/install';
import { SANDBOX } from './engine/location';
import { isPortFree } from './engine/ports';
import { fillIn, readTemplate } from './engine/template';
import { DEFAULT_CLIENT } from './horisen/options';

const OWNER = { email: 'demo@example.com', password: 'Demo-1234' };
const WORKFLOW = 'horisen-invoices-to-erp.json';
/** Where the files arrive, below the folder in which an SFTP session starts. */
const INBOX = 'inbox';

const print = (line: string): void => console.log(line);

async function demo(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (!(await isPortFree(options.port))) {
		throw new Error(
			`Port ${options.port} is in use: another demo, or an n8n of your own? End it, or choose another port: npm run demo -- --port ${options.port + 12}`,
		);
	}
	const pinned = await ensureN8n(print);
	const data = join(SANDBOX, '.data', `demo-${options.port}`);
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { recursive: true });

	const services = await startServices(pinned, data, options.port, print);
	const interrupted = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
	});
	try {
		const shown = await Promise.race([show(services), interrupted]);
		if (shown && !options.once) {
			print('');
			print(`The editor: ${services.n8n.url}   login: ${OWNER.email} / ${OWNER.password}`);
			print('It stays up until Ctrl-C.');
			await interrupted;
		}
		return shown ? 0 : 1;
	} finally {
		print('Stopping');
		await services.stop();
	}
}

/** Imports and runs the workflow twice. @returns whether everything arrived, once */
async function show(services: Services): Promise<boolean> {
	const api = new N8nApi(services.n8n.url);
	await api.setUpOwner(OWNER);
	const { horisen, sftp } = services;
	const credentials = {
		horisenOAuth2Api: await credential(api, 'HORISEN simulator', 'horisenOAuth2Api', {
			platformDomain: 'horisen.example',
			separator: '.',
			apiBaseUrl: horisen.url,
			accountsBaseUrl: horisen.accountsUrl,
			clientId: DEFAULT_CLIENT.id,
			clientSecret: DEFAULT_CLIENT.secret,
		}),
		sftp: await credential(api, 'ERP inbox (sandbox)', 'sftp', {
			host: sftp.host,
			port: sftp.port,
			username: sftp.username,
			privateKey: sftp.privateKey,
		}),
	};
	const remoteDirectory = `${sftp.directory}/${INBOX}`;
	const workflow = fillIn(readTemplate(WORKFLOW), credentials, { remoteDirectory });
	const id = await api.createWorkflow(workflow);
	print(`Imported "${workflow.name}"; its files go to ${remoteDirectory}`);

	const first = await run(api, id, 'First run');
	const wrong = checkDelivered(remoteDirectory, first);
	for (const sentence of wrong) print(`  wrong: ${sentence}`);
	if (wrong.length === 0) {
		print(`  ${first.delivered} files on the server, every checksum as recorded.`);
	}
	const second = await run(api, id, 'Second run');
	const again = second.delivered > 0 || checkDelivered(remoteDirectory, first).length > 0;
	print(again ? '  wrong: something was delivered again.' : '  Nothing was delivered twice.');
	return wrong.length === 0 && !again && first.delivered > 0;
}

async function credential(
	api: N8nApi,
	name: string,
	type: string,
	data: Record<string, unknown>,
): Promise<{ id: string; name: string }> {
	return { id: await api.createCredential(name, type, data), name };
}

async function run(api: N8nApi, id: string, title: string): Promise<Summary> {
	print('');
	print(`${title} …`);
	const execution = await api.run(id, 'Run by Hand');
	const summary = summaryOf(execution);
	if (!summary) {
		throw new Error(
			`The workflow ended as ${execution.status} without a summary: ${execution.error?.message ?? 'no message'} ${execution.error?.description ?? ''}`,
		);
	}
	printSummary(title, summary, print);
	return summary;
}

demo(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
