import type { FaultRule } from '../../sandbox/horisen';
import type { Scene } from './support/scene';
import { expectFailure, expectSettled, expectUntouched, useStage } from './support/useStage';

const theatre = useStage();

const inject = ({ horisen }: Scene, fault: FaultRule['fault'], rule: Omit<FaultRule, 'fault'>) =>
	horisen.faults.inject({ fault, ...rule });

const FOR_EVER = { times: null };

/** A document of the scene whose invoice has a traffic report. */
function billedByTraffic(scene: Scene) {
	const found = scene
		.eligible()
		.find(({ id }) => scene.horisen.data.trafficReport('customer', id) !== undefined);
	if (!found) throw new Error('The period has no document with traffic');
	return found;
}

/** The workflow completes by itself, with everything delivered. */
async function expectCompleted(scene: Scene): Promise<void> {
	const { execution } = await scene.run();
	expect(`${execution.status} ${execution.error?.message ?? ''}`).toBe('success ');
	expect(await scene.violations()).toEqual([]);
	await expectSettled(scene);
}

/** The workflow stops with this message before it begins anything; without the fault, it delivers everything. */
async function expectStopped(scene: Scene, ...told: RegExp[]): Promise<void> {
	expectFailure(await scene.run(), ...told);
	await expectUntouched(scene);
	scene.horisen.faults.clear();
	scene.horisen.allowIp(true);
	await expectSettled(scene);
}

describe('1 · the token expires', () => {
	test('between pages: one renewal, no gap, no duplicate', async () => {
		const scene = await theatre.scene({ pageSize: 3 });
		inject(scene, { kind: 'expireTokens' }, { route: 'documents', page: 2 });
		await expectCompleted(scene);
		expect(scene.horisen.tokenFetches).toBe(2);
	});
});

describe('2 · the address is not registered', () => {
	test('403: the run stops at once and says so, and no delivery begins', async () => {
		const scene = await theatre.scene();
		scene.horisen.allowIp(false);
		await expectStopped(scene, /register the address|not registered/);
	});

	test('403 for one address of several, after the token came: the run stops at once', async () => {
		const scene = await theatre.scene();
		inject(scene, { kind: 'status', status: 403 }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /403/, /IP address/);
		expect(scene.horisen.requests.filter(({ status }) => status === 403)).toHaveLength(1);
	});

	test('401 every time: one new token, then the run stops', async () => {
		const scene = await theatre.scene();
		const body = { code: 'NOT_AUTHENTICATED', message: 'Not authenticated.' };
		inject(scene, { kind: 'status', status: 401, body }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /401/);
		expect(scene.horisen.requests.filter(({ status }) => status === 401)).toHaveLength(2);
	});
});

describe('3 · 429 with Retry-After', () => {
	test.each([
		['in seconds', { retryAfterSeconds: 1 }],
		['as a date', { retryAfterDateIn: 2 }],
	])('%s: the run waits and completes', async (_, retryAfter) => {
		const scene = await theatre.scene();
		const busy = { kind: 'status', status: 429, ...retryAfter } as const;
		inject(scene, busy, { route: 'documents' });
		inject(scene, busy, { route: 'customerTraffic' });
		await expectCompleted(scene);
	});
});

describe('4 · 500', () => {
	test('four times, then fine: the run completes', async () => {
		const scene = await theatre.scene();
		for (const route of ['documents', 'customerTraffic'] as const) {
			inject(scene, { kind: 'status', status: 500 }, { route, times: 4 });
		}
		await expectCompleted(scene);
	});

	test('every time for one document: it fails, and the others go on', async () => {
		const scene = await theatre.scene();
		const broken = billedByTraffic(scene);
		const rule = { route: 'customerTraffic', invoiceId: broken.id, ...FOR_EVER } as const;
		inject(scene, { kind: 'status', status: 500 }, rule);
		expectFailure(await scene.run(), broken.documentNumber, /500/);
		const { documents } = await scene.ledger();
		const failed = documents.filter(({ state }) => state === 'failed');
		expect(failed.map(({ documentUuid }) => documentUuid)).toEqual([broken.documentUuid]);
		expect(failed[0].reason).toMatch(/500/);
		expect(scene.inbox().files).toHaveLength(scene.eligible().length - 1);
		scene.horisen.faults.clear();
		await expectSettled(scene);
	});

	test('every time for the list: the run stops, and no delivery begins', async () => {
		const scene = await theatre.scene();
		inject(scene, { kind: 'status', status: 500 }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /500/);
	});
});

describe('5 · an answer', () => {
	test.each([
		['that drips', { kind: 'drip', bytes: 1, everyMs: 500 }],
		['that never ends', { kind: 'hang' }],
		['that never begins', { kind: 'hang', headers: false }],
		['whose connection breaks', { kind: 'reset', midway: true }],
	] as const)('%s: ends at its deadline and is tried again', async (_, fault) => {
		const scene = await theatre.scene();
		inject(scene, fault, { route: 'documents' });
		inject(scene, fault, { route: 'customerTraffic' });
		await expectCompleted(scene);
	});
});

describe('6 · truncated JSON', () => {
	test('once: it is tried again', async () => {
		const scene = await theatre.scene();
		inject(scene, { kind: 'truncate' }, { route: 'documents' });
		inject(scene, { kind: 'truncate' }, { route: 'customerTraffic' });
		await expectCompleted(scene);
	});

	test('every time: the run fails, and never says that there are no invoices', async () => {
		const scene = await theatre.scene();
		inject(scene, { kind: 'truncate' }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /document/);
	});
});

describe('7 · 200 with text/html', () => {
	test('instead of the documents: a clear error, never an empty success', async () => {
		const scene = await theatre.scene();
		inject(scene, { kind: 'html' }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /web page|HTML/i);
	});

	test('instead of traffic: that document fails, and the others go on', async () => {
		const scene = await theatre.scene();
		const broken = billedByTraffic(scene);
		const rule = { route: 'customerTraffic', invoiceId: broken.id, ...FOR_EVER } as const;
		inject(scene, { kind: 'html' }, rule);
		expectFailure(await scene.run(), broken.documentNumber, /web page|HTML/i);
		scene.horisen.faults.clear();
		await expectSettled(scene);
	});
});

describe('8 · rows change between pages', () => {
	test.each(['insertRow', 'removeRow'] as const)(
		'%s among the documents: the node notices and lists again',
		async (kind) => {
			const scene = await theatre.scene({ pageSize: 3 });
			inject(scene, { kind }, { route: 'documents', page: 1 });
			await expectCompleted(scene);
		},
	);

	test.each(['insertRow', 'removeRow'] as const)(
		'%s in a traffic report: the node notices and reads it again',
		async (kind) => {
			const scene = await theatre.scene({ pageSize: 10 });
			const { id } = billedByTraffic(scene);
			inject(scene, { kind }, { route: 'customerTraffic', invoiceId: id, page: 1 });
			await expectCompleted(scene);
		},
	);

	test('again and again: the run fails after several readings, and no delivery begins', async () => {
		const scene = await theatre.scene({ pageSize: 3 });
		inject(scene, { kind: 'insertRow' }, { route: 'documents', page: 1, ...FOR_EVER });
		await expectStopped(scene, /chang/i);
		const firstPages = scene.horisen.requests.filter(({ query }) =>
			query.includes('page_number=1&'),
		);
		expect(firstPages.length).toBeGreaterThanOrEqual(3);
	});
});

describe('9 · paging goes wrong', () => {
	test('the same document on two pages: it is listed again, and delivered once', async () => {
		const scene = await theatre.scene({ pageSize: 3 });
		inject(scene, { kind: 'repeatRow' }, { route: 'documents', page: 2 });
		await expectCompleted(scene);
	});

	test('a page that comes twice: nothing is taken, and the next run delivers once', async () => {
		const scene = await theatre.scene({ pageSize: 3 });
		inject(scene, { kind: 'pageAgain' }, { route: 'documents', page: 2 });
		await expectStopped(scene, /page 2 repeats an earlier page/);
	});

	test('paging that ignores its parameter is an error', async () => {
		const scene = await theatre.scene({ pageSize: 3 });
		inject(scene, { kind: 'ignorePaging' }, { route: 'documents', ...FOR_EVER });
		await expectStopped(scene, /page/);
	});
});
