import { DataTables } from '../engine/dataTables';
import type { Scene } from './scene';

/** The table's name in the workflow. */
const TABLE = 'telecom_finance_voipcloud_accounts';

/** Creates and fills the table of customer accounts, as an operator does on n8n's Data Tables page. */
export async function fillAccounts({ api, services }: Scene): Promise<void> {
	const tables = new DataTables(api);
	await tables.create(TABLE, ['accountNumber', 'name', 'customerReference']);
	await tables.insert(
		TABLE,
		services.voipcloud.data.customers.map(({ accountNumber, name }) => ({
			accountNumber,
			name,
			customerReference: `ERP-${accountNumber}`,
		})),
	);
}
