import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { singleNodeWorkflow } from './harness/singleNode';
import { QUICK, setUpHorisen } from './horisenSetup';

const { n8n, horisen, credential, getDocuments, run } = setUpHorisen();

const listings = () => horisen().requests.filter(({ path }) => path.endsWith('/documents-export'));
const lastQuery = () => listings().at(-1)?.query;

describe('Document: Get Many', () => {
	it('sends exactly the documented call', async () => {
		const { outputs, error } = await getDocuments({
			paymentStatus: 'open',
			period: 'between',
			periodFrom: '2023-06-01',
			periodTo: '2023-06-30',
		});
		expect(error).toBeUndefined();
		expect(lastQuery()).toBe(
			'paymentStatus=open&between(documentDate)=2023-06-01,2023-06-30&sort=id&page_number=1&page_size=100',
		);
		const expected = horisen().data.documents.filter(
			({ paymentStatus, documentDate }) =>
				paymentStatus === 'open' && documentDate >= '2023-06-01' && documentDate <= '2023-06-30',
		);
		expect(expected.length).toBeGreaterThan(10);
		expect(outputs[0].map(({ json }) => json.documentUuid).sort()).toEqual(
			expected.map(({ documentUuid }) => documentUuid).sort(),
		);
	});

	it('returns whole documents, paired with the input item', async () => {
		const { outputs } = await getDocuments({ options: { pageSize: 7 } });
		const [first] = outputs[0];
		expect(outputs[0]).toHaveLength(horisen().data.documents.length);
		expect(first.json).toEqual(horisen().data.document(Number(first.json.id)));
		expect(first.pairedItem).toEqual({ item: 0 });
		expect(listings().length).toBe(Math.ceil(horisen().data.documents.length / 7));
		expect(horisen().tokenFetches).toBe(1);
	});

	it('fetches no more pages than the limit needs', async () => {
		const { outputs } = await getDocuments({ returnAll: false, limit: 5, output: 'simplified' });
		expect(outputs[0]).toHaveLength(5);
		expect(listings()).toHaveLength(1);
		expect(outputs[0][0].json).toMatchObject({
			itemCount: expect.any(Number),
			bizPartnerName: expect.any(String),
		});
		expect(outputs[0][0].json).not.toHaveProperty('items');
	});

	it('writes filters, search and sort from the form', async () => {
		const { outputs, error } = await getDocuments({
			status: 'approved',
			filters: {
				filter: [
					{ attribute: 'documentClassArea', operator: 'in', values: 'sales,purchase' },
					{ attribute: 'total', operator: 'between', from: '-100000', to: '1000000' },
					{ attribute: 'documentDate', operator: 'gte', value: '2023-06-01T00:00:00' },
					{ attribute: 'bizPartnerExternalRefId', operator: 'isnotnull' },
					{ attribute: 'bizPartnerExternalRefId', operator: 'isnotempty' },
				],
			},
			sort: {
				key: [
					{ attribute: 'documentDate', direction: 'descending' },
					{ attribute: 'bizPartnerName', direction: 'ascending' },
				],
			},
			search: 'Postpaid',
		});
		expect(error).toBeUndefined();
		expect(lastQuery()).toBe(
			'status=approved&in(documentClassArea)=sales,purchase&between(total)=-100000,1000000' +
				'&gte(documentDate)=2023-06-01&isnotnull(bizPartnerExternalRefId)=true' +
				'&isnotempty(bizPartnerExternalRefId)=true&q=Postpaid&sort=-documentDate,bizPartnerName,id' +
				'&page_number=1&page_size=100',
		);
		const dates = outputs[0].map(({ json }) => String(json.documentDate));
		expect(dates.length).toBeGreaterThan(1);
		expect(dates).toEqual([...dates].sort().reverse());
	});

	it('takes dates from expressions', async () => {
		const { error } = await getDocuments({
			period: 'between',
			periodOn: 'statusDt',
			periodFrom: '={{ DateTime.fromISO("2023-06-01T10:00:00") }}',
			periodTo: '={{ DateTime.fromISO("2023-06-01").endOf("month").toISO() }}',
		});
		expect(error).toBeUndefined();
		expect(lastQuery()).toContain('gte(statusDt)=2023-06-01&lt(statusDt)=2023-07-01');
	});

	it('lists approved sales invoices by default, which are the ones to deliver', async () => {
		const { outputs, hints } = await run({
			node: 'horisenFinance',
			parameters: {
				resource: 'document',
				operation: 'getMany',
				returnAll: true,
				period: 'between',
				periodFrom: '2023-06-01',
				periodTo: '2023-06-30',
				options: QUICK,
			},
		});
		expect(lastQuery()).toBe(
			'status=approved&documentClassDomain=invoice&documentClassArea=sales' +
				'&between(documentDate)=2023-06-01,2023-06-30&sort=id&page_number=1&page_size=100',
		);
		expect(outputs[0].map(({ json }) => json.id)).toEqual(
			horisen()
				.data.eligible()
				.map(({ id }) => id)
				.sort((one, other) => one - other),
		);
		expect(hints.map(({ message }) => message)).toEqual([
			'Documents from 2023-06-01 to 2023-06-30 (time zone America/New_York)',
		]);
	});

	it.each([
		[
			{ documents: 'toDeliverAndCanceled', area: 'both' },
			'in(status)=approved,canceled&documentClassDomain=invoice&in(documentClassArea)=sales,purchase&sort=id',
		],
		[
			// Not shown, so it does not count.
			{ documents: 'toDeliver', area: 'purchase', status: 'draft' },
			'status=approved&documentClassDomain=invoice&documentClassArea=purchase&sort=id',
		],
		[{ documents: 'all', status: 'draft' }, 'status=draft&sort=id'],
	])('can list %j', async (choice, query) => {
		expect((await getDocuments(choice)).error).toBeUndefined();
		expect(lastQuery()).toBe(`${query}&page_number=1&page_size=100`);
	});

	it("takes the period from the workflow's own day, and states it", async () => {
		const timezone = 'Pacific/Kiritimati';
		const list = async (parameters: IDataObject) => {
			const definition = singleNodeWorkflow({
				node: 'horisenFinance',
				parameters: {
					resource: 'document',
					operation: 'getMany',
					options: QUICK,
					...parameters,
				} as never,
				credentials: { horisenOAuth2Api: credential() },
			});
			const result = await n8n.runWorkflow({ ...definition, settings: { timezone } });
			return result.runsOf('Node')[0].hints.map(({ message }) => message);
		};
		const now = DateTime.now().setZone(timezone);
		const [from, to] = [now.minus({ days: 45 }).toISODate(), now.toISODate()];
		const [hint] = await list({ period: 'lastDays' });
		expect(hint).toBe(`Documents from ${from} to ${to} (time zone ${timezone})`);
		expect(lastQuery()).toContain(`between(documentDate)=${from},${to}`);

		await list({ period: 'thisMonth', periodOn: 'statusDt' });
		const next = now.plus({ months: 1 }).startOf('month').toISODate();
		expect(lastQuery()).toContain(`gte(statusDt)=${now.startOf('month').toISODate()}`);
		expect(lastQuery()).toContain(`lt(statusDt)=${next}`);
	});

	it.each([
		[{ period: 'lastYear' }, 'Period cannot be "lastYear"'],
		[{ period: 'lastDays', periodDays: '={{ $json.no }}' }, 'Days is not a whole number'],
		[
			{ period: 'between', periodFrom: '2023-07-01', periodTo: '2023-06-30' },
			'The period starts (2023-07-01) after it ends (2023-06-30)',
		],
		[{ period: 'between', periodFrom: 'June' }, 'Period From is not a date: "June"'],
		[{ documents: 'eligible' }, 'Documents cannot be "eligible"'],
	])('refuses %j before any call', async (parameters, message) => {
		const { error } = await getDocuments(parameters);
		expect(error?.message).toContain(message);
		expect(listings()).toHaveLength(0);
	});

	it('says that the limit may have left out documents', async () => {
		const { hints } = await getDocuments({ returnAll: false, limit: 5 });
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('Limit is 5'),
		);
	});

	it('refuses a document without its key, by name', async () => {
		const [document] = horisen().data.documents;
		Object.assign(document, { documentUuid: null });
		const { error } = await getDocuments();
		expect(error?.message).toBe(`Document with id ${document.id} has no "documentUuid"`);
	});

	it('says which filter is wrong before any call', async () => {
		const { error } = await getDocuments({
			filters: { filter: [{ attribute: 'total', operator: 'eq', value: '={{ $json.nothing }}' }] },
		});
		expect(error?.message).toBe('Filter "total eq", Value is empty');
		expect(listings()).toHaveLength(0);
	});
});
