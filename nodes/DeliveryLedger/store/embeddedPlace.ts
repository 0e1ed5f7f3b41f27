import { homedir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../../common/errors';

const FILE_NAME = 'delivery-ledger.sqlite';

const USE_POSTGRES =
	'Keep the ledger in Postgres: set Ledger Store to From Credential in each node that names the ledger, and choose a Delivery Ledger credential. Nothing was done.';

/** The environment variables that say where n8n keeps its data. */
export interface Instance {
	environment: Record<string, string | undefined>;
	/** The text of a file named in an environment variable. */
	readFile(path: string): string;
}

/**
 * In queue mode, several processes work, possibly on several machines with their own disks.
 *
 * @throws OperatorError in queue mode
 */
export function requireOneProcess({ environment }: Instance): void {
	if (environment.EXECUTIONS_MODE !== 'queue') return;
	throw new OperatorError(
		'A ledger in a file cannot be used in queue mode: each worker would have its own',
		{ description: USE_POSTGRES },
	);
}

/**
 * The place of the embedded ledger: n8n's user folder, beside n8n's own database.
 *
 * @throws OperatorError if n8n keeps its data elsewhere: the user folder may then be lost with the container
 */
export function embeddedPlace(instance: Instance): string {
	requireOneProcess(instance);
	const database = databaseOf(instance);
	if (database !== 'sqlite') {
		throw new OperatorError(
			"n8n keeps its data in a separate database, so a ledger in n8n's user folder may be lost with its container",
			{
				description: `${USE_POSTGRES} If the folder is permanent, name the file in a credential (Store: File).`,
			},
		);
	}
	return defaultFile(instance);
}

/** The default file, if a credential names none. */
export function defaultFile({ environment }: Instance): string {
	return join(environment.N8N_USER_FOLDER || homedir(), '.n8n', FILE_NAME);
}

function databaseOf({ environment, readFile }: Instance): string {
	const { DB_TYPE: type, DB_TYPE_FILE: file } = environment;
	if (type) return type.trim();
	return file ? readFile(file).trim() : 'sqlite';
}
