import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, SANDBOX } from '../../../sandbox/engine/location';
import { queueEnvironment } from '../../../sandbox/engine/queue';

const compose = readFileSync(join(SANDBOX, 'compose.yml'), 'utf8');

const pinned = (path: string) =>
	JSON.parse(readFileSync(join(PROJECT, path), 'utf8')) as {
		version: string;
		dependencies: Record<string, string>;
	};

describe('compose.yml', () => {
	it('sets what the tested queue mode sets, for main and workers', () => {
		const server = { host: '', port: 0, database: '', user: '', password: '' };
		const tested = queueEnvironment(server, server, '', {});
		const [, shared] = compose.split('  environment:\n');
		const set = [...shared.split('  volumes:')[0].matchAll(/^ {4}(\w+): (.*)$/gm)];
		const values = Object.fromEntries(set.map(([, name, value]) => [name, value]));
		expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.keys(tested)));
		for (const name of ['EXECUTIONS_MODE', 'DB_TYPE', 'N8N_DEFAULT_BINARY_DATA_MODE']) {
			expect(values[name]).toBe(tested[name]);
		}
	});

	it('gives main and workers time to finish their runs, and makes Docker wait for them', () => {
		const [head, services] = compose.split('\nservices:\n');
		const timeout = /N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '(\d+)'/.exec(head)?.[1];
		const grace = /^ {2}stop_grace_period: (\d+)s$/m.exec(head)?.[1];
		expect(Number(timeout)).toBeGreaterThanOrEqual(900);
		expect(Number(grace)).toBeGreaterThan(Number(timeout));
		expect(services).not.toContain('stop_grace_period');
	});

	it("ends if the ledger's database cannot be created, because that is tried only once", () => {
		expect(compose).toMatch(/psql .*--set ON_ERROR_STOP=1 /);
	});

	it('uses the tested n8n and this version of the package', () => {
		const { n8n } = pinned('sandbox/n8n/package.json').dependencies;
		expect(compose).toContain(`n8nio/n8n:${n8n}\n`);
		expect(compose).toContain(`n8n-nodes-telecom-finance@${pinned('package.json').version} `);
	});
});
