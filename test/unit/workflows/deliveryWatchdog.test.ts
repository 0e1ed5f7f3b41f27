import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../sandbox/engine/location';
import { readTemplate } from '../../../sandbox/engine/template';
import { runCodeNode } from './codeNode';

const HOUR = 3_600_000;
const SETTINGS = {
	...{ ledgerWorkflow: 'ledger', ledgerTable: 'table', alertWorkflow: 'alert' },
	...{ deliveryWorkflow: 'delivery', maxDaysWithoutRun: 2, maxHoursUnsettled: 24 },
};

const before = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const released = { token: null, leaseExpiresAt: null, completedAt: before(1), createdAt: before(999) };
const lease = (more: Record<string, unknown> = {}) => ({
	...{ exists: true, lease: true, holder: 'execution 12', ...released, ...more },
});

function found(...ledger: Array<Record<string, unknown>>): Record<string, unknown> {
	return runCodeNode('horisen-delivery-watchdog.json', 'Findings', {
		input: [],
		outputs: {
			Settings: [SETTINGS],
			'Ask the Ledger': ledger,
			'Ask the Alert': [{ published: true }],
			'Ask the Delivery': [{ published: true }],
		},
	})[0];
}

const findings = (...ledger: Array<Record<string, unknown>>) => found(...ledger).findings as string[];

describe('Findings', () => {
	it('are none when runs complete and nothing hangs', () => {
		const row = { documentNumber: 'INV-1', state: 'failed', attempts: 1, createdAt: before(23) };
		expect(found(lease(), row)).toMatchObject({ alert: false, findings: [] });
	});

	it('are none while a run holds its lease', () => {
		const running = { token: 't', leaseExpiresAt: before(-1) };
		expect(findings(lease(running))).toEqual([]);
	});

	it('tell since when no run has completed', () => {
		const completedAt = before(49);
		const [late] = findings(lease({ completedAt, lastError: 'No connection' }));
		expect(late).toBe(
			`No run has completed for 2 days (since ${completedAt}); 2 days are allowed. Is the delivery published, and do its runs end with an error? The last one said: No connection`,
		);
		expect(findings(lease({ completedAt: before(47) }))).toEqual([]);
	});

	it('give a new ledger its time', () => {
		const never = { completedAt: null };
		expect(findings(lease({ ...never, createdAt: before(47) }))).toEqual([]);
		expect(findings(lease({ ...never, createdAt: before(72) }))).toEqual([
			expect.stringContaining('No run has completed since the ledger was made 3 days ago'),
		]);
	});

	it('name a run that was killed', () => {
		expect(findings(lease({ token: 't', leaseExpiresAt: before(5) }))).toEqual([
			expect.stringMatching(/^The run "execution 12" did not end: its lease expired 5 hours ago/),
		]);
	});

	it('list what hangs, the first twenty by name', () => {
		const rows = Array.from({ length: 23 }, (_, index) => ({
			...{ documentNumber: `INV-${index}`, partner: 'ACME', state: 'conflict', attempts: 4 },
			...{ createdAt: before(50), lastError: 'Another file is there' },
		}));
		const [text] = findings(lease(), ...rows);
		const lines = text.split('\n');
		expect(lines[0]).toBe('23 documents are not settled after more than 24 hours:');
		expect(lines[1]).toBe(
			'  - INV-0 (ACME): conflict for 2 days, 4 attempts; Another file is there',
		);
		expect(lines).toHaveLength(22);
		expect(lines[21]).toBe('  and 3 more.');
	});

	it('say why the ledger does not answer', () => {
		const error = 'The delivery ledger "table" in Postgres cannot be used: Connection refused.';
		expect(findings({ error })).toEqual([
			`The ledger, a sub-workflow, ("ledger") cannot be called: ${error}`,
		]);
	});

	it('tell of a table without its lease', () => {
		expect(findings({ exists: true, lease: false })).toEqual([
			expect.stringContaining('has no lease'),
		]);
	});
});

describe('the workflows that the watchdog asks for a sign of life', () => {
	const shipped = readdirSync(join(PROJECT, 'workflows'))
		.filter((name) => name.endsWith('.json'))
		.map(readTemplate);
	const settings = readTemplate('horisen-delivery-watchdog.json').nodes.find(
		({ name }) => name === 'Settings',
	)?.parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
	const asked = settings.assignments
		.filter(({ name }) => ['alertWorkflow', 'deliveryWorkflow'].includes(name))
		.map(({ value }) => shipped.find(({ id }) => id === value));

	// n8n would start one without that trigger from its Manual Trigger: a delivery every six hours.
	it('have an Execute Workflow Trigger that leads to an answer and to nothing else', () => {
		expect(asked).toHaveLength(2);
		for (const workflow of asked) {
			const trigger = workflow?.nodes.find(({ type }) => type.endsWith('.executeWorkflowTrigger'));
			const to = (from = '') => {
				const { main } = (workflow?.connections[from] ?? { main: [] }) as {
					main: Array<Array<{ node: string }>>;
				};
				return main.flat().map(({ node }) => node);
			};
			expect([workflow?.name, to(trigger?.name)]).toEqual([workflow?.name, ['Published']]);
			expect(to('Published')).toEqual([]);
		}
	});
});

describe('the workflows of the set that run by themselves', () => {
	const shipped = readdirSync(join(PROJECT, 'workflows'))
		.filter((name) => name.endsWith('.json'))
		.map(readTemplate);
	const ofTheSet = shipped.filter(
		({ id, nodes }) => id && nodes.some(({ type }) => type.endsWith('.scheduleTrigger')),
	);

	it.each(ofTheSet.map((workflow) => [workflow.name, workflow]))(
		'"%s" has the alert as its error workflow',
		(_, { settings }) => {
			expect(settings?.errorWorkflow).toBe('tfDeliveryAlert');
		},
	);
});
