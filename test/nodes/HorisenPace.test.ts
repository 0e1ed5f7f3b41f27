import type { IDataObject } from 'n8n-workflow';
import { type FaultRule, type HorisenSimulator, startHorisen } from '../../sandbox/horisen';
import { QUICK, setUpHorisen } from './horisenSetup';

const { credential, getDocuments } = setUpHorisen();

/** A separate host for each test, because a pause applies to all calls to a host in this process. */
let host: HorisenSimulator;
beforeEach(async () => {
	host = await startHorisen({ today: '2023-07-10' });
});
afterEach(async () => await host.stop());

const listings = () => host.requests.filter(({ path }) => path.endsWith('/documents-export'));
const busy = (retryAfter: object, times: number | null = 1) =>
	host.faults.inject({
		fault: { kind: 'status', status: 429, ...retryAfter } as FaultRule['fault'],
		route: 'documents',
		times,
	});
const uuidsOf = ({ outputs }: Awaited<ReturnType<typeof getDocuments>>) =>
	outputs[0].map(({ json }) => json.documentUuid).sort();
const allUuids = () => host.data.documents.map(({ documentUuid }) => documentUuid).sort();
const credentialOfHost = () =>
	credential({ apiBaseUrl: host.url, accountsBaseUrl: host.accountsUrl });
const after = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('429', () => {
	it.each([
		['seconds', { retryAfterSeconds: 1 }],
		['an HTTP date', { retryAfterDateIn: 2 }],
	])('makes the node wait as long as Retry-After asks in %s', async (_, retryAfter) => {
		busy(retryAfter);
		const start = Date.now();
		expect(uuidsOf(await getDocuments({}, credentialOfHost()))).toEqual(allUuids());
		expect(Date.now() - start).toBeGreaterThanOrEqual(900);
	});

	it('makes the node give up at once if Retry-After is beyond the deadline', async () => {
		busy({ retryAfterSeconds: 3600 });
		const { error } = await getDocuments({}, credentialOfHost());
		expect(error?.message).toBe('HORISEN Finance asks for fewer calls (429 TOO_MANY_REQUESTS)');
	});

	it('ends the wait if the execution is cancelled', async () => {
		busy({ retryAfterSeconds: 120 }, null);
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 300);
		const start = Date.now();
		const { status } = await getDocuments({}, credentialOfHost(), { cancel: cancel.signal });
		expect(status).toBe('canceled');
		expect(Date.now() - start).toBeLessThan(60_000);
	});

	it('holds all calls to the host, also of other executions', async () => {
		const saved = credentialOfHost();
		await getDocuments({}, saved);
		host.requests.length = 0;
		busy({ retryAfterSeconds: 1 });
		const start = Date.now();
		const other = after(200).then(async () => await getDocuments({}, saved));
		const results = [await getDocuments({}, saved), await other];
		for (const result of results) expect(uuidsOf(result)).toEqual(allUuids());
		expect(Date.now() - start).toBeGreaterThanOrEqual(950);
		expect(listings().map(({ status }) => status)).toEqual([429, 200, 200]);
	});

	it('is reported at once if the pause is longer than a call may take', async () => {
		const saved = credentialOfHost();
		busy({ retryAfterSeconds: 600 });
		await getDocuments({}, saved);
		const { error } = await getDocuments({}, saved);
		expect(error?.message).toMatch(
			/^HORISEN Finance was not called for documents, page 1: it asked this n8n to wait another (599|600) s$/,
		);
		expect(error?.description).toContain('Requests per Second');
		expect(listings()).toHaveLength(1);
	});
});

describe('Requests per Second', () => {
	const limited = (requestsPerSecond: unknown) =>
		credential({
			...{ apiBaseUrl: host.url, accountsBaseUrl: host.accountsUrl },
			requestsPerSecond: requestsPerSecond as IDataObject[string],
		});
	const list = async (saved: ReturnType<typeof limited>, options: IDataObject = {}) =>
		await getDocuments({ options: { ...QUICK, ...options } }, saved);

	it('limits several executions together', async () => {
		const saved = limited(10);
		await list(saved);
		host.requests.length = 0;
		const start = Date.now();
		const options = { pageSize: 20 };
		const results = await Promise.all([list(saved, options), list(saved, options)]);
		for (const result of results) expect(uuidsOf(result)).toEqual(allUuids());
		expect(listings().length).toBeGreaterThan(3);
		expect(Date.now() - start).toBeGreaterThanOrEqual((listings().length - 1) * 100 - 20);
	});

	it('refuses a call that would wait longer than its deadline', async () => {
		const { error } = await list(limited(0.1), { totalDeadline: 5, pageSize: 20 });
		expect(error?.message).toMatch(
			/^HORISEN Finance was not called for documents, page 2: its turn would come in \d+ s$/,
		);
	});

	it("does not hide HORISEN's answer if there is no time to ask again", async () => {
		host.faults.inject({ fault: { kind: 'status', status: 500 }, route: 'documents', times: null });
		const { error } = await list(limited(0.1), { totalDeadline: 5 });
		expect(error?.message).toMatch(/^HORISEN Finance failed to answer for documents, page 1/);
		expect(listings()).toHaveLength(1);
	});

	it.each(['many', '', -1, null])('refuses %j', async (requestsPerSecond) => {
		const { error } = await list(limited(requestsPerSecond));
		expect(error?.message).toContain('Requests per Second of the credential is not a number');
		expect(listings()).toHaveLength(0);
	});
});
