import { setUpHorisen } from './horisenSetup';

const { horisen, getDocuments, run } = setUpHorisen();

const listings = () => horisen().requests.filter(({ path }) => path.endsWith('/documents-export'));
const lastQuery = () => listings().at(-1)?.query;

describe('Document: Get Many', () => {
	it('sends exactly the documented call', async () => {
		const { outputs, error } = await getDocuments({
			paymentStatus: 'open',
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

	it('gives whole documents, paired with the item they were asked for', async () => {
		const { outputs } = await getDocuments({ options: { pageSize: 7 } });
		const [first] = outputs[0];
		expect(outputs[0]).toHaveLength(horisen().data.documents.length);
		expect(first.json).toEqual(horisen().data.document(Number(first.json.id)));
		expect(first.pairedItem).toEqual({ item: 0 });
		expect(listings().length).toBe(Math.ceil(horisen().data.documents.length / 7));
		expect(horisen().tokenFetches).toBe(1);
	});

	it('fetches no more than the limit needs', async () => {
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
			periodOn: 'statusDt',
			periodFrom: '={{ DateTime.fromISO("2023-06-01T10:00:00") }}',
			periodTo: '={{ DateTime.fromISO("2023-06-01").endOf("month").toISO() }}',
		});
		expect(error).toBeUndefined();
		expect(lastQuery()).toContain('gte(statusDt)=2023-06-01&lt(statusDt)=2023-07-01');
	});

	it('refuses a document that lacks its key, by name', async () => {
		const [document] = horisen().data.documents;
		Object.assign(document, { documentUuid: null });
		const { error } = await getDocuments();
		expect(error?.message).toBe(`Document with id ${document.id} has no "documentUuid"`);
	});

	it('says which filter is wrong before it calls', async () => {
		const { error } = await getDocuments({
			filters: { filter: [{ attribute: 'total', operator: 'eq', value: '={{ $json.nothing }}' }] },
		});
		expect(error?.message).toBe('Filter "total eq", Value is empty');
		expect(listings()).toHaveLength(0);
	});
});

describe('Invoice', () => {
	const invoice = async (operation: string, parameters: object, ids: unknown[]) =>
		await run({
			node: 'horisenFinance',
			parameters: { resource: 'invoice', operation, ...parameters },
			input: ids.map((id) => ({ json: { id } as never })),
		});
	const someIds = () =>
		horisen()
			.data.documents.slice(0, 3)
			.map(({ id }) => id);

	it('changes the sync status of each item', async () => {
		const ids = someIds();
		const { outputs } = await invoice('changeSyncStatus', { syncStatus: 'done' }, ids);
		expect(
			outputs[0].map(({ json, pairedItem }) => [json.invoiceId, json.syncStatus, pairedItem]),
		).toEqual(ids.map((id, item) => [id, 'done', { item }]));
		expect(ids.map((id) => horisen().data.document(id)?.syncStatus)).toEqual([
			'done',
			'done',
			'done',
		]);
	});

	it('changes all items in one bulk call', async () => {
		const ids = someIds();
		const { outputs } = await invoice('changeSyncStatus', { mode: 'allItems' }, ids);
		expect(outputs[0].map(({ json }) => json.invoiceId)).toEqual(ids);
		const posts = horisen().requests.filter(({ path }) => path.includes('change-sync-status'));
		expect(posts.map(({ path }) => path)).toEqual([
			`/api/finance/sit/v1/invoices/${ids.join(',')}/bulk-change-sync-status`,
		]);
		expect(ids.map((id) => horisen().data.document(id)?.syncStatus)).toEqual(
			Array(3).fill('exported'),
		);
	});

	it('sends a reason with the status, under a field that can be changed, and none where it is empty', async () => {
		const [id] = someIds();
		const bodyOf = async (options: object) => {
			await invoice('changeSyncStatus', { syncStatus: 'error', options }, [id]);
			return JSON.parse(horisen().requests.at(-1)?.body ?? '') as unknown;
		};
		const reason = 'The ERP refused the file';
		expect(await bodyOf({ reason })).toEqual({ syncStatus: 'error', message: reason });
		expect(await bodyOf({ reason, reasonField: 'note' })).toEqual({
			syncStatus: 'error',
			note: reason,
		});
		expect(await bodyOf({ reason: '' })).toEqual({ syncStatus: 'error' });
	});

	it.each([
		['', 'Invoice ID is empty'],
		['300919-1', 'Invoice ID is not a whole number: "300919-1"'],
		['1,2', 'Invoice ID is not a whole number: "1,2"'],
		['0', 'Invoice ID is not a whole number: "0"'],
	])('refuses the id %p in a bulk call, and changes nothing', async (id, message) => {
		const { error } = await invoice('changeSyncStatus', { mode: 'allItems' }, [...someIds(), id]);
		expect(error?.message).toBe(message);
		expect(horisen().requests).toHaveLength(0);
	});

	it("changes the docs delivery status, under a body field of one's own", async () => {
		const [id] = someIds();
		const { outputs } = await invoice('changeDocsDeliveryStatus', {}, [id]);
		expect(outputs[0][0].json).toMatchObject({ invoiceId: id, docsDeliveryStatus: 'sent' });
		expect(horisen().data.document(id)?.docsDeliveryStatus).toBe('sent');

		const other = { options: { bodyField: 'newStatus' } };
		const { error } = await invoice('changeDocsDeliveryStatus', other, [id]);
		expect(error?.description).toContain('docsDeliveryStatus: must be one of');
	});

	it('lists the files', async () => {
		const [id] = someIds();
		const { outputs } = await invoice('getFiles', {}, [id]);
		expect(outputs[0][0].json).toMatchObject({ invoiceId: id, mimeType: 'application/pdf' });
	});

	it('names the invoice that HORISEN does not know', async () => {
		const { error } = await invoice('getFiles', {}, [999999]);
		expect(error?.message).toBe('HORISEN Finance knows no invoice 999999 (404 INVOICE_NOTFOUND)');
	});

	it('never repeats a write, and says that it may have happened', async () => {
		const [id] = someIds();
		horisen().faults.inject({ fault: { kind: 'hang' }, route: 'changeSyncStatus', times: null });
		const { error } = await invoice('changeSyncStatus', { options: { requestTimeout: 0.3 } }, [id]);
		expect(error?.message).toBe(
			`HORISEN Finance gave no complete answer for invoice ${id} (it took too long)`,
		);
		expect(error?.description).toContain('may have happened all the same');
		expect(
			horisen().requests.filter(
				({ method, path }) => method === 'POST' && path.includes(String(id)),
			),
		).toHaveLength(1);
	});
});
