import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_OPTIONS } from '../../sandbox/voipcloud';
import { setUpVoipcloud } from './voipcloudSetup';

const { voipcloud, credential, balance, move, customer } = setUpVoipcloud();

describe('the API key', () => {
	it.each([
		['a wrong key', () => credential({ apiKey: 'wrong-key' })],
		[
			'an address that is not listed',
			() => {
				voipcloud().allowIp(false);
				return credential();
			},
		],
	])('is explained if it is refused: %s', async (_, saved) => {
		const { error } = await balance({}, { credential: saved() });
		expect(error?.message).toContain(
			'does not let this n8n in for the balance of account 1001 (401)',
		);
		expect(error?.description).toContain('the API key in the credential is wrong');
		expect(error?.description).toContain('is not allow-listed');
		expect(JSON.stringify(error)).not.toContain('wrong-key');
	});

	it('is trimmed after pasting', async () => {
		const { error } = await balance(
			{},
			{ credential: credential({ apiKey: ` ${DEFAULT_OPTIONS.apiKey}\n` }) },
		);
		expect(error).toBeUndefined();
	});

	it('is hidden if VoIPcloud quotes it', async () => {
		const message = `Key ${DEFAULT_OPTIONS.apiKey} has expired`;
		voipcloud().faults.inject({ fault: { kind: 'code', code: 400, message } });
		const { error } = await balance();
		expect(error?.description).toContain('Key *** has expired');
		expect(JSON.stringify(error)).not.toContain(DEFAULT_OPTIONS.apiKey);
	});

	describe('and another host', () => {
		let elsewhere: Server;
		let received: number;
		beforeAll(async () => {
			elsewhere = createServer((_, response) => {
				received += 1;
				response.end('{"code":200,"data":{}}');
			});
			await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		});
		beforeEach(() => {
			received = 0;
		});
		afterAll(() => void elsewhere.close());
		const url = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;

		it('does not go there with a redirect', async () => {
			for (const status of [301, 302, 307, 308]) {
				voipcloud().faults.inject({ fault: { kind: 'redirect', location: url(), status } });
				const { error } = await balance();
				expect(error?.message).toContain(
					`redirects the call for the balance of account 1001 elsewhere (${status})`,
				);
			}
			expect(received).toBe(0);
		});

		it('does not go there with a pasted URL', async () => {
			const refused = [
				await balance({ customerBalanceUrl: `${url()}api` }),
				await move({ moveFundsUrl: `${url()}api` }),
				await customer('register', {}, { registerUrl: `${url()}api` }),
			];
			for (const { error } of refused) expect(error?.message).toContain("credential's portal is");
			expect(received).toBe(0);
		});
	});
});
