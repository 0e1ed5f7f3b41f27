import { DEFAULT_OPTIONS, type VoipcloudSimulator } from '../../../../sandbox/voipcloud';

export interface Answered {
	status: number;
	body: { code: number; message?: string; data?: Record<string, unknown> };
}

/** Calls a simulator as an API client does. */
export class Caller {
	constructor(
		private readonly voipcloud: VoipcloudSimulator,
		private readonly apiKey = DEFAULT_OPTIONS.apiKey,
	) {}

	async get(method: string, query: Record<string, string>): Promise<Answered> {
		return await this.answer(`${method}?${new URLSearchParams(query)}`);
	}

	async send(verb: string, method: string, fields: Record<string, string>): Promise<Answered> {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		return await this.answer(method, { method: verb, body: form });
	}

	async move(accountNumber: string, amount: string): Promise<Answered> {
		const fields = { account_number: accountNumber, amount, description: 'test' };
		return await this.send('PUT', 'move-funds', fields);
	}

	async answer(path: string, init: RequestInit = {}): Promise<Answered> {
		const response = await this.raw(path, init);
		return { status: response.status, body: (await response.json()) as Answered['body'] };
	}

	/** The response itself, for what is not JSON. */
	async raw(path: string, init: RequestInit = {}): Promise<Response> {
		return await fetch(`${this.voipcloud.url}${DEFAULT_OPTIONS.apiPath}/${path}`, {
			redirect: 'manual',
			...init,
			headers: { token: this.apiKey, ...init.headers },
		});
	}
}
