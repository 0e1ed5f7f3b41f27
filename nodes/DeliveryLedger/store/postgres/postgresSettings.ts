import type { ConnectionOptions } from 'node:tls';

/** The connection settings of a ledger in Postgres, from the credential. */
export interface PostgresSettings {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	schema: string;
	/** `verify` checks the server's certificate, with `caCertificate` if given; `encrypt` does not. */
	ssl: 'off' | 'encrypt' | 'verify';
	caCertificate: string;
}

const CONNECT_MS = 10_000;
const QUERY_MS = 20_000;

/** The options for `pg`. It sends no session settings, because a pooler would not pass them on. */
export function clientOptions(settings: PostgresSettings) {
	const { host, port, database, user, password } = settings;
	return {
		host,
		port,
		database,
		user,
		password,
		ssl: tlsOptions(settings),
		connectionTimeoutMillis: CONNECT_MS,
		query_timeout: QUERY_MS,
		keepAlive: true,
		application_name: 'delivery-ledger',
	};
}

function tlsOptions({ ssl, caCertificate }: PostgresSettings): false | ConnectionOptions {
	if (ssl === 'off') return false;
	if (ssl === 'encrypt') return { rejectUnauthorized: false };
	return { rejectUnauthorized: true, ...(caCertificate ? { ca: caCertificate } : {}) };
}
