import type { Scene } from './scene';

const TABLE = 'telecom_finance_voipcloud_accounts';

/** Fills in the customers' accounts, as the operator does on n8n's Data Tables page. */
export async function fillAccounts({ api, services }: Scene): Promise<void> {
	const { id: project } = await api.call<{ id: string }>('GET', '/rest/projects/personal');
	const tables = `/rest/projects/${project}/data-tables`;
	const { data } = await api.call<{ data: Array<{ id: string; name: string }> }>(
		'GET',
		`${tables}?filter=${encodeURIComponent(JSON.stringify({ name: TABLE }))}`,
	);
	const table = data.find(({ name }) => name === TABLE);
	if (!table) throw new Error(`The first run made no table ${TABLE}`);
	const rows = services.voipcloud.data.customers.map(({ accountNumber, name }) => ({
		accountNumber,
		name,
		customerReference: `ERP-${accountNumber}`,
	}));
	await api.call('POST', `${tables}/${table.id}/insert`, { data: rows });
}
