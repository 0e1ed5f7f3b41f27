import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revisionOf } from '../../nodes/common/revision';
import { STATUS_FIELDS } from '../../nodes/Horisen/shared/statusFields';
import type { Execution, WorkflowFile } from '../../sandbox/engine/api';
import { importSet, importWithItsId } from '../../sandbox/engine/importSet';
import { fillIn, readTemplate } from '../../sandbox/engine/template';
import type { FinanceDocument } from '../../sandbox/horisen';
import { startEnvironment, type Environment } from './support/environment';

const TEMPLATE = 'horisen-delivery-audit.json';
const LEDGER = 'tfLedgerDataTable';
const CONTENT = '<invoice/>';

type Json = Record<string, unknown>;

let environment: Environment;
let inbox: string;
let table: string;
let round = 0;

beforeAll(async () => {
	environment = await startEnvironment();
	const [ledger] = await importSet(environment.api, { 'ledger-data-table.json': {} });
	await environment.api.publish(ledger);
}, 900_000);

afterAll(async () => await environment?.stop());

beforeEach(() => {
	environment.horisen.reset();
	round += 1;
	inbox = join(environment.sftp.directory, `audit-${round}`);
	table = `audit_${round}`;
	mkdirSync(inbox);
});

function outputOf({ runData }: Execution, node: string): Json[] {
	return (runData[node]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
}

/** A call of the ledger, as the deliveries make it. */
async function ledger(items: Json[]): Promise<Json[]> {
	const name = 'Call the ledger';
	const node = (title: string, type: string, typeVersion: number, parameters: Json) => ({
		id: title,
		name: title,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
	});
	const to = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	const workflow: WorkflowFile = {
		id: `callLedger${round}`,
		name,
		nodes: [
			node('Run by Hand', 'manualTrigger', 1, {}),
			node('Items', 'code', 2, {
				jsCode: `return ${JSON.stringify(items.map((json) => ({ json: { ledger: table, ...json } })))};`,
			}),
			node('Ledger', 'executeWorkflow', 1.2, {
				workflowId: { __rl: true, mode: 'id', value: LEDGER },
				workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
				options: {},
			}),
		],
		connections: { 'Run by Hand': to('Items'), Items: to('Ledger') },
		settings: { executionOrder: 'v1' },
	};
	const execution = await environment.run(await importWithItsId(environment.api, workflow));
	expect(execution.error).toBeUndefined();
	return outputOf(execution, 'Ledger');
}

const fileNameOf = ({ documentUuid }: FinanceDocument) => `${documentUuid}.xml`;

/** Rows as delivered as the documents are now, and their files. */
async function deliver(documents: FinanceDocument[]): Promise<void> {
	const call = { token: 'test', holder: 'test', leaseMinutes: 5 };
	await ledger([{ action: 'open', create: true, ...call }]);
	const claims = await ledger(
		documents.map((document) => ({
			action: 'claim',
			...call,
			key: document.documentUuid,
			revision: revisionOf(JSON.parse(JSON.stringify(document)) as Json, STATUS_FIELDS),
			event: 'invoice',
			documentUuid: document.documentUuid,
			documentId: document.id,
			documentNumber: document.documentNumber,
			documentDate: document.documentDate,
			partner: document.bizPartner.name,
			currency: document.currencyCode,
			total: String(document.total),
		})),
	);
	const written = await ledger(
		claims.map(({ rowId }, index) => ({
			action: 'write',
			...call,
			rowId,
			state: 'delivered',
			fileName: fileNameOf(documents[index]),
			bytes: CONTENT.length,
			sha256: createHash('sha256').update(CONTENT).digest('hex'),
			deliveredAt: new Date().toISOString(),
		})),
	);
	expect(written.map((row) => row.written)).toEqual(documents.map(() => true));
	for (const document of documents) writeFileSync(join(inbox, fileNameOf(document)), CONTENT);
	await ledger([{ action: 'close', token: 'test', completed: true, summary: '' }]);
}

/**
 * Imports the audit, with its report going where an operator may send it: here into a node that reads the
 * Excel file again.
 */
async function audit(settings: Record<string, string> = {}) {
	const template = fillIn(readTemplate(TEMPLATE), environment.credentials, {
		remoteDirectory: inbox,
		ledgerTable: table,
		...settings,
	});
	const nodes = template.nodes.map((node) =>
		node.name === 'Report'
			? {
					...node,
					type: 'n8n-nodes-base.spreadsheetFile',
					typeVersion: 2,
					parameters: { operation: 'fromFile', binaryPropertyName: 'table', options: {} },
				}
			: node,
	);
	const id = await importWithItsId(environment.api, { ...template, nodes });
	const execution = await environment.run(id);
	return {
		execution,
		lines: outputOf(execution, 'Audit'),
		file: outputOf(execution, 'Report'),
		message: outputOf(execution, 'Message')[0],
	};
}

const resultsOf = (lines: Json[]) =>
	Object.fromEntries(
		lines.map(({ result, documentNumber, fileName }) => [documentNumber || fileName, result]),
	);

describe('HORISEN delivery audit, in a real n8n', () => {
	test('succeeds where everything was delivered, with a table that opens', async () => {
		const { data } = environment.horisen;
		const eligible = data.eligible();
		await deliver(eligible);
		const { execution, lines, file, message } = await audit();

		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		const documents = lines.filter(({ result }) => result !== 'summary');
		expect(documents.map(({ result, offBy, file: fate }) => [result, offBy, fate])).toEqual(
			eligible.map(() => ['delivered', '0', 'on the server']),
		);
		expect(message.subject).toBe(
			`Delivery audit of ${data.lastFullMonth.from} to ${data.lastFullMonth.to}: everything is as it should be`,
		);
		expect(outputOf(execution, 'Summary')).toEqual([
			{ subject: message.subject, text: message.text },
		]);
		expect(file).toHaveLength(lines.length);
		expect(file[0]).toMatchObject({
			result: 'delivered',
			documentNumber: lines[0].documentNumber,
			total: lines[0].total,
		});
		expect(file.at(-1)).toMatchObject({ result: 'summary', offBy: '0' });
	}, 180_000);

	test('ends as failed and says what is missing, changed or damaged, and by how much', async () => {
		const { data } = environment.horisen;
		const [missing, changed, damaged, cancelled, taken, ...rest] = data.eligible();
		await deliver([changed, damaged, cancelled, taken, ...rest]);
		changed.total = 1_000_000.01;
		cancelled.status = 'canceled';
		writeFileSync(join(inbox, fileNameOf(damaged)), CONTENT.toUpperCase());
		rmSync(join(inbox, fileNameOf(taken)));
		writeFileSync(join(inbox, 'theirs.txt'), 'not ours');
		const { execution, lines, message } = await audit({ compareChecksums: 'yes' });

		expect(execution.status).toBe('error');
		expect(resultsOf(lines)).toMatchObject({
			[missing.documentNumber]: 'missing',
			[changed.documentNumber]: 'changed',
			[damaged.documentNumber]: 'damaged',
			[cancelled.documentNumber]: 'changed',
			[taken.documentNumber]: 'delivered',
			'theirs.txt': 'unknown',
		});
		expect(lines.find((line) => line.documentNumber === taken.documentNumber)?.file).toBe(
			'taken by the ERP',
		);
		expect(message.subject).toContain('4 documents are missing, changed or damaged');
		expect(execution.error?.message).toContain(
			`missing: ${missing.documentNumber} (The ledger does not know it)`,
		);
		expect(execution.error?.message).toContain('1000000.01');
	}, 180_000);

	test('has a summary where there is nothing at all', async () => {
		await ledger([{ action: 'open', create: true, token: 't', holder: 't', leaseMinutes: 1 }]);
		const { execution, lines } = await audit({ periodFrom: '1999-01-01', periodTo: '1999-01-31' });
		expect(execution.status).toBe('success');
		expect(lines).toMatchObject([{ result: 'summary', documents: 0, note: '0 documents' }]);
	}, 180_000);

	test('fails, and does not call everything missing, where the ledger is gone', async () => {
		const { execution, lines } = await audit();
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(table);
		expect(lines).toEqual([]);
	}, 180_000);
});
