/**
 * The content of a ledger, and the interface of its stores (SQLite, Postgres). Plain values; no n8n.
 *
 * Every call is one transaction, may be repeated, and throws an `OperatorError` that says what happened to the ledger
 * and what to do. All times are ISO 8601 in UTC by the store's clock; a missing text is empty.
 */
export interface LedgerStore {
	/** Its name in sentences, e.g. `/home/node/.n8n/delivery-ledger.sqlite`, or `ledger on db.example:5432`. */
	readonly place: string;

	/** One store holds many ledgers by name; `undefined` if it has none with that name. */
	findLedger(name: string): Promise<Ledger | undefined>;
	/** @throws OperatorError if the name already exists */
	createLedger(name: string, start: LedgerStart): Promise<Ledger>;
	/** Makes this ledger replace a lost one: whoever knows the lost ledger's id accepts this one from now on. */
	replaceLedger(name: string, lostId: string): Promise<void>;

	/**
	 * The server that the ledger's files go to. The first call binds it; a later call may rebind it. Returns the bound
	 * server; if it differs from the given one, nothing may be sent.
	 */
	bindServer(ledger: string, server: Server, ifAnother: 'keep' | 'replace'): Promise<Server>;

	/** Begins a run, unless another run of this ledger is alive and must not be taken over. */
	beginRun(start: RunStart): Promise<RunBegun>;
	/** `undefined` if this store does not know it: it belongs to another ledger, or the ledger was lost. */
	findRun(run: string): Promise<Run | undefined>;
	/** The newest run of this execution of the workflow. */
	findRunOf(ledger: string, workflowId: string, executionId: string): Promise<Run | undefined>;
	/**
	 * The run; marks it as alive.
	 *
	 * @throws OperatorError if the store does not know it, or it has ended: "Run the workflow from its start."
	 */
	touchRun(run: string): Promise<Run>;
	/** The run, without marking it. @throws OperatorError as `touchRun` */
	runningRun(run: string): Promise<Run>;
	/**
	 * The run's execution ended without ending the run: it no longer blocks others. Its items are still accepted until
	 * another run begins, e.g. when a person executes single steps.
	 */
	leaveRun(run: string): Promise<void>;
	/** Ends a run and releases its lock. An ended run does not change. */
	endRun(run: string, state: EndedRunState): Promise<Run>;

	/** The rows of these keys, with all revisions and events. */
	rowsOf(ledger: string, source: string, keys: readonly string[]): Promise<DeliveryRow[]>;
	/** The delivered rows with these document numbers, of any source and key. */
	deliveredWithNumbers(ledger: string, numbers: readonly string[]): Promise<DeliveryRow[]>;
	/** The rows of one source, or of all (empty), that are neither delivered nor void. */
	openRows(ledger: string, source: string): Promise<DeliveryRow[]>;
	/** Writes the decisions into the run. @throws OperatorError as `touchRun` */
	writePlan(run: string, documents: readonly PlannedDocument[]): Promise<void>;
	/** The documents of a run in the order of the plan, with the steps' reports. */
	documentsOf(run: string): Promise<RunDocument[]>;

	/**
	 * The intent to give files their names: an insert, or an update of a `failed`, `conflict` or `void` row, which have
	 * no part left. Calls at the same time share a transaction. A repeated call of the same writer succeeds.
	 *
	 * @param others whether other calls are about to come: this one may wait some milliseconds for them
	 * @throws OperatorError as `touchRun`; if the run did not plan this document; if the ledger belongs to another server
	 */
	intend(intent: Intent, others?: boolean): Promise<IntentAnswer>;
	/**
	 * The outcome of a document, for the run's summary, and for its row if no other writer owns it. Never overwrites
	 * another writer's row, and never undoes `delivered`.
	 *
	 * @param others as in `intend`; this one may wait longer
	 * @throws OperatorError as `touchRun`
	 */
	recordOutcome(report: OutcomeReport, others?: boolean): Promise<OutcomeAnswer>;
	/** The source's answer to an acknowledgement. @throws OperatorError as `touchRun` */
	recordAcknowledgement(report: AcknowledgementReport): Promise<OutcomeAnswer>;

	/** Marks that no further step of this run will report on this document. @throws OperatorError as `touchRun` */
	closeDocument(run: string, key: DeliveryKey): Promise<void>;

	/** All `publishing` rows with their files, and whether their writer's run is alive. */
	publishingRows(ledger: string): Promise<PublishingRow[]>;
	/**
	 * Settles a row whose writer is gone. Returns false, without a change, if it is no longer `publishing` by that
	 * writer.
	 */
	settle(settlement: Settlement): Promise<boolean>;

	/**
	 * Records what an operator did about a document, as the rule decides, and logs the row before and after.
	 *
	 * @param document its key, its number, or its identity, by which the summary names a document without a number
	 */
	resolve(
		ledger: string,
		document: string,
		rule: ResolutionRule,
		log: ResolutionLog,
	): Promise<Resolved>;
	getMany(ledger: string, filter: RowFilter): Promise<DeliveryRow[]>;
	/** @throws OperatorError if there is no such ledger */
	health(ledger: string): Promise<LedgerHealth>;
	/** Writes a consistent copy to a new file. @throws OperatorError if this store cannot do that */
	backUp(path: string): Promise<void>;
	/** Closes connections. Locks of runs stay until their runs end. */
	close(): Promise<void>;
}

/** `publishing → delivered → acknowledged`; the other states follow or replace `publishing`. */
export const DELIVERY_STATES = [
	/** The intent is recorded: its files may be getting their names. */
	'publishing',
	'delivered',
	/** Delivered, and the source knows. */
	'acknowledged',
	/** Its writer broke off, and its file has neither name: probably taken. Needs attention. */
	'inferred',
	/** Not delivered; no part of it can still get a name. */
	'failed',
	/** Another file has the name. */
	'conflict',
	/** Undone: the server confirmed that its part is removed. */
	'void',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type DeliveryEvent = 'invoice' | 'cancellation';

/** With the ledger's name, the identity of a delivery. */
export interface DeliveryKey {
	/** The documents' source, e.g. `horisen`: the same number may exist at two vendors. */
	source: string;
	key: string;
	revision: string;
	event: DeliveryEvent;
}

/** A document's data for people. */
export interface DocumentLabel {
	/** Identifies the document if several share a key; otherwise the key. */
	documentId: string;
	documentNumber: string;
	/** `YYYY-MM-DD`. */
	documentDate: string;
	partner: string;
	currency: string;
	/** Exact decimal text. */
	total: string;
}

/** The target server, without host and port: a server at a new address is the same server. */
export interface Server {
	/** `SHA256:…` */
	hostKeyFingerprint: string;
	username: string;
}

/** A file of a delivery, in the order of naming: the file that refers to the others comes last. */
export interface DeliveryFile {
	directory: string;
	/** The temporary name, with its writer's token. */
	part: string;
	/** The name that the ERP reads. */
	name: string;
	bytes: number;
	/** Hexadecimal, in lower case. */
	sha256: string;
	/** The name of its marker file; empty for none. */
	marker: string;
}

export interface DeliveryRow extends DeliveryKey, DocumentLabel {
	id: number;
	ledger: string;
	state: DeliveryState;
	/** How it reached its state, e.g. `alreadyDelivered`, `takenAtOnce`, `byHand`; may be empty. */
	how: string;
	/** A sentence: the last error, or why it needs attention. */
	reason: string;
	/** How often its intent was recorded. */
	attempts: number;
	run: string;
	writer: string;
	server: Server;
	files: DeliveryFile[];
	createdAt: string;
	updatedAt: string;
	deliveredAt: string;
	acknowledgedAt: string;
}

export interface PublishingRow extends DeliveryRow {
	runIsAlive: boolean;
}

export interface LedgerStart {
	/** `YYYY-MM-DD`; empty: there is no history. */
	goLiveDate: string;
	/** The ids of the ledgers that it replaces. */
	replaces: readonly string[];
}

export interface Ledger extends LedgerStart {
	name: string;
	/** Random; distinguishes this ledger from another with the same name. */
	id: string;
	createdAt: string;
	server?: Server;
}

export interface RunStart {
	/** A random id; whoever knows it belongs to the run. */
	run: string;
	ledger: string;
	workflowId: string;
	executionId: string;
	ifUnderWay: 'skip' | 'takeOver';
}

export interface RunBegun {
	/** False: another run is under way, as the run's note says. */
	begun: boolean;
	run: Run;
	/** That other run; absent if the call is repeated. */
	underWay?: Run;
	/** The run that this one ended. */
	ended?: string;
}

/**
 * `skipped`: another run was under way. `takenOver`, `gone`: ended by a later run. `cancelled`: stopped by a person.
 */
export type EndedRunState = 'finished' | 'skipped' | 'takenOver' | 'gone' | 'cancelled';

export interface Run {
	run: string;
	ledger: string;
	workflowId: string;
	executionId: string;
	state: 'running' | EndedRunState;
	startedAt: string;
	touchedAt: string;
	endedAt: string;
	/** A sentence, e.g. naming the other execution. */
	note: string;
}

/** Plan's decision: `deliver`, `acknowledge`, `skipped`, `held`, `history`, `failed`, `waiting`. */
export interface PlannedDocument extends DeliveryKey, DocumentLabel {
	action: string;
	/** A sentence, for everything but `deliver`. */
	reason: string;
}

export interface RunDocument extends PlannedDocument {
	/** Empty if no step reported. */
	outcome: '' | Outcome;
	how: string;
	/** The error, the advice, and the node that reported it. */
	message: string;
	advice: string;
	node: string;
	/** The names of its files; the one that refers to the others comes last. */
	fileNames: string[];
	/** `failed`: the source did not accept it as exported. */
	acknowledgement: '' | 'done' | 'failed';
	acknowledgementMessage: string;
	/** The last step has reported. */
	isClosed: boolean;
}

export interface Intent extends DeliveryKey {
	run: string;
	/** A token for each execution of Deliver, part of its temporary names. */
	writer: string;
	server: Server;
	files: readonly DeliveryFile[];
}

export type IntentAnswer =
	| { granted: true; row: DeliveryRow }
	/** `isAlive`: for a `publishing` row, whether its writer's run is alive. */
	| { granted: false; row: DeliveryRow; isAlive: boolean };

/** `waiting`: another writer's intent has precedence. */
export type Outcome =
	| 'delivered'
	| 'inferred'
	| 'conflict'
	| 'failed'
	| 'void'
	/** Nothing was done: another writer's intent has precedence. */
	| 'waiting';

export interface OutcomeReport extends DeliveryKey {
	run: string;
	writer: string;
	outcome: Outcome;
	/** As in `DeliveryRow`. */
	how?: string;
	message?: string;
	/** What to do next. */
	advice?: string;
	/** The node that failed. */
	node?: string;
	/**
	 * Whether the server confirmed that no part is left. After an intent, `failed`, `conflict` and `void` need that;
	 * otherwise the row stays `publishing` with the message, and Recover settles it.
	 */
	partRemoved?: boolean;
	/** If there was no intent, e.g. for a file that already existed. */
	files?: readonly DeliveryFile[];
	server?: Server;
}

export interface OutcomeAnswer {
	/** False: another writer's row was left alone; the run's summary says so. */
	recorded: boolean;
	row?: DeliveryRow;
}

export interface AcknowledgementReport extends DeliveryKey {
	run: string;
	/** Whether the source accepted it as exported. */
	ok: boolean;
	message?: string;
}

export interface Settlement {
	id: number;
	/** The writer that was read: a row with another writer now is left alone. */
	writer: string;
	state: 'delivered' | 'void' | 'conflict' | 'inferred';
	how?: string;
	reason?: string;
}

/**
 * `corrected`: the ERP now matches the document. `deliverAgain`: the next run delivers it. `byHand`: a person delivered
 * it, or found it in the ERP. `dropped`: it will not be delivered.
 */
export type ResolutionKind = 'corrected' | 'deliverAgain' | 'byHand' | 'dropped';

/** A rule's result for a document that an operator dealt with. */
export interface ResolutionChange {
	/** The row to change or create. */
	delivery: DeliveryKey & DocumentLabel;
	state: 'delivered' | 'acknowledged' | 'void';
	how: string;
	reason: string;
}

/**
 * Decides from the document's rows, oldest first, and its plans, newest first.
 *
 * @throws OperatorError if there is nothing to resolve
 */
export type ResolutionRule = (
	rows: readonly PublishingRow[],
	decisions: readonly RunDocument[],
) => ResolutionChange;

export interface ResolutionLog {
	what: ResolutionKind;
	/** The operator's own words. */
	note: string;
	executionId: string;
	workflowId: string;
}

export interface Resolved {
	/** `undefined`: the ledger had no row of this revision. */
	before?: DeliveryRow;
	after: DeliveryRow;
}

export interface RowFilter {
	/** Empty: all. */
	states: readonly DeliveryState[];
	source: string;
	/** Key, number or identity. */
	document: string;
	/** Bounds of the document's date, both included; empty for none. */
	from: string;
	to: string;
	/** The newest first; all if absent. */
	limit?: number;
}

export interface LedgerHealth {
	ledger: Ledger;
	/** The last run that was not skipped, and whether it is alive. */
	lastRun?: Run & { isAlive: boolean };
	lastFinished?: Run;
	counts: Record<DeliveryState, number>;
	/** Documents that the last finished run held or found waiting, and that no person has resolved since. */
	held: RunDocument[];
	/** The rows that need a person, oldest first, at most 20. */
	attention: DeliveryRow[];
}
