import { startHorisen, type HorisenSimulator } from '../../../../sandbox/horisen';
import { Caller, DOCUMENTS } from './caller';

let horisen: HorisenSimulator;
beforeEach(async () => {
	horisen = await startHorisen({ today: '2025-11-21', control: true });
});
afterEach(() => horisen.stop());

async function control(action: string, body: unknown = {}, of = horisen): Promise<Response> {
	return fetch(`http://127.0.0.1:${of.port}/__control/${action}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
}

const answer = async (action: string, body?: unknown) =>
	(await control(action, body)).json() as Promise<Record<string, unknown>>;

it('does not exist unless it is switched on', async () => {
	const closed = await startHorisen();
	expect((await control('data', {}, closed)).status).toBe(404);
	await closed.stop();
});

it('injects and removes faults', async () => {
	const caller = await Caller.of(horisen);
	const fault = { kind: 'status', status: 500 };
	const { id } = await answer('inject-fault', { route: 'documents', times: null, fault });
	expect((await caller.get(DOCUMENTS)).status).toBe(500);
	await control('remove-fault', { id });
	expect((await caller.get(DOCUMENTS)).status).toBe(200);
	await control('inject-fault', { fault });
	await control('clear-faults');
	expect((await caller.get(DOCUMENTS)).status).toBe(200);
});

it('refuses faults that it does not know', async () => {
	for (const body of [{}, { fault: { kind: 'afterPage' } }, { fault: { kind: 'flood' } }]) {
		const response = await control('inject-fault', body);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ error: expect.stringContaining('fault.kind') });
	}
	expect((await control('explode')).status).toBe(404);
});

it('ends tokens and blocks the address', async () => {
	const caller = await Caller.of(horisen);
	await control('allow-ip', { allowed: false });
	expect((await caller.get(DOCUMENTS)).status).toBe(403);
	await control('allow-ip', { allowed: true });
	await control('expire-tokens');
	expect((await caller.get(DOCUMENTS)).status).toBe(401);
});

it('changes documents, adds large ones and undoes everything', async () => {
	const [{ id }] = horisen.data.documents;
	const changed = await answer('change-document', { id, set: { total: 'NaN' }, remove: ['vat'] });
	expect(changed).toMatchObject({ id, total: 'NaN' });
	expect(changed).not.toHaveProperty('vat');
	expect((await control('change-document', { id: 1 })).status).toBe(400);
	expect(await answer('add-large-report', { rows: 1000 })).toMatchObject({ id: 900_001 });
	expect(horisen.data.documents).toHaveLength(37);
	await control('reset');
	expect(horisen.data.documents).toHaveLength(36);
	expect(horisen.data.document(id)?.vat).toEqual(expect.any(Number));
});

it('shows the data and the log', async () => {
	await (await Caller.of(horisen)).get(DOCUMENTS);
	expect(await answer('requests')).toEqual({ requests: horisen.requests, tokenFetches: 1 });
	expect(horisen.requests).toHaveLength(2);
	const shown = await answer('data');
	expect(shown).toMatchObject({ today: '2025-11-21', lastFullMonth: { from: '2025-10-01' } });
	expect(shown.eligibleIds).toHaveLength(24);
	expect(shown.documents).toHaveLength(36);
});
