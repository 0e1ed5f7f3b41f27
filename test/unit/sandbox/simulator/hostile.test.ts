import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { DEFAULT_CLIENT, type HorisenSimulator, startHorisen } from '../../../../sandbox/horisen';
import { ECHO_PLACES, type EchoFault } from '../../../../sandbox/simulator/fault';
import { Caller, DOCUMENTS, type Listed } from '../horisen/caller';

let horisen: HorisenSimulator;
let caller: Caller;
beforeAll(async () => {
	horisen = await startHorisen({ today: '2025-11-21' });
});
beforeEach(async () => {
	horisen.reset();
	caller = await Caller.of(horisen);
});
afterAll(() => horisen.stop());

it('sends a compression bomb: small on the wire, large when unpacked', async () => {
	const bytes = 64 * 1024 ** 2;
	horisen.faults.inject({ fault: { kind: 'bomb', bytes } });
	const response = await new Promise<IncomingMessage>((resolve) =>
		get(horisen.url + DOCUMENTS, resolve),
	);
	let packed = 0;
	let unpacked = 0;
	response.on('data', (chunk: Buffer) => (packed += chunk.length));
	for await (const chunk of response.pipe(createGunzip())) unpacked += (chunk as Buffer).length;
	expect(response.headers['content-encoding']).toBe('gzip');
	expect(unpacked).toBe(bytes + 4);
	expect(packed).toBeLessThan(bytes / 500);
});

it('sends JSON with a given number of levels', async () => {
	horisen.faults.inject({ fault: { kind: 'deep', levels: 3 } });
	expect((await caller.get<unknown>(DOCUMENTS)).body).toEqual([[[]]]);
});

it('lists pages that never end, each with rows of its own', async () => {
	horisen.faults.inject({ fault: { kind: 'endlessPages', total: 1e9 }, times: null });
	const seen = new Set<unknown>();
	for (const page of [1, 2, 900]) {
		const { body } = await caller.get(`${DOCUMENTS}?page_number=${page}&page_size=50`);
		expect(body.meta.pagination).toMatchObject({ total: 1e9, count: 50, currentPage: page });
		for (const { documentUuid } of body.data) seen.add(documentUuid);
	}
	expect(seen.size).toBe(150);
});

describe('quotes the secrets of a call', () => {
	const quoted = async (fault: Omit<EchoFault, 'kind'>) => {
		horisen.faults.inject({ fault: { kind: 'echo', ...fault } });
		const response = await caller.raw(DOCUMENTS);
		const { statusText, headers } = response;
		return `${response.status} ${statusText} ${headers.get('content-type')} ${await response.text()}`;
	};

	it.each(ECHO_PLACES)('in the place %s', async (place) => {
		const text = await quoted({ form: 'plain', place });
		expect(text).toMatch(/Refused: horisen-token-\d+/);
		expect(text.startsWith(['contentType', 'success'].includes(place) ? '200' : '400')).toBe(true);
	});

	it('encoded and cut', async () => {
		expect(await quoted({ form: 'base64', place: 'body' })).toMatch(/Refused: aG9yaXNlbi10b2tlbi/);
		expect(await quoted({ form: 'cut', place: 'body' })).toMatch(/Refused: horisen-\w*…/);
	});

	it('of any header that is not an ordinary one', async () => {
		horisen.faults.inject({ fault: { kind: 'echo', form: 'plain', place: 'body' } });
		const key = { 'X-Other-Key': 'key-of-a-new-vendor' };
		const response = await caller.raw(DOCUMENTS, { headers: key });
		expect(await response.text()).toContain('key-of-a-new-vendor');
	});

	it("of a form, too: the client's", async () => {
		horisen.faults.inject({ fault: { kind: 'echo', form: 'url', place: 'body' }, route: 'token' });
		const response = await fetch(`${horisen.accountsUrl}/oauth2/access-token`, {
			method: 'POST',
			body: new URLSearchParams({ client_secret: DEFAULT_CLIENT.secret }),
		});
		const { error } = (await response.json()) as Listed & { error: string };
		expect(error).toBe(`Refused: ${encodeURIComponent(DEFAULT_CLIENT.secret)}`);
	});
});
