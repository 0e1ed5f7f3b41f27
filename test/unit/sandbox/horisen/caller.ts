import { DEFAULT_CLIENT, type HorisenSimulator } from '../../../../sandbox/horisen';
import type { Pagination } from '../../../../sandbox/horisen/query/paging';

export const DOCUMENTS = '/finance/sit/v1/documents-export';

export function customerTraffic(invoiceId: number): string {
	return `/bulk-traffic-report/v2/customer-invoices/${invoiceId}/traffic-reports`;
}

export interface Answered<Body> {
	status: number;
	headers: Headers;
	body: Body;
}

export interface Listed {
	data: Array<Record<string, unknown>>;
	meta: { pagination: Pagination };
}

/** Calls a simulator as an API client does: a token first, then with it. */
export class Caller {
	private constructor(
		private readonly horisen: HorisenSimulator,
		private readonly token: string,
	) {}

	static async of(horisen: HorisenSimulator, client = DEFAULT_CLIENT): Promise<Caller> {
		const response = await fetchToken(horisen, {
			grant_type: 'client_credentials',
			client_id: client.id,
			client_secret: client.secret,
		});
		const { access_token } = (await response.json()) as { access_token: string };
		return new Caller(horisen, access_token);
	}

	async get<Body = Listed>(path: string): Promise<Answered<Body>> {
		return this.call<Body>(path, {});
	}

	async post<Body>(path: string, body: unknown, method = 'POST'): Promise<Answered<Body>> {
		const headers = { 'content-type': 'application/json' };
		return this.call<Body>(path, { method, headers, body: JSON.stringify(body) });
	}

	/** The response itself, for what is not JSON. */
	async raw(path: string, init: RequestInit = {}): Promise<Response> {
		return fetch(`${this.horisen.url}${path}`, {
			redirect: 'manual',
			...init,
			headers: { authorization: `Bearer ${this.token}`, ...init.headers },
		});
	}

	/** All rows of a listing, page by page. */
	async all(path: string, pageSize = 100): Promise<Array<Record<string, unknown>>> {
		const separator = path.includes('?') ? '&' : '?';
		const rows = [];
		for (let page = 1, pages = 1; page <= pages; page += 1) {
			const { body } = await this.get(`${path}${separator}paging=${page},${pageSize}`);
			rows.push(...body.data);
			pages = body.meta.pagination.totalPages;
		}
		return rows;
	}

	private async call<Body>(path: string, init: RequestInit): Promise<Answered<Body>> {
		const response = await this.raw(path, init);
		const body = (await response.json()) as Body;
		return { status: response.status, headers: response.headers, body };
	}
}

export function fetchToken(
	horisen: HorisenSimulator,
	form: Record<string, string>,
	headers: Record<string, string> = {},
): Promise<Response> {
	return fetch(`${horisen.accountsUrl}/oauth2/access-token`, {
		method: 'POST',
		headers,
		body: new URLSearchParams(form),
	});
}
