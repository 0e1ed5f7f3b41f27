import { OperatorError } from '../../../common/errors';
import { Secrets } from '../../../common/http/secrets';
import type { PostgresSettings } from './postgresSettings';

/** Codes of Postgres and of sockets after which a new try may succeed. */
const PASSING = new Set([
	...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03', '57P05'],
	...['40001', '40P01', '55P03'],
	...[
		'ECONNREFUSED',
		'ECONNRESET',
		'EPIPE',
		'ETIMEDOUT',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EAI_AGAIN',
	],
]);

/** `pg`'s messages for a broken connection, which have no code. */
const BROKEN =
	/connection (terminated|ended|timeout)|timeout exceeded when trying to connect|query read timeout|client (was closed|has encountered)|not queryable/i;

interface Failure {
	code?: unknown;
	message?: unknown;
	/** The errors of each address, if a host could not be reached. */
	errors?: unknown;
}

/** Whether the database was unreachable, busy or restarted: then the work is tried again. */
export function isPassing(error: unknown): boolean {
	const { code, message, errors } = error as Failure;
	if (Array.isArray(errors)) return errors.some(isPassing);
	return PASSING.has(String(code)) || (code === undefined && BROKEN.test(String(message)));
}

/** Codes for a schema, table or column that is not there. */
const MISSING = ['3F000', '42P01', '42703'];

export function isMissing(error: unknown): boolean {
	return MISSING.includes(String((error as Failure).code));
}

/** The sentence for a Postgres error, without a password; other errors are returned unchanged. */
export function explainPostgresFailure(error: unknown, settings: PostgresSettings): unknown {
	if (error instanceof OperatorError) return error;
	const { code, message } = error as Failure;
	// A pooler or an authentication module may quote the password.
	const said = new Secrets([settings.password]).hide(String(message));
	const [what, description] = sentenceOf(error, String(code ?? ''), said, settings);
	return new OperatorError(`The ledger in Postgres (${addressOf(settings)}) ${what}`, {
		description: `${description} Earlier entries are kept.`,
	});
}

export function addressOf({ host, port, database, schema }: PostgresSettings): string {
	return `${host}:${port}, database ${database}, schema ${schema}`;
}

/** @param said the error's message, without the password */
function sentenceOf(
	error: unknown,
	code: string,
	said: string,
	{ user, schema, database }: PostgresSettings,
): [string, string] {
	if (isMissing(error)) {
		return [
			`has changed: ${said}`,
			'Restore its schema from a backup; or move the schema away and run the workflow by hand with Start New Ledger in Plan.',
		];
	}
	switch (code) {
		case '28P01':
		case '28000':
			return [
				`refused the login of user ${user}`,
				'Correct user and password in the credential, or let the server accept this user from here (pg_hba.conf).',
			];
		case '3D000':
			return [
				`has no database ${database}`,
				'Correct the database in the credential, or create it.',
			];
		case '42501':
			return [
				`does not let user ${user} do this: ${said}`,
				`Ask an administrator of the database to run: CREATE SCHEMA IF NOT EXISTS "${schema}" AUTHORIZATION "${user}".`,
			];
		case '53300':
			return [
				'has no connection left',
				'Raise max_connections, or use a connection pooler; then run the workflow again.',
			];
		case '53100':
			return [
				'cannot be written: its disk is full',
				'Make room on its disk; then run the workflow again.',
			];
		case '25006':
			return ['is read-only', 'Name the primary server in the credential, not a replica.'];
		case 'ENOTFOUND':
			return ['has no such host', 'Correct the host in the credential.'];
	}
	if (/certificate|self.signed|altname/i.test(`${code} ${said}`)) {
		return [
			`has an untrusted certificate: ${said}`,
			'Paste the certificate of its authority into the credential, or correct the host so that it matches the certificate.',
		];
	}
	if (/does not support SSL/i.test(said)) {
		return ['offers no encryption', 'Switch TLS on at the server, or off in the credential.'];
	}
	if (isPassing(error)) {
		return [
			'cannot be reached, or the connection broke',
			'Check that the database runs and that host and port of the credential are right; then run the workflow again.',
		];
	}
	return [`failed: ${said}`, 'Check the log of the database.'];
}
