import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ErpSftpApi } from '../../credentials/ErpSftpApi.credentials';
import { HorisenOAuth2Api } from '../../credentials/HorisenOAuth2Api.credentials';
import { failureOf } from '../../nodes/common/addedFields';
import { DeliveryLedger } from '../../nodes/DeliveryLedger/DeliveryLedger.node';
import { HorisenFinance } from '../../nodes/Horisen/Finance/HorisenFinance.node';
import { SftpDelivery } from '../../nodes/SftpDelivery/SftpDelivery.node';
import { passwordCredential } from '../../sandbox/demo/credentials';
import { type InProcessSftp, startInProcessSftp } from '../../sandbox/sftp/inProcess';
import { withSqlite } from '../unit/DeliveryLedger/support/withSqlite';
import { documentOf } from './deliveryLedgerSetup';
import { nodeTypeName } from './harness';
import { QUICK, setUpHorisen } from './horisenSetup';

/** What a node that failed under Continue puts on its item: n8n's own, and one of this package. */
const FAILED: Record<string, IDataObject> = {
	error: { message: '402 No credit' },
	failure: { node: 'Get Traffic', message: 'HORISEN is away', advice: 'Wait.' },
};

/** Passes on some fields only, like n8n's Edit Fields without Include Other Input Fields. */
class EditFields implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Edit Fields',
		name: 'editFields',
		group: ['transform'],
		version: 1,
		description: 'Passes on some fields',
		defaults: { name: 'Edit Fields' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'Paired', name: 'paired', type: 'boolean', default: true },
			{ displayName: 'Fields', name: 'fields', type: 'string', default: 'id, fileName' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const fields = (this.getNodeParameter('fields', 0) as string).split(', ');
		const isPaired = this.getNodeParameter('paired', 0) as boolean;
		const items = this.getInputData().map(({ json }, item) => ({
			json: Object.fromEntries(fields.map((name) => [name, FAILED[name] ?? json[name]])),
			// Deliver keeps no files.
			binary: this.evaluateExpression("{{ $('Input').item.binary }}", item),
			pairedItem: isPaired ? { item } : [],
		}));
		return await Promise.resolve([items as INodeExecutionData[]]);
	}
}

withSqlite(__filename, () => {
	const { n8n, horisen, credential } = setUpHorisen(
		{},
		{
			nodes: [new DeliveryLedger(), new SftpDelivery(), new HorisenFinance(), new EditFields()],
			credentialTypes: [new ErpSftpApi(), new HorisenOAuth2Api()],
		},
	);
	let home: string;
	let sftp: InProcessSftp;
	let ledger: string;
	beforeAll(async () => {
		home = mkdtempSync(join(tmpdir(), 'lost-plan-'));
		process.env.N8N_USER_FOLDER = home;
		mkdirSync(join(home, '.n8n'));
		sftp = await startInProcessSftp({ directory: join(home, 'files') });
	});
	beforeEach(() => {
		ledger = `ledger-${randomUUID()}`;
		for (const folder of ['inbox', 'archive']) {
			rmSync(join(home, 'files', folder), { recursive: true, force: true });
			mkdirSync(join(home, 'files', folder));
		}
	});
	afterAll(async () => {
		await sftp.stop();
		rmSync(home, { recursive: true, force: true });
	});

	const DELIVER = { resource: 'file', operation: 'deliver', remoteDirectory: '/inbox' };
	const deliver = ['sftpDelivery', DELIVER] as const;
	const archive = ['sftpDelivery', { ...DELIVER, remoteDirectory: '/archive' }] as const;
	const dropping = (more: IDataObject = {}) => ['editFields', more] as const;
	const acknowledge = (more: IDataObject = {}) =>
		[
			'horisenFinance',
			{
				...{ resource: 'invoice', operation: 'changeSyncStatus', syncStatus: 'exported' },
				...{ invoiceId: '={{ $json.id }}', options: QUICK },
				...more,
			},
		] as const;
	const arrived = (folder: string) => readdirSync(join(home, 'files', folder)).sort();

	/** Plan → the steps → Finish. */
	async function runLine(...steps: Array<readonly [string, IDataObject]>) {
		const document = documentOf('a', { id: 7, fileName: 'a.xml' });
		const input = [await n8n.itemWithFile(document, 'xml', '<a/>')];
		const of = { resource: 'run', ledger, ledgerStore: 'embedded' };
		const line = [
			['input', {}],
			['deliveryLedger', { ...of, operation: 'plan' }],
			...steps,
			['deliveryLedger', { ...of, operation: 'finish' }],
		] as const;
		const nameOf = (index: number) =>
			({ 0: 'Input', 1: 'Plan', [line.length - 1]: 'Finish' })[index] ?? `Step ${index - 1}`;
		const credentials = {
			erpSftpApi: n8n.saveCredential('erpSftpApi', passwordCredential(sftp)),
			horisenOAuth2Api: credential(),
		};
		const result = await n8n.runWorkflow({
			nodes: line.map(([type, parameters], index) => ({
				id: nameOf(index),
				name: nameOf(index),
				type: index === 0 ? 'harness.input' : nodeTypeName(type),
				typeVersion: 1,
				position: [index * 200, 0],
				parameters: parameters as never,
				credentials,
				...(index === 0 ? {} : { onError: 'continueRegularOutput' as const }),
			})),
			connections: Object.fromEntries(
				line.slice(0, -1).map((_, index) => [
					nameOf(index),
					{
						main: [[{ node: nameOf(index + 1), type: NodeConnectionTypes.Main, index: 0 }]],
					},
				]),
			),
			pinData: { Input: input },
		});
		const [summary] = result.runsOf('Finish')[0].outputs.flat();
		const stepItem = (step: number) => result.runsOf(`Step ${step}`)[0].outputs[0][0].json;
		return { summary: summary.json, stepItem };
	}

	it('with a second Plan of one ledger: it is refused, and the first run goes on', async () => {
		const again = { resource: 'run', operation: 'plan', ledger, ledgerStore: 'embedded' };
		const { summary, stepItem } = await runLine(['deliveryLedger', again], deliver);
		expect(failureOf(stepItem(1))?.message).toBe(
			`This execution has already begun a run of the ledger "${ledger}"`,
		);
		expect(summary.title).toBe('1 document: 1 failed');
	});

	describe('an item whose field "delivery" a node dropped', () => {
		it('is not delivered, and the summary says which node to change', async () => {
			const { summary, stepItem } = await runLine(dropping(), deliver);
			expect(arrived('inbox')).toEqual([]);
			expect(failureOf(stepItem(2))?.message).toBe(
				'The item has lost its field "delivery": a node after "Plan" dropped it',
			);
			expect(summary).toMatchObject({
				title: '1 document: 1 failed',
				documents: [
					{
						reason: expect.stringContaining('a node after "Plan" dropped it') as string,
						whatToDo: expect.stringContaining('Include Other Input Fields') as string,
					},
				],
			});
			const { summary: next } = await runLine(deliver);
			expect(next.title).toBe('1 document: 1 delivered');
		});

		it("is reported with the error of the operator's own node, if that failed", async () => {
			const { summary } = await runLine(dropping({ fields: 'error' }), deliver);
			expect(summary).toMatchObject({
				documents: [
					{ result: 'failed', reason: 'Step 2: A node after "Plan" failed: 402 No credit' },
				],
			});
		});

		it('is reported with its earlier failure', async () => {
			const { summary } = await runLine(dropping({ fields: 'failure' }), deliver);
			expect(summary).toMatchObject({
				documents: [{ reason: 'Get Traffic: HORISEN is away', whatToDo: 'Wait.' }],
			});
		});

		it('is delivered elsewhere once its ledger has it as delivered', async () => {
			const { summary } = await runLine(deliver, dropping(), archive);
			expect(summary.title).toBe('1 document: 1 delivered');
			expect([arrived('inbox'), arrived('archive')]).toEqual([['a.xml'], ['a.xml']]);
		});

		it('is delivered without the ledger if n8n cannot tell where it comes from', async () => {
			const { summary } = await runLine(dropping({ paired: false }), deliver);
			expect(arrived('inbox')).toEqual(['a.xml']);
			expect(summary.title).toBe('1 document: 1 failed');
		});

		it.each(['eachItem', 'allItems'])('is not acknowledged: %s', async (mode) => {
			const { stepItem } = await runLine(deliver, dropping(), acknowledge({ mode }));
			expect(stepItem(3)).toMatchObject({ acknowledgement: { ok: false } });
			expect(horisen().requests.filter(({ path }) => path.includes('sync-status'))).toEqual([]);
		});

		it('is acknowledged if it still says that it was delivered', async () => {
			const kept = dropping({ fields: 'id, outcome' });
			const { stepItem } = await runLine(deliver, kept, acknowledge({ syncStatus: 'off' }));
			expect(stepItem(3)).toEqual({ id: 7, outcome: 'delivered' });
		});
	});
});
