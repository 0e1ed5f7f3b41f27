import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution, WorkflowFile } from '../../sandbox/engine/api';
import { fillIn, readTemplate } from '../../sandbox/engine/template';
import { startAlertReceiver, type AlertReceiver } from './support/alertReceiver';
import { startEnvironment, type Environment } from './support/environment';
import { linesOf, runDelivery } from './support/runDelivery';

jest.setTimeout(300_000);

type Json = Record<string, unknown>;

let environment: Environment;
let receiver: AlertReceiver;
let inbox: string;
let delivery: string;
/** Document number → the name of its file. */
let files: Map<string, string>;

beforeAll(async () => {
	environment = await startEnvironment();
	receiver = await startAlertReceiver();
	inbox = join(environment.sftp.directory, 'inbox');
	mkdirSync(inbox);
}, 900_000);

afterAll(async () => {
	await receiver?.stop();
	await environment?.stop();
});

const outputOf = ({ runData }: Execution, node: string): Json[] =>
	(runData[node]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);

async function audit(): Promise<{ execution: Execution; lines: Json[] }> {
	const id = await environment.importTemplate('delivery-audit.json', {
		'List Files': { remoteDirectory: inbox },
	});
	const execution = await environment.run(id);
	return { execution, lines: outputOf(execution, 'Audit') };
}

/** Runs the watchdog by its button. @returns its failure; undefined if there is no problem */
async function findings(ledger = 'horisen-invoices'): Promise<string | undefined> {
	const id = await environment.importTemplate('delivery-watchdog.json', { Health: { ledger } });
	return (await environment.run(id)).error?.message;
}

/** The published watchdog, but checking every other second, with the alert as its error workflow. */
function everyOtherSecond(ledger: string, errorWorkflow: string): WorkflowFile {
	const watchdog = fillIn(readTemplate('delivery-watchdog.json'), {}, { Health: { ledger } });
	const rule = { interval: [{ field: 'seconds', secondsInterval: 2 }] };
	return {
		...watchdog,
		nodes: watchdog.nodes.map((node) =>
			node.name === 'Every Hour' ? { ...node, parameters: { rule } } : node,
		),
		settings: { ...watchdog.settings, errorWorkflow },
	};
}

describe('a month that was delivered, except for one document', () => {
	const hidden = () => environment.horisen.data.eligible()[0];

	it('is delivered', async () => {
		const { documentDate } = hidden();
		const { data } = environment.horisen;
		const document = data.document(hidden().id)!;
		document.documentDate = '2000-01-01';
		delivery = await environment.importTemplate('horisen-invoices-to-erp-guarded.json', {
			Deliver: { remoteDirectory: inbox },
		});
		const { execution, summary } = await runDelivery(environment, delivery);
		document.documentDate = documentDate;
		expect(execution.status).toBe('success');
		files = new Map(
			linesOf(summary, 'delivered').map(({ documentNumber, fileName }) => [
				documentNumber,
				fileName,
			]),
		);
		expect(files.size).toBe(data.eligible().length - 1);
	});

	it('satisfies the watchdog, which reports only a name without a ledger', async () => {
		expect(await findings()).toBeUndefined();
		expect(await findings('horisen-invoices, mistyped')).toBe(
			'Ledger "mistyped": look at it.\nThere is no ledger "mistyped". It was lost, or never created.',
		);
	});

	it('gets an audit table with what is missing, changed, damaged and unknown, and by how much', async () => {
		const { data } = environment.horisen;
		const [missing, changed, damaged, taken, ...rest] = data.eligible();
		changed.total = 1_000_000.01;
		const pathOf = (number: string) => join(inbox, files.get(number) ?? '');
		writeFileSync(pathOf(damaged.documentNumber), '<Invoice/>');
		rmSync(pathOf(taken.documentNumber));
		writeFileSync(join(inbox, 'theirs.txt'), 'not ours');
		const part = '.4711.xml.0123456789ab.part';
		writeFileSync(join(inbox, part), '<Inv');

		const { execution, lines } = await audit();
		expect(execution.status).toBe('error');
		const resultOf = (name: string) =>
			lines.find(({ documentNumber, fileName }) => [documentNumber, fileName].includes(name))
				?.result;
		expect([missing, changed, damaged, taken].map((one) => resultOf(one.documentNumber))).toEqual([
			'missing',
			'changed',
			'damaged',
			'delivered',
		]);
		expect(resultOf('theirs.txt')).toBe('unknown');
		expect(lines.find(({ fileName }) => fileName === part)?.note).toContain('File: Sweep');
		const others = rest.map((one) => resultOf(one.documentNumber.trim()));
		expect(others).toEqual(rest.map(() => 'delivered'));
		for (const { documentNumber } of [missing, changed, damaged]) {
			expect(execution.error?.message).toContain(documentNumber);
		}
		const [table] = execution.runData.Report?.[0]?.data?.main?.[0] ?? [];
		expect(table?.binary).toHaveProperty('table');
	});

	it('makes the watchdog report the held document, once the next run has found the change', async () => {
		const { summary } = await runDelivery(environment, delivery);
		const [held] = linesOf(summary, 'held');
		expect(await findings()).toContain(`1 document is held or waiting`);
		expect(await findings()).toContain(held.documentNumber);
	});
});

describe('the alert', () => {
	it('reports what the published watchdog found, and is not called before it is published itself', async () => {
		const { api } = environment;
		const alert = await api.createWorkflow(receiver.receiving(readTemplate('delivery-alert.json')));
		const watchdog = await api.createWorkflow(everyOtherSecond('mistyped', alert));
		await api.publish(watchdog);
		await new Promise((resolve) => setTimeout(resolve, 5_000));
		expect(receiver.alerts).toEqual([]);

		await api.publish(alert);
		const { subject, text } = await receiver.next();
		await api.unpublish(watchdog);
		expect(subject).toBe('Delivery watchdog failed');
		expect(text).toContain('There is no ledger "mistyped". It was lost, or never created.');
		expect(text).toMatch(/\nNode: End as Failed\nExecution: http.+\/executions\/\d+$/);
	});
});
