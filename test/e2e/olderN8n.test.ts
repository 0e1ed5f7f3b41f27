import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { horisenCredential } from '../../sandbox/demo/credentials';
import { N8nApi, type WorkflowNode } from '../../sandbox/engine/api';
import { ensureN8n } from '../../sandbox/engine/install';
import { startN8n, type RunningN8n } from '../../sandbox/engine/n8n';
import { installPackage, packageManifest } from '../../sandbox/engine/pack';
import { freePort } from '../../sandbox/engine/ports';
import { startHorisen, type HorisenSimulator } from '../../sandbox/horisen';
import { TEST_OWNER } from '../../sandbox/engine/userFolder';

/** The nodes are promised for the last n8n 1.x, too; the workflows are not (its Data Table node makes no tables). */
describe('n8n 1.123', () => {
	let home: string;
	let n8n: RunningN8n;
	let api: N8nApi;
	let horisen: HorisenSimulator;

	beforeAll(async () => {
		home = mkdtempSync(join(tmpdir(), 'telecom-finance-n8n-1-'));
		const pinned = await ensureN8n((line) => void process.stderr.write(`${line}\n`), 'n8n-1');
		horisen = await startHorisen({});
		installPackage(home);
		n8n = await startN8n(pinned, { userFolder: home, port: await freePort() });
		api = new N8nApi(n8n.url);
		await api.setUpOwner(TEST_OWNER);
	}, 900_000);

	afterAll(async () => {
		await n8n?.stop();
		await horisen?.stop();
		rmSync(home, { recursive: true, force: true });
	});

	test('loads every node and credential of the package', async () => {
		const { name, n8n: registered } = packageManifest();
		const nodeTypes = await api.typeNames('nodes');
		const credentialTypes = await api.typeNames('credentials');
		for (const path of registered.nodes) {
			expect(nodeTypes).toContain(`${name}.${typeName(path, '.node.js')}`);
		}
		for (const path of registered.credentials) {
			expect(credentialTypes).toContain(typeName(path, '.credentials.js'));
		}
	});

	test('runs HORISEN Finance', async () => {
		const credential = await api.createCredential(
			'HORISEN',
			'horisenOAuth2Api',
			horisenCredential(horisen),
		);
		const id = await api.createWorkflow({
			name: 'Smoke run',
			nodes: [
				node('Run by Hand', 'n8n-nodes-base.manualTrigger', {}),
				{
					...node('Get Documents', 'n8n-nodes-telecom-finance.horisenFinance', {
						resource: 'document',
						operation: 'getMany',
						returnAll: true,
						documents: 'toDeliver',
						area: 'sales',
						period: 'all',
					}),
					credentials: { horisenOAuth2Api: { id: credential, name: 'HORISEN' } },
				},
			],
			connections: {
				'Run by Hand': { main: [[{ node: 'Get Documents', type: 'main', index: 0 }]] },
			},
		});
		const execution = await api.run(id, 'Run by Hand');
		expect(execution.error).toBeUndefined();
		const documents = execution.runData['Get Documents'][0].data?.main?.[0] ?? [];
		expect(documents.map(({ json }) => json.documentUuid).sort()).toEqual(
			horisen.data
				.eligible('sales', { from: '', to: '9999' })
				.map(({ documentUuid }) => documentUuid)
				.sort(),
		);
	});
});

/** `dist/nodes/Horisen/Finance/HorisenFinance.node.js` → `horisenFinance`. */
function typeName(path: string, ending: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1, -ending.length);
	return name[0].toLowerCase() + name.slice(1);
}

function node(name: string, type: string, parameters: Record<string, unknown>): WorkflowNode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}
