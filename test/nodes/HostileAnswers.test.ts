import { HorisenOAuth2Api } from '../../credentials/HorisenOAuth2Api.credentials';
import { DEFAULT_CLIENT } from '../../sandbox/horisen';
import { DEFAULT_APPLICATION, DEFAULT_USER } from '../../sandbox/rainbow';
import { DEFAULT_OPTIONS } from '../../sandbox/voipcloud';
import { ECHO_FORMS, ECHO_PLACES } from '../../sandbox/simulator/fault';
import { QUICK, setUpHorisen } from './horisenSetup';
import { pathsOf, setUpRainbow } from './rainbowSetup';
import { setUpVoipcloud } from './voipcloudSetup';

/** Hostile answers that a vendor, or a proxy in front of it, may send. */
const { n8n, horisen, credential, getDocuments, run } = setUpHorisen();
const { rainbow, getFiles, download, credential: rainbowCredential } = setUpRainbow();

const { voipcloud, run: runVoipcloud } = setUpVoipcloud();
const { apiKey } = DEFAULT_OPTIONS;
const getBalance = async () =>
	await runVoipcloud({
		resource: 'balance',
		operation: 'getPartner',
		periodFrom: '2025-10-01',
		periodTo: '2025-10-31',
		options: QUICK,
	});
const confirmEmail = async () =>
	await runVoipcloud({
		resource: 'customer',
		operation: 'confirmEmail',
		googleCaptcha: DEFAULT_OPTIONS.captcha,
		fields: {
			field: [
				{ name: 'email', value: 'a@b.example' },
				{ name: 'confirmation_code', value: '12345' },
			],
		},
	});

const GB = 1024 ** 3;
const BOMB = { kind: 'bomb', bytes: 2 * GB } as const;

/** Runs it and returns the memory used, with the result. */
async function measured<Result>(work: () => Promise<Result>) {
	const before = process.memoryUsage().rss;
	let highest = before;
	const watch = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage().rss);
	}, 10);
	const start = performance.now();
	const result = await work();
	clearInterval(watch);
	return { result, bytes: highest - before, ms: performance.now() - start };
}

describe('2 MB that unpack to 2 GB', () => {
	it.each([
		['HORISEN', () => horisen().faults.inject({ fault: BOMB, route: 'documents' }), getDocuments],
		['Rainbow', () => rainbow().faults.inject({ fault: BOMB, route: 'list' }), getFiles],
		['VoIPcloud', () => voipcloud().faults.inject({ fault: BOMB }), getBalance],
	])('from %s are dropped, and not requested again', async (_, inject, work) => {
		inject();
		const { result, bytes, ms } = await measured(async () => await work());
		expect(result.error?.message).toMatch(/^The answer for .* is larger than 32 MB$/);
		expect(bytes).toBeLessThan(400 * 1024 ** 2);
		expect(ms).toBeLessThan(20_000);
	});

	it('count neither as a refusal nor as a login', async () => {
		rainbow().faults.inject({ fault: BOMB, route: 'login', times: null });
		const { result, bytes } = await measured(async () => await getFiles());
		expect(result.error?.message).toBe('The host did not answer the login as Rainbow does (200)');
		expect(bytes).toBeLessThan(400 * 1024 ** 2);
	});
});

it('10,000 levels of JSON are refused', async () => {
	const fault = { kind: 'deep', levels: 10_000 } as const;
	horisen().faults.inject({ fault, route: 'documents' });
	rainbow().faults.inject({ fault, route: 'list' });
	voipcloud().faults.inject({ fault });
	for (const { error } of [await getDocuments(), await getFiles(), await getBalance()]) {
		expect(error?.message).toMatch(/^The answer for .* is nested more than 100 levels deep$/);
	}
});

describe('pages that never end', () => {
	const list = async (total: number) => {
		const fault = { kind: 'endlessPages', total } as const;
		horisen().faults.inject({ fault, route: 'documents', times: null });
		return await getDocuments({ options: { pageSize: 100, ...QUICK } });
	};

	it('are refused if nobody could read them all', async () => {
		const { error } = await list(1e9 * 100);
		expect(error?.message).toBe(
			'The list of documents claims to have 100000000000 rows on 1000000000 pages',
		);
	});

	it('are read if they are only many', async () => {
		const { error, outputs } = await list(1000);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1000);
	});
});

it('an id above 2^53 is requested with its exact digits', async () => {
	const [document] = horisen().data.documents;
	const body = `{"data":[${JSON.stringify(document).replace(/"id":\d+/, '"id":9007199254740993')}],"meta":{"pagination":{"total":1,"count":1,"perPage":100,"currentPage":1,"totalPages":1}}}`;
	horisen().faults.inject({
		fault: { kind: 'status', status: 200, body, headers: { 'content-type': 'application/json' } },
		route: 'documents',
	});
	const { outputs, error } = await getDocuments();
	expect(error).toBeUndefined();
	expect(outputs[0][0].json.id).toBe('9007199254740993');
	await run({
		node: 'horisenTrafficReport',
		parameters: { operation: 'customerInvoice', options: QUICK },
		input: outputs[0],
	});
	expect(horisen().requests.at(-1)?.path).toContain('/9007199254740993/');
});

describe('an answer that quotes secrets', () => {
	const { password } = DEFAULT_USER;
	const secretTexts = (secrets: string[]) =>
		secrets.flatMap((secret) => [
			secret,
			encodeURIComponent(secret),
			Buffer.from(secret).toString('base64').replace(/=+$/, ''),
			secret.slice(0, Math.ceil(secret.length / 2)),
			secret.slice(3, -3),
			...[0, 1, 2].map((before) =>
				Buffer.from(' '.repeat(before) + secret)
					.toString('base64')
					.slice(4, 20),
			),
		]);
	const expectNone = (shown: unknown, secrets: string[]) => {
		const text = JSON.stringify(shown);
		for (const secret of secretTexts(secrets)) expect(text).not.toContain(secret);
	};
	/** Everything that n8n saves of a run; credentials are stored separately and encrypted. */
	const keptOf = ({ error, outputs }: Awaited<ReturnType<typeof getDocuments>>) => ({
		error: { ...error, message: error?.message, stack: error?.stack },
		outputs: outputs.map((items) => items.map(({ json }) => json)),
	});
	const places = ECHO_FORMS.flatMap((form) => ECHO_PLACES.map((place) => [form, place] as const));

	it.each(places)('(%s, %s) shows no secret of HORISEN', async (form, place) => {
		const saved = credential();
		await getDocuments({}, saved);
		const { oauthTokenData } = await n8n.savedCredential(saved, 'horisenOAuth2Api');
		const { access_token: token } = oauthTokenData as unknown as { access_token: string };
		const fault = { kind: 'echo', form, place } as const;
		horisen().faults.inject({ fault, times: null });
		const shown = [
			await getDocuments({ options: { ...QUICK, maxTries: 1 } }, saved),
			await run({
				node: 'horisenFinance',
				parameters: {
					resource: 'invoice',
					operation: 'changeDocsDeliveryStatus',
					invoiceId: '1',
					docsDeliveryStatus: 'sent',
				},
				credential: saved,
			}),
			// Its token call is quoted.
			await getDocuments({ options: { ...QUICK, maxTries: 1 } }),
		];
		expect(shown.some(({ error }) => error !== undefined)).toBe(true);
		expectNone(shown.map(keptOf), [token, DEFAULT_CLIENT.secret]);
	});

	it.each(places)('(%s, %s) shows no secret of Rainbow', async (form, place) => {
		const fault = { kind: 'echo', form, place } as const;
		rainbow().faults.inject({ fault, route: ['list', 'download'], times: null });
		const saved = rainbowCredential();
		const [path] = pathsOf(rainbow().data.files);
		const shown = [
			await getFiles({ options: { ...QUICK, maxTries: 1 } }, saved),
			await download([path], { options: { ...QUICK, maxTries: 1 } }, { credential: saved }),
		];
		rainbow().faults.clear();
		rainbow().faults.inject({ fault, route: 'login', times: null });
		shown.push(await getFiles({ options: { ...QUICK, maxTries: 1 } }));
		for (const { error } of shown) expect(error).toBeDefined();
		const basic = Buffer.from(`${DEFAULT_USER.login}:${password}`).toString('base64');
		expectNone(shown.map(keptOf), [password, DEFAULT_APPLICATION.secret]);
		// Its first half contains only the login, which is not a secret.
		const kept = JSON.stringify(shown.map(keptOf));
		expect(kept).not.toContain(basic.replace(/=+$/, ''));
		expect(kept).not.toContain(Buffer.from(basic).toString('base64').replace(/=+$/, ''));
		expect(kept).not.toMatch(/eyJ[\w-]{20}/);
	});

	it.each(places)('(%s, %s) shows no secret of VoIPcloud', async (form, place) => {
		voipcloud().faults.inject({ fault: { kind: 'echo', form, place }, times: null });
		const shown = [await getBalance(), await confirmEmail()];
		expectNone(shown.map(keptOf), [apiKey]);
	});
});

describe('a token call', () => {
	const noToken = {
		kind: 'status',
		status: 200,
		body: { error: 'temporarily_unavailable', error_description: 'try later' },
	} as const;

	it('that is answered with 200 but no token is repeated, and the new token kept', async () => {
		horisen().faults.inject({ fault: noToken, route: 'token' });
		const saved = credential();
		expect((await getDocuments({}, saved)).error).toBeUndefined();
		expect((await getDocuments({}, saved)).error).toBeUndefined();
		expect(horisen().tokenFetches).toBe(1);
	});

	it('that never gets a token is explained, and tried again in the next run', async () => {
		horisen().faults.inject({ fault: noToken, route: 'token', times: 2 });
		const saved = credential();
		const { error } = await getDocuments({}, saved);
		expect(error?.message).toBe(
			'No access token for documents, page 1: the accounts host answered without one',
		);
		expect(error?.description).toContain('tests it with a new token');
		expect((await getDocuments({}, saved)).error).toBeUndefined();
	});

	it('is the only call whose redirect n8n follows, and the form says so', () => {
		const notices = new HorisenOAuth2Api().properties.filter(({ type }) => type === 'notice');
		expect(notices.map(({ displayName }) => displayName).join()).toContain(
			'follows a redirect of that call (307, 308) with the client secret in it',
		);
	});
});

describe("Rainbow's files", () => {
	const sentAsCsv = (body: unknown) =>
		rainbow().faults.inject({
			fault: {
				kind: 'status',
				status: 200,
				body,
				headers: { 'content-type': 'text/csv; charset=utf-8' },
			},
			route: 'download',
		});
	const [path] = ['000000001111110001000010/2017-10/services/CDR.csv'];

	it.each([
		['JSON', { errorCode: 404, errorMsg: 'gone' }, 'JSON sent as text/csv; charset=utf-8'],
		['JSON', '\uFEFF [{"a":1}]', 'JSON sent as text/csv; charset=utf-8'],
		['a web page', ' <!DOCTYPE html><html>', 'a web page sent as text/csv; charset=utf-8'],
	])('are refused if they are %s, sent as text/csv', async (_, body, what) => {
		sentAsCsv(body);
		const { error } = await download([path]);
		expect(error?.message).toBe(
			`The host answered for invoice file ${path} with "${what}" instead of a CSV file`,
		);
	});

	it.each(['{name};amount\n', '<amount>;x\n1;2', '[x];y\n'])('may begin like %j', async (text) => {
		sentAsCsv(text);
		const { outputs, error } = await download([path]);
		if (text.startsWith('<')) expect(error?.message).toContain('a web page');
		else expect(outputs[0][0].json.bytes).toBe(text.length);
	});

	it('are an error if they are empty', async () => {
		sentAsCsv('');
		const { error } = await download([path]);
		expect(error?.message).toBe(`Invoice file ${path} is empty: it has 0 bytes`);
		expect(rainbow().requests.filter(({ path: asked }) => asked.endsWith('CDR.csv'))).toHaveLength(
			1,
		);
	});

	it('are listed even if the list begins with a byte order mark', async () => {
		const entry = { filepath: path };
		rainbow().faults.inject({
			fault: { kind: 'status', status: 200, body: `\uFEFF${JSON.stringify([entry])}` },
			route: 'list',
		});
		const { outputs } = await getFiles();
		expect(outputs[0].map(({ json }) => json)).toEqual([entry]);
	});

	it.each([
		['silenceTimeout', 'Silence Timeout is not a number'],
		['totalDeadline', 'Total Deadline is not a number'],
	])('are not downloaded with a %s that is not a number', async (name, message) => {
		const { error } = await download([path], { options: { ...QUICK, [name]: 'soon' } });
		expect(error?.message).toContain(message);
		expect(rainbow().requests).toEqual([]);
	});
});
