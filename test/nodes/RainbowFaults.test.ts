import type { Fault, FaultRule } from '../../sandbox/rainbow';
import { pathsOf, QUICK, setUpRainbow } from './rainbowSetup';

const { n8n, rainbow, credential, getFiles, download } = setUpRainbow();

const callsOf = (ending: string) => rainbow().requests.filter(({ path }) => path.endsWith(ending));
const listings = () => callsOf('/invoices');
const logins = () => callsOf('/login');
const downloads = () => rainbow().requests.filter(({ path }) => path.includes('/invoices/'));
const inject = (fault: Fault, rule: Omit<FaultRule, 'fault'> = {}) =>
	rainbow().faults.inject({ fault, ...rule });

/** Seconds for an answer that must come: on a busy machine, one is too short. */
const PATIENCE = 3;

describe('the session', () => {
	it('is kept from run to run', async () => {
		const saved = credential();
		await getFiles({}, saved);
		await getFiles({}, saved);
		await download(pathsOf(rainbow().data.files.slice(0, 2)), {}, { credential: saved });
		expect(logins()).toHaveLength(1);
		expect((await n8n.savedCredential(saved, 'rainbowApi')).sessionToken).toMatch(/^ey/);
	});

	it('is renewed once if Rainbow ends it early, and the file arrives whole', async () => {
		const saved = credential();
		const [one, two, three] = rainbow().data.files;
		inject({ kind: 'expireSessions' }, { route: 'download', filepath: two.filepath });
		const { outputs, error } = await download(
			pathsOf([one, two, three]),
			{},
			{ credential: saved },
		);
		expect(error).toBeUndefined();
		expect(await n8n.readBinary(outputs[0][1], 'data')).toEqual(rainbow().data.content(two));
		expect(logins()).toHaveLength(2);
		expect(downloads().map(({ status }) => status)).toEqual([200, 401, 200, 200]);
	});

	it('is renewed before a call if its JWT has expired', async () => {
		const saved = credential();
		await getFiles({}, saved);
		const kept = await n8n.savedCredential(saved, 'rainbowApi');
		const over = n8n.saveCredential('rainbowApi', {
			...kept,
			sessionEnd: String(Date.now() + 1000),
		});
		const { error } = await getFiles({}, over);
		expect(error).toBeUndefined();
		expect(logins()).toHaveLength(2);
		expect(listings().map(({ status }) => status)).toEqual([200, 200]);
	});

	it('of another user or password is not used', async () => {
		const saved = credential();
		await getFiles({}, saved);
		const kept = await n8n.savedCredential(saved, 'rainbowApi');
		const changed = n8n.saveCredential('rainbowApi', { ...kept, password: 'wrong-password-4711' });
		const { error } = await getFiles({}, changed);
		expect(error?.message).toBe('Rainbow does not accept the login and password (401 401501)');
		expect(listings()).toHaveLength(1);
	});

	it('is given up after one renewal if Rainbow keeps refusing it', async () => {
		inject({ kind: 'status', status: 401 }, { route: 'list', times: null });
		const { error } = await getFiles();
		expect(error?.message).toBe('Rainbow does not accept the session (401 401000)');
		expect(listings()).toHaveLength(2);
		expect(logins()).toHaveLength(2);
	});

	it('never shows up in an error', async () => {
		const saved = credential();
		await getFiles({}, saved);
		inject({ kind: 'status', status: 500 }, { times: null });
		const { error } = await getFiles({ options: { ...QUICK, maxTries: 1 } }, saved);
		const { sessionToken } = await n8n.savedCredential(saved, 'rainbowApi');
		expect(JSON.stringify(error)).not.toContain(String(sessionToken));
	});
});

describe('the login', () => {
	it.each([
		['password', 'Rainbow does not accept the login and password (401 401501)'],
		['login', 'Rainbow does not accept the login and password (401 401501)'],
		['appId', 'Rainbow does not accept the application (401 401600)'],
		['appSecret', 'Rainbow does not accept the application (403 403601)'],
	])('with a wrong %s is tried once, and the error says which', async (field, message) => {
		const { error } = await getFiles({}, credential({ [field]: 'wrong-4711' }));
		expect(error?.message).toBe(message);
		expect(logins()).toHaveLength(1);
		if (/password|secret/i.test(field)) expect(JSON.stringify(error)).not.toContain('wrong-4711');
	});

	it('that is refused without a reason names both possible causes', async () => {
		inject({ kind: 'status', status: 401, body: { errorCode: 401 } }, { route: 'login' });
		const { error } = await getFiles();
		expect(error?.message).toBe('Rainbow refuses the login (401 401)');
		expect(error?.description).toContain('Either login and password or application ID and secret');
	});

	it('is tried again if Rainbow fails', async () => {
		inject({ kind: 'status', status: 503 }, { route: 'login', times: 2 });
		const { error } = await getFiles();
		expect(error).toBeUndefined();
		expect(logins()).toHaveLength(3);
	});

	it.each([
		['a web page', { kind: 'html' }, 'The host did not answer the login as Rainbow does (200)'],
		[
			'a redirect',
			{ kind: 'redirect', location: '/elsewhere' },
			'The host did not answer the login as Rainbow does (302)',
		],
	] as Array<[string, Fault, string]>)(
		'answered with %s is explained',
		async (_, fault, message) => {
			inject(fault, { route: 'login', times: null });
			const { error } = await getFiles();
			expect(error?.message).toBe(message);
			expect(callsOf('/elsewhere')).toEqual([]);
		},
	);

	it('to an unknown host is explained', async () => {
		const { error } = await getFiles(
			{ options: { ...QUICK, maxTries: 2 } },
			credential({ baseUrl: 'http://127.0.0.1:1' }),
		);
		expect(error?.message).toBe(
			'Rainbow could not be reached for the login (connection refused, 2 tries)',
		);
		expect(error?.description).toContain('base URL');
	});
});

describe('rights', () => {
	it('are explained if a role is missing', async () => {
		const { error } = await getFiles(
			{},
			credential({ login: 'someone@reseller.example', password: 'Rainbow-User-1' }),
		);
		expect(error?.message).toBe('Rainbow refuses access to the list of invoice files (403 403102)');
		expect(error?.description).toContain('superadmin, bp_finance or admin');
		expect(listings()).toHaveLength(1);
	});

	it('for a partner type are explained in the vendor’s words', async () => {
		const { error } = await getFiles({ bpType: 'DR' });
		expect(error?.description).toContain('bpType is only usable by superadmin');
	});
});

describe('retries', () => {
	it('complete after four times 500', async () => {
		inject({ kind: 'status', status: 500 }, { route: 'list', times: 4 });
		const { error, outputs } = await getFiles();
		expect(error).toBeUndefined();
		expect(outputs[0].length).toBeGreaterThan(0);
		expect(listings()).toHaveLength(5);
	});

	it('wait as long as Retry-After asks', async () => {
		inject({ kind: 'status', status: 429, retryAfterSeconds: 1 }, { route: 'list' });
		const start = Date.now();
		expect((await getFiles()).error).toBeUndefined();
		expect(Date.now() - start).toBeGreaterThanOrEqual(900);
	});

	it('stop at the number of tries', async () => {
		inject({ kind: 'status', status: 502 }, { route: 'list', times: null });
		const { error } = await getFiles({ options: { ...QUICK, maxTries: 3 } });
		expect(error?.message).toBe(
			'Rainbow failed to answer for the list of invoice files (502 502000, 3 tries)',
		);
		expect(listings()).toHaveLength(3);
	});

	it.each([
		['drips', { kind: 'drip', bytes: 1, everyMs: 50 }],
		['hangs', { kind: 'hang' }],
		['never begins', { kind: 'hang', headers: false }],
		['is truncated', { kind: 'truncate' }],
		['is reset', { kind: 'reset' }],
		['is reset midway', { kind: 'reset', midway: true }],
	] as Array<[string, Fault]>)('get the list if an answer %s', async (_, fault) => {
		inject(fault, { route: 'list' });
		const { error, outputs } = await getFiles({ options: { ...QUICK, requestTimeout: PATIENCE } });
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(rainbow().data.files.length);
		expect(listings()).toHaveLength(2);
	});

	it.each([
		['hangs', { kind: 'hang' }],
		['never begins', { kind: 'hang', headers: false }],
		['is truncated', { kind: 'truncate' }],
		['is reset', { kind: 'reset' }],
		['is reset midway', { kind: 'reset', midway: true }],
		['fails', { kind: 'status', status: 500 }],
	] as Array<[string, Fault]>)('get the whole file if an answer %s', async (_, fault) => {
		const file = rainbow().data.addLargeFile({ rows: 20_000 });
		inject(fault, { route: 'download' });
		const { error, outputs } = await download([file.filepath], {
			options: { ...QUICK, silenceTimeout: PATIENCE },
		});
		expect(error).toBeUndefined();
		const stored = await n8n.readBinary(outputs[0][0], 'data');
		expect(stored.equals(rainbow().data.content(file))).toBe(true);
		expect(downloads()).toHaveLength(2);
	});

	it('do not cut a slow file that keeps coming, until the deadline', async () => {
		const [file] = rainbow().data.files;
		const slowly: Fault = { kind: 'drip', bytes: 20, everyMs: 250 };
		inject(slowly, { route: 'download', times: null });
		const patient = { options: { ...QUICK, silenceTimeout: 2 } };
		expect((await download([file.filepath], patient)).error).toBeUndefined();
		const { error } = await download([file.filepath], {
			options: { ...QUICK, silenceTimeout: 2, totalDeadline: 1 },
		});
		expect(error?.message).toBe(
			`Rainbow gave no complete answer for invoice file ${file.filepath} (it took too long)`,
		);
	});

	it('end with an error that counts the bytes of a file that never comes whole', async () => {
		const [file] = rainbow().data.files;
		inject({ kind: 'truncate' }, { route: 'download', times: null });
		const { error, outputs } = await download([file.filepath], {
			options: { ...QUICK, maxTries: 2 },
		});
		expect(outputs).toEqual([]);
		expect(error?.message).toMatch(
			/^Rainbow could not be reached for invoice file .* \(connection broken, 2 tries\)$/,
		);
	});

	it('stop if the execution is cancelled', async () => {
		inject({ kind: 'hang' }, { route: 'download', times: null });
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 300);
		const start = Date.now();
		const { status } = await download(
			pathsOf(rainbow().data.files.slice(0, 1)),
			{},
			{},
			{ cancel: cancel.signal },
		);
		expect(status).toBe('canceled');
		expect(Date.now() - start).toBeLessThan(20_000);
	});
});

describe('an answer that is not the expected one', () => {
	it('is an error if the list is a web page, never an empty list', async () => {
		inject({ kind: 'html' }, { route: 'list', times: null });
		const { error, outputs } = await getFiles();
		expect(outputs).toEqual([]);
		expect(error?.message).toBe(
			'The host answered for the list of invoice files with "text/html; charset=utf-8" instead of JSON data',
		);
		expect(listings()).toHaveLength(1);
	});

	it.each([
		['a page', { kind: 'html' }, 'text/html; charset=utf-8'],
		['an error in disguise', { kind: 'status', status: 200 }, 'application/json'],
	] as Array<[string, Fault, string]>)('is an error if a file is %s', async (_, fault, type) => {
		const [file] = rainbow().data.files;
		inject(fault, { route: 'download', times: null });
		const { error } = await download([file.filepath]);
		expect(error?.message).toBe(
			`The host answered for invoice file ${file.filepath} with "${type}" instead of a CSV file`,
		);
		expect(downloads()).toHaveLength(1);
	});

	it.each(['list', 'download'] as const)('is an error if the %s redirects', async (route) => {
		inject({ kind: 'redirect', location: `${rainbow().url}/elsewhere` }, { route, times: null });
		const [file] = rainbow().data.files;
		const { error } = route === 'list' ? await getFiles() : await download([file.filepath]);
		expect(error?.message).toMatch(/^The host redirects the call for .* elsewhere \(302\)$/);
		expect(callsOf('/elsewhere')).toEqual([]);
	});

	it.each([
		['no list', { data: [] }, 'with something other than a list'],
		[
			'an entry without a path',
			[{ companyId: '1' }],
			'Entry 1 of the list of invoice files has no',
		],
	])('is an error if the list is %s', async (_, body, message) => {
		inject({ kind: 'status', status: 200, body }, { route: 'list' });
		const { error } = await getFiles();
		expect(error?.message).toContain(message);
	});
});
