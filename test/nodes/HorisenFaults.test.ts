import type { FaultRule } from '../../sandbox/horisen';
import { QUICK, setUpHorisen } from './horisenSetup';

const { n8n, horisen, credential, getDocuments, getTraffic } = setUpHorisen();

const listings = () => horisen().requests.filter(({ path }) => path.endsWith('/documents-export'));
const inject = (fault: FaultRule['fault'], rule: Omit<FaultRule, 'fault'> = {}) =>
	horisen().faults.inject({ fault, route: 'documents', ...rule });
const smallPages = { options: { pageSize: 10, ...QUICK } };
const allUuids = () =>
	horisen()
		.data.documents.map(({ documentUuid }) => documentUuid)
		.sort();
const uuidsOf = ({ outputs }: Awaited<ReturnType<typeof getDocuments>>) =>
	outputs[0].map(({ json }) => json.documentUuid).sort();

describe('the token', () => {
	it('is renewed once if it expires between pages, without gap or duplicate', async () => {
		inject({ kind: 'expireTokens' }, { page: 3 });
		const result = await getDocuments(smallPages);
		expect(result.error).toBeUndefined();
		expect(uuidsOf(result)).toEqual(allUuids());
		expect(horisen().tokenFetches).toBe(2);
	});

	it('is kept from run to run', async () => {
		const saved = credential();
		await getDocuments({}, saved);
		await getDocuments({}, saved);
		expect(horisen().tokenFetches).toBe(1);
		expect(await n8n.savedCredential(saved, 'horisenOAuth2Api')).toHaveProperty('oauthTokenData');
	});

	it('is refused for a wrong secret, without showing it', async () => {
		const { error } = await getDocuments({}, credential({ clientSecret: 'wrong-secret-4711' }));
		expect(error?.message).toBe(
			'No access token for documents, page 1: HORISEN does not accept the client (invalid_client)',
		);
		expect(error?.description).toContain('Check client ID and client secret');
		expect(JSON.stringify(error)).not.toContain('wrong-secret-4711');
		expect(horisen().requests).toHaveLength(1);
	});

	it('never shows up in an error of the API', async () => {
		const saved = credential();
		inject({ kind: 'status', status: 500 }, { times: null });
		const { error } = await getDocuments({ options: { ...QUICK, maxTries: 1 } }, saved);
		const { oauthTokenData } = await n8n.savedCredential(saved, 'horisenOAuth2Api');
		const { access_token: token } = oauthTokenData as unknown as { access_token: string };
		expect(token).toBeTruthy();
		expect(JSON.stringify(error)).not.toContain(token);
	});

	it('is not requested twice if the accounts host is unknown', async () => {
		const { error } = await getDocuments({}, credential({ accountsBaseUrl: 'http://127.0.0.1:1' }));
		expect(error?.message).toContain('the accounts host could not be reached (connection refused');
		expect(error?.description).toContain('accounts base URL');
	});
});

describe('rights', () => {
	it('stop the run at once if the address is not registered', async () => {
		horisen().allowIp(false);
		const { error } = await getDocuments();
		expect(error?.message).toContain('HORISEN refuses this client (');
		expect(error?.description).toContain('register the address of this n8n');
		expect(horisen().requests).toHaveLength(1);
	});

	it('stop the run at once if the address was removed from the list after the token came', async () => {
		const saved = credential();
		await getDocuments({}, saved);
		horisen().allowIp(false);
		const { error } = await getDocuments({}, saved);
		expect(error?.message).toMatch(/^HORISEN Finance refuses this client \(403/);
		expect(error?.description).toContain('IP address of this n8n is not registered');
		expect(listings()).toHaveLength(2);
	});

	it('stop the run after one renewal of the token if the API keeps refusing it', async () => {
		const answer = { code: 'NOT_AUTHENTICATED', message: 'Not authenticated.' };
		inject({ kind: 'status', status: 401, body: answer }, { times: null });
		const { error } = await getDocuments();
		expect(error?.message).toBe(
			'HORISEN Finance does not accept the access token (401 NOT_AUTHENTICATED)',
		);
		expect(listings()).toHaveLength(2);
		expect(horisen().tokenFetches).toBe(2);
	});
});

describe('retries', () => {
	it('complete after four times 500', async () => {
		inject({ kind: 'status', status: 500 }, { times: 4 });
		expect(uuidsOf(await getDocuments())).toEqual(allUuids());
		expect(listings()).toHaveLength(5);
	});

	it('give up one document that always fails, and let the others go on', async () => {
		const [broken, ...others] = horisen()
			.data.documents.filter(
				({ documentTypeName, documentClassArea, id }) =>
					documentClassArea === 'sales' &&
					documentTypeName !== '' &&
					horisen().data.trafficReport('customer', id) !== undefined,
			)
			.slice(0, 3);
		horisen().faults.inject({
			fault: { kind: 'status', status: 500 },
			route: 'customerTraffic',
			invoiceId: broken.id,
			times: null,
		});
		const run = await n8n.runNode({
			node: 'horisenTrafficReport',
			parameters: { operation: 'forDocument', options: QUICK },
			credentials: { horisenOAuth2Api: credential() },
			input: [broken, ...others].map((document) => ({ json: structuredClone(document) as never })),
			onError: 'continueRegularOutput',
		});
		expect(run.outputs[0]).toHaveLength(3);
		expect(run.outputs[0][0].json.failure).toMatchObject({
			message:
				`HORISEN Traffic Report failed to answer for the traffic report of invoice ${broken.id}, page 1 ` +
				'(500 INT_APP_ERROR, 6 tries)',
		});
		expect(run.outputs[0].slice(1).map(({ json }) => json.id)).toEqual(others.map(({ id }) => id));
	});

	it.each([
		['drips', { kind: 'drip', bytes: 1, everyMs: 50 }],
		['never ends', { kind: 'hang' }],
		['never begins', { kind: 'hang', headers: false }],
		['is reset before it begins', { kind: 'reset' }],
		['is reset midway', { kind: 'reset', midway: true }],
		['is truncated', { kind: 'truncate' }],
	] as Array<[string, FaultRule['fault']]>)('ask again if an answer %s', async (_, fault) => {
		inject(fault);
		const result = await getDocuments({ options: { ...QUICK, requestTimeout: 3 } });
		expect(result.error).toBeUndefined();
		expect(uuidsOf(result)).toEqual(allUuids());
		expect(listings()).toHaveLength(2);
	});

	it('fail if every answer is truncated', async () => {
		inject({ kind: 'truncate' }, { times: null });
		const { error, outputs } = await getDocuments();
		expect(outputs).toEqual([]);
		expect(error?.message).toBe(
			'HORISEN Finance sent an answer for documents, page 1 that breaks off in the middle (6 tries)',
		);
	});

	it('end at the total deadline', async () => {
		inject({ kind: 'hang' }, { times: null });
		const start = Date.now();
		const { error } = await getDocuments({ options: { ...QUICK, totalDeadline: 1 } });
		expect(error?.message).toContain(
			'gave no complete answer for documents, page 1 (it took too long',
		);
		expect(Date.now() - start).toBeLessThan(30_000);
	});
});

describe('an answer that is not the expected one', () => {
	it('is an error if it is a web page, never an empty list', async () => {
		inject({ kind: 'html' }, { times: null });
		const { error, outputs } = await getDocuments();
		expect(outputs).toEqual([]);
		expect(error?.message).toBe(
			'The host answered for documents, page 1 with "text/html; charset=utf-8" instead of JSON data',
		);
		expect(listings()).toHaveLength(1);
	});

	it('is an error if it redirects, and the token goes nowhere else', async () => {
		inject({ kind: 'redirect', location: `${horisen().url}/elsewhere` }, { times: null });
		const { error } = await getDocuments();
		expect(error?.message).toBe(
			'The host redirects the call for documents, page 1 elsewhere (302)',
		);
		expect(horisen().requests.some(({ path }) => path.endsWith('/elsewhere'))).toBe(false);
	});

	it('is an error if its JSON has another shape', async () => {
		inject({ kind: 'status', status: 200, body: { data: null } });
		const { error } = await getDocuments();
		expect(error?.message).toContain('lacks "data" or "meta.pagination"');
	});

	it('leads to advice if the page size is refused', async () => {
		const { error } = await getDocuments({ options: { ...QUICK, pageSize: 5000 } });
		expect(error?.message).toBe(
			'HORISEN Finance refuses this page of documents, page 1 (400 BAD_PARAM_PAGE_SIZE)',
		);
		expect(error?.description).toContain('smaller Page Size');
	});
});

describe('paging', () => {
	it.each([
		['a document is inserted', { kind: 'insertRow' }],
		['a document is removed', { kind: 'removeRow' }],
		['a document comes on two pages', { kind: 'repeatRow' }],
		['the total is off', { kind: 'lyingTotal', by: 1 }],
	] as Array<[string, FaultRule['fault']]>)('lists again if %s between pages', async (_, fault) => {
		inject(fault, { page: 2 });
		const result = await getDocuments(smallPages);
		expect(result.error).toBeUndefined();
		expect(uuidsOf(result)).toEqual(allUuids());
	});

	it('fails if the list shifts every time', async () => {
		inject({ kind: 'insertRow' }, { page: 1, times: null });
		const { error } = await getDocuments(smallPages);
		expect(error?.message).toMatch(
			/^The list of documents kept changing while it was read, 4 times \(the total went from/,
		);
	});

	it('fails if a document comes on two pages every time', async () => {
		inject({ kind: 'repeatRow' }, { page: 2, times: null });
		const { error } = await getDocuments(smallPages);
		expect(error?.message).toMatch(/4 times \(document [0-9a-f-]{36} came twice\)/);
	});

	it.each([
		['ignores its parameter', { kind: 'ignorePaging' }, 'page 2 was requested, but page 1 came'],
		['gives a page twice', { kind: 'pageAgain' }, 'page 2 repeats an earlier page'],
		[
			'gives another page number',
			{ kind: 'wrongCurrentPage', currentPage: 7 },
			'page 2 was requested, but page 7 came',
		],
	] as Array<[string, FaultRule['fault'], string]>)('fails if it %s', async (_, fault, message) => {
		inject(fault, { page: 2, times: null });
		const { error } = await getDocuments(smallPages);
		expect(error?.message).toBe(`Paging through documents failed: ${message}`);
	});

	it('reads a traffic report again if it shifts, and keeps one file, of the last reading', async () => {
		const document = horisen().data.addLargeReport({ rows: 50 });
		const customerTraffic = { route: 'customerTraffic' as const, page: 2 };
		horisen().faults.inject({ fault: { kind: 'repeatRow' }, ...customerTraffic });
		horisen().faults.inject({ fault: { kind: 'lyingTotal', by: 1 }, ...customerTraffic });
		const { outputs, error } = await getTraffic([{ json: structuredClone(document) as never }], {
			options: { pageSize: 10, ...QUICK },
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.traffic).toMatchObject({ rowCount: 50 });
		const lines = (await n8n.readBinary(outputs[0][0], 'traffic')).toString().trimEnd().split('\n');
		expect(new Set(lines).size).toBe(50);
	});
});
