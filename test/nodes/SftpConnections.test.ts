import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NodeConnectionTypes, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';
import type { WorkflowDefinition } from './harness';
import { INPUT_TYPE, nodeTypeName } from './harness/nodeTypes';
import { sftpDelivery } from './sftpSetup';

/** The nodes of one execution share a connection, which ends soon after them. */

let home: string;
let sftp: InProcessSftp;
beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'sftp-connections-'));
	sftp = await startInProcessSftp({ directory: home });
});
afterAll(async () => {
	await sftp.stop();
	rmSync(home, { recursive: true, force: true });
});

const credential = () => passwordCredential(sftp);
const { n8n } = sftpDelivery(credential);

/** Input → one Check after the other, each with its own credential. @returns how many connections were made */
async function inARow(names: string[], changes: ICredentialDataDecryptedObject[] = []) {
	const nodes = names.map((name, index) => ({
		id: name,
		name,
		type: nodeTypeName('sftpDelivery'),
		typeVersion: 1,
		position: [index * 200, 0] as [number, number],
		parameters: { resource: 'server', operation: 'check', remoteDirectory: '/' },
		credentials: {
			erpSftpApi: n8n.saveCredential('erpSftpApi', { ...credential(), ...changes[index] }),
		},
	}));
	const all = ['Input', ...names];
	const to = (node: string) => ({ main: [[{ node, type: NodeConnectionTypes.Main, index: 0 }]] });
	const definition: WorkflowDefinition = {
		nodes: [
			{
				id: 'Input',
				name: 'Input',
				type: INPUT_TYPE,
				typeVersion: 1,
				position: [-200, 0],
				parameters: {},
			},
			...nodes,
		],
		connections: Object.fromEntries(names.map((name, index) => [all[index], to(name)])),
		pinData: { Input: [{ json: {} }] },
	};
	const before = sftp.connections;
	const { status } = await n8n.runWorkflow(definition);
	expect(status).toBe('success');
	return sftp.connections - before;
}

describe('A connection', () => {
	it('serves all nodes of an execution', async () => {
		expect(await inARow(['Check 1', 'Check 2', 'Check 3'])).toBe(1);
	});

	it('serves no other execution', async () => {
		expect(await inARow(['Check 4'])).toBe(1);
		expect(await inARow(['Check 5'])).toBe(1);
	});

	it('serves no node with another credential', async () => {
		const other = { host: 'localhost' };
		expect(await inARow(['Check 6', 'Check 7', 'Check 8'], [{}, other, {}])).toBe(2);
	});

	it('is closed some seconds after the last node', async () => {
		await inARow(['Check 10']);
		expect(sftp.openConnections).toBeGreaterThan(0);
		for (let seconds = 0; sftp.openConnections > 0 && seconds < 60; seconds++) await wait(1_000);
		expect(sftp.openConnections).toBe(0);
	});
});
