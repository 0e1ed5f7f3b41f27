import type { StoreSettings } from '../../../../nodes/DeliveryLedger/store/openStore';
import type { PostgresSettings } from '../../../../nodes/DeliveryLedger/store/postgres/postgresSettings';
import type { PostgresServer } from '../../../../sandbox/postgres/server';

type PostgresStore = StoreSettings & { store: 'postgres' };

/** How the ledger in a server is reached, without encryption unless told. */
export function postgresPlace(
	{ host, port, database, user, password }: PostgresServer,
	more: Partial<PostgresSettings> = {},
): PostgresStore {
	return {
		...{ store: 'postgres', host, port, database, user, password },
		...{ schema: 'delivery "ledger"', ssl: 'off', caCertificate: '' },
		...more,
	};
}
