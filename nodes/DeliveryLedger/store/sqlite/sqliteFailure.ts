import { OperatorError } from '../../../common/errors';
import {
	BUSY,
	CANNOT_OPEN,
	CORRUPT,
	FULL,
	NOT_A_DATABASE,
	READ_ONLY,
	sqliteResult,
} from './nodeSqlite';

const RESTORE =
	'Restore the file from a copy that Back Up made, and remove any file beside it that ends with -journal. If there is no copy, move the file away and run the workflow by hand with Start New Ledger in Plan. Nothing was sent.';

const SENTENCES: Record<number, [what: string, advice: string]> = {
	[BUSY]: [
		'is locked by another program for more than 10 seconds',
		'Find the program that has the file open, e.g. a backup or a database browser, and close it; then run the workflow again.',
	],
	[READ_ONLY]: [
		'is read-only',
		'Allow the user that n8n runs as to write the file and its folder; then run the workflow again.',
	],
	[CORRUPT]: ['is damaged', RESTORE],
	[NOT_A_DATABASE]: ['is damaged, or not a ledger', RESTORE],
	[FULL]: [
		'cannot be written: its disk is full',
		'Make room on the disk; then run the workflow again.',
	],
	[CANNOT_OPEN]: [
		'cannot be opened',
		'Allow the user that n8n runs as to read and write the file and its folder; then run the workflow again.',
	],
};

/** System errors for files beside the ledger, mapped to SQLite's codes. */
const OF_SYSTEM: Record<string, number | undefined> = {
	EROFS: READ_ONLY,
	EACCES: CANNOT_OPEN,
	EPERM: CANNOT_OPEN,
	ENOSPC: FULL,
	EDQUOT: FULL,
};

/** The sentence for an error of SQLite or the system; other errors are returned unchanged. */
export function explainSqliteFailure(error: unknown, path: string): unknown {
	const result = sqliteResult(error) ?? OF_SYSTEM[String((error as { code?: unknown }).code)];
	if (result === undefined) return error;
	const [what, description] = SENTENCES[result] ?? [
		`cannot be used: ${(error as Error).message}`,
		'Check the disk that holds the file; then run the workflow again.',
	];
	return new OperatorError(`The ledger ${path} ${what}`, { description, cause: error });
}

export function emptyFile(path: string): OperatorError {
	return new OperatorError(`The ledger ${path} is an empty file`, { description: RESTORE });
}

export function notALedger(path: string): OperatorError {
	return new OperatorError(`${path} is a database, but not a ledger of this package`, {
		description: `Check the path of the file. ${RESTORE}`,
	});
}

export function missingFile(path: string): OperatorError {
	return new OperatorError(`The ledger ${path} no longer exists`, { description: RESTORE });
}
