import type { N8nApi } from './api';

/** A row as n8n stores it: its own `id`, `createdAt` and `updatedAt` beside the columns. */
export type DataTableRow = Record<string, unknown> & { id: number };

const MOST_ROWS = 250;

/** The Data Tables of n8n's owner. */
export class DataTables {
	private project?: string;

	constructor(private readonly api: N8nApi) {}

	/** Creates a table with text columns. */
	async create(name: string, names: string[] = ['note']): Promise<void> {
		const columns = names.map((column) => ({ name: column, type: 'string' }));
		await this.api.call('POST', await this.path(), { name, columns });
	}

	/** Adds rows to the table with exactly this name. */
	async insert(name: string, rows: Array<Record<string, unknown>>): Promise<void> {
		const path = await this.path(`${await this.idOf(name)}/insert`);
		await this.api.call('POST', path, { data: rows, returnType: 'count' });
	}

	/** Changes a row of the table with exactly this name, as an operator does in the editor. */
	async change(name: string, id: number, data: Record<string, unknown>): Promise<void> {
		const filters = [{ columnName: 'id', condition: 'eq', value: id }];
		const path = await this.path(`${await this.idOf(name)}/rows`);
		await this.api.call('PATCH', path, { filter: { type: 'and', filters }, data });
	}

	/** Deletes the table with exactly this name. */
	async delete(name: string): Promise<void> {
		await this.api.call('DELETE', await this.path(await this.idOf(name)));
	}

	/** All rows of the table with exactly this name, oldest first; none if there is no such table. */
	async rows(name: string): Promise<DataTableRow[]> {
		const id = await this.find(name);
		if (id === undefined) return [];
		const rows: DataTableRow[] = [];
		for (;;) {
			const query = `take=${MOST_ROWS}&skip=${rows.length}&sortBy=id:asc`;
			const { data } = await this.api.call<{ data: DataTableRow[] }>(
				'GET',
				await this.path(`${id}/rows?${query}`),
			);
			rows.push(...data);
			if (data.length < MOST_ROWS) return rows;
		}
	}

	/** Whether there is a table with exactly this name. */
	async exists(name: string): Promise<boolean> {
		return (await this.find(name)) !== undefined;
	}

	/** The id of the table with exactly this name. */
	async idOf(name: string): Promise<string> {
		const id = await this.find(name);
		if (id === undefined) throw new Error(`There is no Data Table "${name}"`);
		return id;
	}

	private async find(name: string): Promise<string | undefined> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data } = await this.api.call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			await this.path(`?take=${MOST_ROWS}&filter=${filter}`),
		);
		return data.find((table) => table.name === name)?.id;
	}

	private async path(rest = ''): Promise<string> {
		this.project ??= (await this.api.call<{ id: string }>('GET', '/rest/projects/personal')).id;
		const separator = rest === '' || rest.startsWith('?') ? '' : '/';
		return `/rest/projects/${this.project}/data-tables${separator}${rest}`;
	}
}
