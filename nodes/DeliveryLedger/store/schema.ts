/** The differences between the two databases. */
export interface Dialect {
	/** The type of a generated id. */
	id: string;
	/** A whole number of up to 15 digits. */
	whole: string;
}

/** The schema version of this package: the number of migrations. */
export const SCHEMA_VERSION = 1;

/**
 * The statements that bring a ledger from version 0 (empty) to the newest: one list per version. Never change a
 * released version; add a new one.
 */
export function migrations({ id, whole }: Dialect): string[][] {
	const label = `
		document_id TEXT NOT NULL,
		document_number TEXT NOT NULL,
		document_date TEXT NOT NULL,
		partner TEXT NOT NULL,
		currency TEXT NOT NULL,
		total TEXT NOT NULL`;
	const key = `
		source TEXT NOT NULL,
		document_key TEXT NOT NULL,
		revision TEXT NOT NULL,
		event TEXT NOT NULL`;
	return [
		[
			`CREATE TABLE @ledgers (
				name TEXT PRIMARY KEY,
				id TEXT NOT NULL UNIQUE,
				created_at TEXT NOT NULL,
				go_live_date TEXT NOT NULL,
				replaces TEXT NOT NULL,
				host_key TEXT NOT NULL,
				username TEXT NOT NULL,
				current_run TEXT NOT NULL
			)`,
			`CREATE TABLE @runs (
				id ${id},
				run TEXT NOT NULL UNIQUE,
				ledger TEXT NOT NULL REFERENCES @ledgers (name),
				workflow_id TEXT NOT NULL,
				execution_id TEXT NOT NULL,
				state TEXT NOT NULL,
				note TEXT NOT NULL,
				started_at TEXT NOT NULL,
				touched_at TEXT NOT NULL,
				ended_at TEXT NOT NULL,
				beat_at TEXT NOT NULL
			)`,
			'CREATE INDEX runs_of_ledger ON @runs (ledger, id)',
			`CREATE TABLE @run_documents (
				id ${id},
				run TEXT NOT NULL REFERENCES @runs (run),
				ledger TEXT NOT NULL,${key},${label},
				action TEXT NOT NULL,
				reason TEXT NOT NULL,
				outcome TEXT NOT NULL,
				how TEXT NOT NULL,
				message TEXT NOT NULL,
				advice TEXT NOT NULL,
				node TEXT NOT NULL,
				file_names TEXT NOT NULL,
				acknowledgement TEXT NOT NULL,
				acknowledgement_message TEXT NOT NULL,
				closed INTEGER NOT NULL
			)`,
			'CREATE INDEX documents_of_run ON @run_documents (run, source, document_key)',
			'CREATE INDEX decisions_of_key ON @run_documents (ledger, source, document_key, id)',
			`CREATE TABLE @deliveries (
				id ${id},
				ledger TEXT NOT NULL REFERENCES @ledgers (name),${key},${label},
				state TEXT NOT NULL CHECK (state IN ('publishing', 'delivered', 'acknowledged', 'inferred', 'failed', 'conflict', 'void')),
				how TEXT NOT NULL,
				reason TEXT NOT NULL,
				attempts INTEGER NOT NULL,
				run TEXT NOT NULL,
				writer TEXT NOT NULL,
				host_key TEXT NOT NULL,
				username TEXT NOT NULL,
				created_at TEXT NOT NULL,
				updated_at TEXT NOT NULL,
				delivered_at TEXT NOT NULL,
				acknowledged_at TEXT NOT NULL,
				UNIQUE (ledger, source, document_key, revision, event)
			)`,
			'CREATE INDEX deliveries_by_state ON @deliveries (ledger, state, id)',
			'CREATE INDEX deliveries_by_number ON @deliveries (ledger, document_number)',
			'CREATE INDEX deliveries_by_date ON @deliveries (ledger, document_date)',
			`CREATE TABLE @files (
				id ${id},
				directory TEXT NOT NULL,
				part TEXT NOT NULL,
				name TEXT NOT NULL,
				bytes ${whole} NOT NULL,
				sha256 TEXT NOT NULL,
				marker TEXT NOT NULL
			)`,
			// Many to many: one file may contain many documents.
			`CREATE TABLE @delivery_files (
				delivery INTEGER NOT NULL REFERENCES @deliveries (id),
				file INTEGER NOT NULL REFERENCES @files (id),
				place INTEGER NOT NULL,
				PRIMARY KEY (delivery, place)
			)`,
			'CREATE INDEX deliveries_of_file ON @delivery_files (file)',
			`CREATE TABLE @resolutions (
				id ${id},
				delivery INTEGER NOT NULL REFERENCES @deliveries (id),
				what TEXT NOT NULL,
				note TEXT NOT NULL,
				row_before TEXT NOT NULL,
				row_after TEXT NOT NULL,
				workflow_id TEXT NOT NULL,
				execution_id TEXT NOT NULL,
				resolved_at TEXT NOT NULL
			)`,
		],
	];
}
