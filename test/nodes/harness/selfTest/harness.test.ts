import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { SingleNode } from '..';
import { createHarness, NodeHarness } from '..';
import { Probe } from './probe.node';
import { ProbeLoginApi, ProbeOAuth2Api } from './probeCredentials';
import { ProbeServer } from './probeServer';

const nodes = [new Probe()];
const n8n = createHarness({ nodes, credentialTypes: [new ProbeOAuth2Api(), new ProbeLoginApi()] });
const numbers = [{ json: { number: 2 } }, { json: { number: 3 } }, { json: { number: 4 } }];

describe('parameters', () => {
	it('fills in defaults and resolves expressions for each item', async () => {
		const filled = await n8n.runNode({ node: 'probe' });
		const resolved = await n8n.runNode({
			node: 'probe',
			parameters: { text: "={{ $json.number }} of {{ $('Input').all().length }}" },
			input: numbers,
		});

		expect(filled.outputs[0].map(({ json }) => json)).toEqual([{ text: 'default text' }]);
		expect(resolved.outputs[0].map(({ json }) => json.text)).toEqual([
			'2 of 3',
			'3 of 3',
			'4 of 3',
		]);
	});
});

describe('errors', () => {
	it('reports the error, its description and the item', async () => {
		const { status, error, outputs } = await n8n.runNode({
			node: 'probe',
			parameters: { action: 'failOnOdd' },
			input: numbers,
		});

		expect(status).toBe('error');
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: '3 is odd',
			description: 'Use an even number.',
			context: { itemIndex: 1 },
		});
	});

	it('continues on the regular output', async () => {
		const { outputs } = await n8n.runNode({
			node: 'probe',
			parameters: { action: 'failOnOdd' },
			input: numbers,
			onError: 'continueRegularOutput',
		});

		expect(outputs).toEqual([
			[
				{ json: { number: 2 }, pairedItem: { item: 0 } },
				{ json: { error: '3 is odd' }, pairedItem: { item: 1 } },
				{ json: { number: 4 }, pairedItem: { item: 2 } },
			],
		]);
	});

	it('continues on the error output, with the input that failed', async () => {
		const { outputs } = await n8n.runNode({
			node: 'probe',
			parameters: { action: 'failOnOdd' },
			input: numbers,
			onError: 'continueErrorOutput',
		});

		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[{ number: 2 }, { number: 4 }],
			[{ number: 3, error: '3 is odd' }],
		]);
	});

	it('names a missing credential that the node needs', async () => {
		const { error } = await n8n.runNode({ node: 'probe', parameters: { action: 'request' } });

		expect(error?.message).toBe('Node does not require credentials');
	});
});

describe('a stopped execution', () => {
	it('tells the node and ends as canceled', async () => {
		const stop = new AbortController();
		const running = n8n.runNode(
			{ node: 'probe', parameters: { action: 'waitForStop' } },
			{ cancel: stop.signal },
		);
		setTimeout(() => stop.abort(), 50);

		expect((await running).status).toBe('canceled');
	});
});

describe('credentials', () => {
	let server: ProbeServer;
	beforeEach(async () => {
		server = new ProbeServer();
		await server.start();
	});
	afterEach(async () => await server.stop());

	const tokensUsed = async (credentials: SingleNode['credentials']) => {
		const { outputs } = await n8n.runNode({
			node: 'probe',
			parameters: { action: 'request', url: `${server.host}/things` },
			credentials,
			input: numbers.slice(0, 2),
		});
		return outputs[0].map(({ json }) => json.token);
	};

	it('fetch one OAuth2 token for all requests and runs, and a new one if it is refused', async () => {
		const probeOAuth2Api = n8n.saveCredential('probeOAuth2Api', {
			host: server.host,
			clientId: 'id',
			clientSecret: 'a secret',
			accessTokenUrl: 'http://127.0.0.1:9/elsewhere',
		});

		expect(await tokensUsed({ probeOAuth2Api })).toEqual(['token-1', 'token-1']);
		expect(await tokensUsed({ probeOAuth2Api })).toEqual(['token-1', 'token-1']);
		expect(server.tokenRequests).toEqual([
			'grant_type=client_credentials&client_id=id&client_secret=a%20secret',
		]);

		server.revokeToken();
		expect(await tokensUsed({ probeOAuth2Api })).toEqual(['token-2', 'token-2']);
		expect(server.tokenRequests).toHaveLength(2);
		expect(await n8n.savedCredential(probeOAuth2Api, 'probeOAuth2Api')).toMatchObject({
			clientId: 'id',
			oauthTokenData: { access_token: 'token-2' },
		});
	});

	it('log in once by themselves, and again if the session is refused', async () => {
		const probeLoginApi = n8n.saveCredential('probeLoginApi', { host: server.host });

		expect(await tokensUsed({ probeLoginApi })).toEqual(['token-1', 'token-1']);
		expect(await tokensUsed({ probeLoginApi })).toEqual(['token-1', 'token-1']);
		server.revokeToken();
		expect(await tokensUsed({ probeLoginApi })).toEqual(['token-2', 'token-2']);
		expect(await n8n.savedCredential(probeLoginApi, 'probeLoginApi')).toEqual({
			host: server.host,
			sessionToken: 'token-2',
		});
	});
});

describe.each(['filesystem', 'memory'] as const)('binary data in %s mode', (binaryMode) => {
	const storing = createHarness({ nodes, binaryMode });

	it('goes into a node and comes out', async () => {
		const input = [await storing.itemWithFile({}, 'file', 'häé\n', { fileName: 'in.txt' })];
		const { outputs, error } = await storing.runNode({
			node: 'probe',
			parameters: { action: 'copyFile' },
			input,
		});
		const [item] = outputs.at(0) ?? [];

		expect(error).toBeUndefined();
		expect(item.binary?.copy).toMatchObject({ fileName: 'copy.txt', mimeType: 'text/plain' });
		expect(item.binary?.copy.id !== undefined).toBe(binaryMode === 'filesystem');
		expect((await storing.readBinary(item, 'copy')).toString()).toBe('häé\n');
		expect(await text(await storing.streamBinary(item, 'copy'))).toBe('häé\n');
		await expect(storing.readBinary(item, 'other')).rejects.toThrow('(it has: copy)');
	});
});

describe('closing', () => {
	it('removes everything that was stored', async () => {
		const closing = new NodeHarness({ nodes });
		const directory = process.env.N8N_USER_FOLDER ?? '';
		await closing.itemWithFile({}, 'file', 'content');
		expect(existsSync(directory)).toBe(true);

		await closing.close();
		expect(existsSync(directory)).toBe(false);
	});
});
