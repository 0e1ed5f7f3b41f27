import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FinanceXmlBuilder } from '../../nodes/FinanceXmlBuilder/FinanceXmlBuilder.node';
import { HorisenFinanceTrigger } from '../../nodes/Horisen/FinanceTrigger/HorisenFinanceTrigger.node';
import { HorisenTrafficReport } from '../../nodes/Horisen/TrafficReport/HorisenTrafficReport.node';
import type { FinanceDocument } from '../../sandbox/horisen';
import type { PollResult, PublishedTrigger } from './harness';
import { QUICK, setUpHorisen } from './horisenSetup';

const today = new Date().toISOString().slice(0, 10);
const { n8n, horisen, credential, run, getTraffic } = setUpHorisen(
	{ today },
	{
		nodes: [new HorisenFinanceTrigger(), new HorisenTrafficReport(), new FinanceXmlBuilder()],
	},
);

/** A workflow that starts with the trigger, from its publishing on. */
class Published {
	private readonly credential = credential();

	private trigger?: PublishedTrigger;

	constructor(private parameters: IDataObject = {}) {}

	async poll(): Promise<PollResult> {
		this.trigger ??= await this.publish();
		return await this.trigger.poll();
	}

	/** The documents that a poll reports; throws if it fails. */
	async told() {
		const { items, error } = await this.poll();
		if (error) throw error;
		return (items ?? []).map(({ json }) => ({
			id: json.id,
			event: json.event as IDataObject,
			json,
		}));
	}

	/** Publishes it with other parameters. */
	async change(parameters: IDataObject): Promise<void> {
		this.parameters = { ...this.parameters, ...parameters };
		this.trigger = await this.publish();
	}

	/** Restarts n8n: only saved data is left. */
	async restart(): Promise<void> {
		const saved = Object.entries(this.trigger?.saved ?? {}).map(([key, value]) => {
			const memory = (value as IDataObject).memory as IDataObject;
			return [key, { memory: { ...memory, process: 'another' } }];
		});
		this.trigger = await this.publish(Object.fromEntries(saved));
	}

	private async publish(staticData = this.trigger?.saved): Promise<PublishedTrigger> {
		return await n8n.publishTrigger(
			{
				node: 'horisenFinanceTrigger',
				parameters: { options: QUICK, ...this.parameters } as INodeParameters,
				credentials: { horisenOAuth2Api: this.credential },
			},
			staticData,
		);
	}
}

let inserted = 0;

/** Inserts a document like a seeded one, at a time of today. */
function insert(changes: Partial<FinanceDocument> = {}): FinanceDocument {
	const [pattern] = horisen().data.documents;
	inserted += 1;
	const document = {
		...structuredClone(pattern),
		id: 500_000 + inserted,
		documentUuid: `11111111-0000-4000-8000-${String(inserted).padStart(12, '0')}`,
		documentNumber: `new-${inserted}`,
		insertDt: `${today}T10:00:00.000Z`,
		status: 'approved',
		...changes,
	} as FinanceDocument;
	horisen().data.documents.push(document);
	return document;
}

const listings = () => horisen().requests.filter(({ path }) => path.endsWith('/documents-export'));
const ids = (told: Array<{ id: unknown }>) => told.map(({ id }) => id).sort();

describe('new documents', () => {
	it('reports nothing that existed on publishing, then each new one once, whole, with its event', async () => {
		const workflow = new Published();
		expect(await workflow.told()).toEqual([]);
		const document = insert();
		const [told, ...others] = await workflow.told();
		expect(others).toEqual([]);
		const { event, ...whole } = told.json;
		expect(whole).toEqual(document);
		expect(event).toEqual({
			eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
			type: 'documentCreated',
			changed: [],
		});
		expect(await workflow.told()).toEqual([]);
		expect((await workflow.poll()).items).toBeUndefined();
	});

	it('sends the documented call, from the beginning of the look-back', async () => {
		const workflow = new Published({
			lookBackDays: 10,
			status: 'approved',
			filters: { filter: [{ attribute: 'documentClassArea', operator: 'eq', value: 'sales' }] },
		});
		await workflow.told();
		const from = new Date(Date.parse(today) - 10 * 86_400_000).toISOString().slice(0, 10);
		expect(listings()[0].query).toBe(
			`status=approved&documentClassArea=sales&gte(insertDt)=${from}&sort=insertDt,id&page_number=1&page_size=100`,
		);
	});

	it('skips none of many with the same timestamp, on pages that shift while they are read', async () => {
		const workflow = new Published({ options: { ...QUICK, pageSize: 3 } });
		await workflow.told();
		const expected = Array.from({ length: 10 }, () => insert().id);
		let late: FinanceDocument | undefined;
		horisen().faults.inject({
			route: 'documents',
			page: 2,
			fault: {
				kind: 'afterPage',
				change: () => {
					late = insert({ insertDt: `${today}T00:00:00.000Z` });
				},
			},
		});
		const told = [...(await workflow.told()), ...(await workflow.told())];
		expect(ids(told)).toEqual([...expected, late?.id].sort());
	});

	it('reports one that the vendor shows late, with a time long before the last', async () => {
		const workflow = new Published({ lookBackDays: 45 });
		await workflow.told();
		insert();
		await workflow.told();
		const late = insert({
			insertDt: new Date(Date.parse(today) - 20 * 86_400_000).toISOString(),
		});
		expect(ids(await workflow.told())).toEqual([late.id]);
	});

	it('reports one that matches the filter later', async () => {
		const workflow = new Published({ status: 'approved' });
		await workflow.told();
		const document = insert({ status: 'draft' });
		expect(await workflow.told()).toEqual([]);
		document.status = 'approved';
		expect(ids(await workflow.told())).toEqual([document.id]);
	});

	it('starts from a date: later documents are new and come in portions, earlier ones are not', async () => {
		const from = new Date(Date.parse(today) - 200 * 86_400_000).toISOString().slice(0, 10);
		const old = insert({ insertDt: `${from}T00:00:00.000Z` });
		const older = insert({
			insertDt: new Date(Date.parse(from) - 86_400_000).toISOString(),
		});
		const workflow = new Published({
			start: 'date',
			startDate: from,
			options: { ...QUICK, maxEvents: 15 },
		});
		const portions = [];
		for (let poll = 0; poll < 4; poll++) portions.push(ids(await workflow.told()));
		const expected = horisen()
			.data.documents.filter(({ id }) => id !== older.id)
			.map(({ id }) => id);
		expect(portions[0]).toHaveLength(15);
		expect(portions[0]).toContain(old.id);
		expect(portions.flat().sort()).toEqual(expected.sort());
		expect(portions[3]).toEqual([]);
	});

	it('covers a pause that is longer than the look-back', async () => {
		const workflow = new Published({ lookBackDays: 2 });
		jest.useFakeTimers({ now: Date.now() - 30 * 86_400_000, advanceTimers: true });
		await workflow.told();
		jest.useRealTimers();
		const during = insert({
			insertDt: new Date(Date.parse(today) - 20 * 86_400_000).toISOString(),
		});
		expect(ids(await workflow.told())).toContain(during.id);
	});
});

describe('the nodes after the trigger', () => {
	it('treat its items like those of HORISEN Finance: the same traffic, the same file', async () => {
		const { data } = horisen();
		const [document] = data.eligible();
		data.documents.splice(data.documents.indexOf(document), 1);
		const workflow = new Published();
		await workflow.told();
		data.documents.push(document);
		const [{ json }] = await workflow.told();
		const files = [];
		for (const item of [json, document as unknown as IDataObject]) {
			const traffic = await getTraffic([{ json: item }]);
			expect(traffic.error).toBeUndefined();
			const built = await run({ node: 'financeXmlBuilder', input: traffic.outputs[0] });
			expect(built.error).toBeUndefined();
			files.push(built.outputs[0][0].json);
		}
		expect(files[0]).toEqual(files[1]);
	});
});

describe('polls that overlap', () => {
	it('report an event once, even if the slower one read before a change', async () => {
		const workflow = new Published({ triggerOn: 'createdOrChanged' });
		await workflow.told();
		const document = insert({ disputeStatus: 'none' });
		horisen().faults.inject({
			route: 'documents',
			fault: { kind: 'drip', bytes: 400, everyMs: 40 },
		});
		const { requests } = horisen();
		requests.length = 0;
		const slow = workflow.told();
		while (!requests.some(({ path }) => path.endsWith('/documents-export')))
			await new Promise((resolve) => setTimeout(resolve, 5));
		document.disputeStatus = 'open';
		const [fast] = await workflow.told();
		expect(fast).toMatchObject({ id: document.id, event: { type: 'documentCreated' } });
		expect(await slow).toEqual([]);
		expect(await workflow.told()).toEqual([]);
	});
});

describe('after a crash or restart', () => {
	it('reports the last events once more, with the same IDs, and then no more', async () => {
		const workflow = new Published({ triggerOn: 'createdOrChanged' });
		await workflow.told();
		const document = insert();
		await workflow.told();
		const other = insert();
		document.disputeStatus = 'open';
		const last = await workflow.told();
		expect(last).toHaveLength(2);
		await workflow.restart();
		expect(await workflow.told()).toEqual(last);
		expect(ids(last)).toEqual([document.id, other.id]);
		await workflow.restart();
		expect(await workflow.told()).toEqual([]);
	});

	it('does not if that is switched off', async () => {
		const workflow = new Published({ options: { ...QUICK, repeatAfterRestart: false } });
		await workflow.told();
		insert();
		await workflow.told();
		await workflow.restart();
		expect(await workflow.told()).toEqual([]);
	});
});

describe('changed documents', () => {
	it.each([
		['status', { status: 'canceled' }],
		['payment', { paymentStatus: 'paid' }],
		['payment', { totalPaid: 1.5 }],
		['dispute', { disputeStatus: 'closed' }],
		['total', { total: 4711.11 }],
	])('reports a change of the %s: %j', async (watched, change) => {
		const document = insert();
		const workflow = new Published({ triggerOn: 'changed' });
		expect(await workflow.told()).toEqual([]);
		Object.assign(document, change);
		const [told] = await workflow.told();
		expect(told).toMatchObject({
			id: document.id,
			json: change,
			event: { type: 'documentChanged', changed: [watched] },
		});
		expect(await workflow.told()).toEqual([]);
	});

	it('reports only watched changes', async () => {
		const document = insert();
		const workflow = new Published({ triggerOn: 'changed', watch: ['total'] });
		await workflow.told();
		Object.assign(document, { paymentStatus: 'paid', syncStatus: 'done' });
		expect(await workflow.told()).toEqual([]);
	});

	it('gives the same change a new event when it happens a second time', async () => {
		const document = insert({ disputeStatus: 'none' });
		const workflow = new Published({ triggerOn: 'changed', watch: ['dispute'] });
		await workflow.told();
		const events = [];
		for (const disputeStatus of ['open', 'none', 'open']) {
			document.disputeStatus = disputeStatus;
			events.push(...(await workflow.told()));
		}
		expect(new Set(events.map(({ event }) => event.eventId)).size).toBe(3);
	});

	it('saves a new document by an empty run, so that a restart does not forget its state', async () => {
		const workflow = new Published({ triggerOn: 'changed' });
		expect((await workflow.poll()).items).toBeUndefined();
		const document = insert({ status: 'draft' });
		expect((await workflow.poll()).items).toEqual([]);
		expect((await workflow.poll()).items).toBeUndefined();
		await workflow.restart();
		document.status = 'approved';
		expect(ids(await workflow.told())).toEqual([document.id]);
	});

	it('distinguishes new and changed documents in one workflow', async () => {
		const known = insert();
		const workflow = new Published({ triggerOn: 'createdOrChanged' });
		await workflow.told();
		known.paymentStatus = 'paid';
		const document = insert({ insertDt: `${today}T11:00:00.000Z` });
		expect((await workflow.told()).map(({ id, event }) => [id, event.type])).toEqual([
			[known.id, 'documentChanged'],
			[document.id, 'documentCreated'],
		]);
	});

	it('does not report everything as changed if more is watched', async () => {
		const document = insert();
		const workflow = new Published({ triggerOn: 'changed', watch: ['total'] });
		await workflow.told();
		await workflow.change({ watch: ['status', 'total'] });
		expect(await workflow.told()).toEqual([]);
		document.status = 'canceled';
		expect(ids(await workflow.told())).toEqual([document.id]);
	});

	it('refuses a filter that would hide a watched change, by name', async () => {
		const { error } = await new Published({ triggerOn: 'changed', status: 'approved' }).poll();
		expect(error?.message).toBe(
			'The filter on "status" would hide changes of the status, which is watched',
		);
		expect(listings()).toHaveLength(0);
	});
});

describe('errors', () => {
	it('name a look-back that no calendar holds', async () => {
		const { error } = await new Published({ lookBackDays: 1e9 }).poll();
		expect(error?.message).toContain('Look Back is not a whole number from 1 to 3660');
	});

	it('show on the first poll, and leave nothing behind', async () => {
		horisen().allowIp(false);
		const workflow = new Published();
		const { error } = await workflow.poll();
		expect(error?.message).toContain('HORISEN refuses this client');
		expect(error?.name).toBe('NodeApiError');
		horisen().allowIp(true);
		expect(await workflow.told()).toEqual([]);
	});

	it('lose nothing: documents that came while polls failed come with the next successful one', async () => {
		const workflow = new Published();
		await workflow.told();
		const document = insert();
		horisen().faults.inject({ times: null, fault: { kind: 'truncate' }, route: 'documents' });
		expect((await workflow.poll()).error?.message).toContain('documents, page 1');
		horisen().faults.clear();
		expect(ids(await workflow.told())).toEqual([document.id]);
	});

	it('say that the look-back holds more documents than the trigger remembers, and lose nothing', async () => {
		const workflow = new Published();
		await workflow.told();
		const document = insert();
		await workflow.change({ options: { ...QUICK, maxDocuments: 20 } });
		const { error } = await workflow.poll();
		expect(error?.message).toContain('The look-back holds more than 20 documents');
		expect(error?.description).toContain('Remembered Documents');
		await workflow.change({ options: QUICK });
		expect(ids(await workflow.told())).toEqual([document.id]);
	});
});

describe('a run by hand', () => {
	it('shows the latest documents and remembers nothing', async () => {
		const newest = insert({ insertDt: `${today}T23:00:00.000Z` });
		const { outputs, error } = await run({
			node: 'horisenFinanceTrigger',
			parameters: { options: QUICK },
			settings: { position: [0, 0] },
		});
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(5);
		expect(outputs[0][0].json).toMatchObject({
			id: newest.id,
			event: { type: 'documentCreated', changed: [] },
		});
	});

	it('says so if no document matches the filters', async () => {
		const { error } = await run({
			node: 'horisenFinanceTrigger',
			parameters: { search: 'no such document', options: QUICK },
		});
		expect(error?.message).toBe('HORISEN has no document that matches the filters');
	});
});
