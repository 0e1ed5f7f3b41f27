import { createHash } from 'node:crypto';
import {
	DEFAULT_APPLICATION,
	DEFAULT_USER,
	type RainbowApplication,
	type RainbowSimulator,
	type RainbowUser,
} from '../../../../sandbox/rainbow';

export const LOGIN = '/api/rainbow/authentication/v1.0/login';
export const OAUTH = '/api/rainbow/authentication/v1.0/oauth';
export const INVOICES = '/api/rainbow/invoicing/v1.0/invoices';

export interface Entry {
	companyId: string;
	billingPeriod: string;
	invoiceType: string;
	invoiceCreationDate: string;
	filepath: string;
}

export interface Refusal {
	errorCode: number;
	errorDetails: string;
	errorDetailsCode: number;
}

/** Logs in as an API client does. */
export function logIn(
	{ url }: RainbowSimulator,
	user: Pick<RainbowUser, 'login' | 'password'> = DEFAULT_USER,
	application: Pick<RainbowApplication, 'id' | 'secret'> = DEFAULT_APPLICATION,
): Promise<Response> {
	const signature = createHash('sha256')
		.update(application.secret + user.password)
		.digest('hex');
	return fetch(url + LOGIN, {
		headers: {
			authorization: basic(user.login, user.password),
			'x-rainbow-app-auth': basic(application.id, signature),
		},
	});
}

/** Calls the invoicing portal with its own session. */
export class Caller {
	private constructor(
		private readonly url: string,
		private readonly token: string,
	) {}

	static async of(rainbow: RainbowSimulator, user: RainbowUser = DEFAULT_USER): Promise<Caller> {
		const { token } = (await (await logIn(rainbow, user)).json()) as { token: string };
		return new Caller(rainbow.url, token);
	}

	get(path: string): Promise<Response> {
		return fetch(this.url + path, {
			redirect: 'manual',
			headers: { authorization: `Bearer ${this.token}` },
		});
	}

	async list(query = ''): Promise<Entry[]> {
		return (await (await this.get(`${INVOICES}${query}`)).json()) as Entry[];
	}
}

export function basic(name: string, secret: string): string {
	return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

export function encoded(filepath: string): string {
	return filepath.split('/').map(encodeURIComponent).join('/');
}
