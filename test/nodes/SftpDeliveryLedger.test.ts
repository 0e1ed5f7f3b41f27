import type { IDataObject } from 'n8n-workflow';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { SftpDelivery } from '../../nodes/SftpDelivery/SftpDelivery.node';
import { POSTPAID_SMS, PREPAID } from '../fixtures/documents';
import { documentOf, type Json, rowJson } from '../unit/SftpDelivery/ledger/ledger';
import { createHarness } from './harness';

const n8n = createHarness({ nodes: [new SftpDelivery(), new FinanceXmlBuilder()] });

const A = documentOf('a');
const B = documentOf('b');

async function ledger(operation: string, documents: Json[], parameters: IDataObject) {
	return await n8n.runNode({
		node: 'sftpDelivery',
		parameters: { resource: 'ledger', operation, ...parameters } as never,
		input: documents.map((json) => ({ json: json as IDataObject })),
	});
}

const plan = async (documents: Json[], rows: unknown, parameters: IDataObject = {}) =>
	await ledger('plan', documents, {
		ledgerRows: JSON.stringify(rows),
		...parameters,
	});

describe('SFTP Delivery, Ledger: Plan', () => {
	it('adds what is done to each document, and needs no credential', async () => {
		const rows = [rowJson(B, { rowId: 4, state: 'failed', attempts: 2, token: 'old' })];
		const { outputs, error } = await plan([A, B], rows);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(outputs[0].map(({ json }) => json)).toEqual([
			{
				...A,
				delivery: {
					action: 'deliver',
					key: 'a',
					revision: expect.stringMatching(/^[0-9a-f]{12}$/),
					event: 'invoice',
				},
			},
			{
				...B,
				delivery: {
					action: 'deliver',
					key: 'b',
					revision: rows[0].revision,
					event: 'invoice',
					rowId: 4,
					previousToken: 'old',
					previousState: 'failed',
					attempts: 2,
				},
			},
		]);
	});

	it('knows the revision that Finance XML Builder puts into the name of the file', async () => {
		const event = { eventId: 'e', type: 'documentCreated', changed: [] };
		const documents = [POSTPAID_SMS, { ...PREPAID, event }];
		const planned = (await plan(documents, [])).outputs[0];
		const parameters = { trafficFrom: 'none' };
		const built = await n8n.runNode({ node: 'financeXmlBuilder', parameters, input: planned });
		expect(built.error).toBeUndefined();
		for (const [index, { json }] of built.outputs[0].entries()) {
			expect(json.delivery).toEqual(planned[index].json.delivery);
			expect(json.delivery).toMatchObject({ revision: json.revision });
			expect(json.fileName).toContain(`_${json.revision as string}.xml`);
		}
		const alone = await n8n.runNode({
			node: 'financeXmlBuilder',
			parameters,
			input: [{ json: POSTPAID_SMS }],
		});
		expect(alone.outputs[0][0].json.sha256).toBe(built.outputs[0][0].json.sha256);
	});

	it('gives rows that wait an item of their own, paired with none', async () => {
		const { outputs } = await plan([A], [rowJson(B, { state: 'claimed' })]);
		expect(outputs[0]).toHaveLength(2);
		expect(outputs[0][1]).toEqual({
			json: {
				documentUuid: 'b',
				documentNumber: 'N-b',
				documentDate: '2023-06-30',
				bizPartner: { name: 'Orange' },
				delivery: {
					action: 'waiting',
					key: 'b',
					revision: expect.any(String),
					event: 'invoice',
					reason: expect.stringContaining('Widen the period'),
					rowId: 1,
					previousToken: 't1',
					previousState: 'claimed',
					attempts: 1,
				},
			},
			pairedItem: [],
		});
	});

	it('takes rows as a list, and choices, by expression', async () => {
		const documents = [{ ...A, rows: [{ none: true }, rowJson(documentOf('a', { total: 1 }))] }];
		const by = { ledgerRows: '={{ $json.rows }}', ignoredFields: "={{ ['rows'] }}" };
		const held = await plan(documents, [], { ...by, onChange: "={{ 'hold' }}" });
		expect(held.outputs[0][0].json.delivery).toMatchObject({
			action: 'held',
			reason: expect.stringContaining('total 1 EUR then, 12.66 EUR now'),
		});
		const delivered = await plan(documents, [], { ...by, onChange: "={{ 'deliver' }}" });
		expect(delivered.outputs[0][0].json.delivery).toMatchObject({ action: 'deliver' });
	});

	it.each([
		[{ onChange: 'Hold' }, 'On Change cannot be "Hold"'],
		[{ onCancellation: '' }, 'On Cancellation cannot be ""'],
		[{ acknowledge: 'ja' }, 'Acknowledge cannot be "ja"'],
		[{ goLiveDate: '01.07.2023' }, 'Go-Live Date is not a date: "01.07.2023"'],
		[{ keyField: ' ' }, 'Key Field is empty'],
		[{ ledgerRows: "={{ '' }}" }, 'Ledger Rows is not a list'],
	])('refuses the setting %j', async (parameters, message) => {
		const { error, outputs } = await plan([A], [], parameters);
		expect(error?.message).toBe(message);
		expect(outputs).toEqual([]);
	});

	it('reads a go-live date, and a yes or no, as an expression gives them', async () => {
		const { outputs } = await plan([A, B], [rowJson(B)], {
			goLiveDate: "={{ '2023-07-01' }}",
			acknowledge: "={{ 'true' }}",
		});
		expect(outputs[0].map(({ json }) => (json.delivery as Json).action)).toEqual([
			'history',
			'acknowledge',
		]);
	});
});

describe('SFTP Delivery, Ledger: Audit', () => {
	const audit = async (documents: Json[], parameters: IDataObject = {}) =>
		await ledger('audit', documents, {
			ledgerRows: JSON.stringify([rowJson(A)]),
			files: JSON.stringify([{ name: 'N-a.xml', bytes: 100 }]),
			...parameters,
		});

	it('gives a table with a summary', async () => {
		const { outputs, error } = await audit([A, B]);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => [json.result, json.offBy, json.file])).toEqual([
			['delivered', '0', 'on the server'],
			['missing', '-12.66', ''],
			['summary', '-12.66', undefined],
		]);
	});

	it('keeps to a period', async () => {
		const of = async (periodFrom: string) =>
			(await audit([{}], { periodFrom })).outputs[0].map(({ json }) => json.result);
		expect(await of("={{ '2023-06-30' }}")).toEqual(['unknown', 'summary']);
		expect(await of('2023-07-01')).toEqual(['summary']);
	});

	it.each([
		[{ files: "={{ '' }}" }, 'Files is not a list'],
		[{ periodTo: 'June' }, 'Period To is not a date: "June"'],
	])('refuses the setting %j', async (parameters, message) => {
		expect((await audit([A], parameters)).error?.message).toBe(message);
	});
});
