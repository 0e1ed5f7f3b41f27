import type { Database, RunLocks, Transaction } from './database';
import * as deliveries from './deliveries';
import { healthOf } from './ledgerHealth';
import * as ledgers from './ledgers';
import type {
	AcknowledgementReport,
	DeliveryKey,
	DeliveryRow,
	EndedRunState,
	Intent,
	IntentAnswer,
	Ledger,
	LedgerHealth,
	LedgerStart,
	LedgerStore,
	OutcomeAnswer,
	OutcomeReport,
	PlannedDocument,
	PublishingRow,
	ResolutionLog,
	ResolutionRule,
	Resolved,
	RowFilter,
	Run,
	RunBegun,
	RunDocument,
	RunStart,
	Server,
	Settlement,
} from './ledgerStore';
import * as outcomes from './outcomes';
import { resolve } from './resolutions';
import * as runDocuments from './runDocuments';
import { SharedTransactions } from './sharedTransactions';
import * as runs from './runs';

/** A ledger in an SQL database: everything that SQLite and Postgres share, except opening and locks. */
export class SqlLedgerStore implements LedgerStore {
	readonly place: string;

	private readonly shared: SharedTransactions;

	constructor(
		private readonly database: Database,
		private readonly locks: RunLocks,
	) {
		this.place = database.place;
		this.shared = new SharedTransactions(database);
	}

	async findLedger(name: string): Promise<Ledger | undefined> {
		return await this.read(async (on) => await ledgers.findLedger(on, name));
	}

	async createLedger(name: string, start: LedgerStart): Promise<Ledger> {
		return await this.write(async (on) => await ledgers.createLedger(on, name, start));
	}

	async replaceLedger(name: string, lostId: string): Promise<void> {
		await this.write(async (on) => await ledgers.replaceLedger(on, name, lostId));
	}

	async bindServer(ledger: string, server: Server, ifAnother: 'keep' | 'replace'): Promise<Server> {
		// Once bound, it is only read, without a disk write.
		const bound = await this.read(async (on) => (await ledgers.ledgerNamed(on, ledger)).server);
		if (bound && (ifAnother === 'keep' || ledgers.isSameServer(bound, server))) return bound;
		return await this.write(async (on) => await ledgers.bindServer(on, ledger, server, ifAnother));
	}

	async beginRun(start: RunStart): Promise<RunBegun> {
		// Before the transaction: whoever reads the run must find its lock.
		const kind = await this.locks.hold(start.run);
		let begun: RunBegun | undefined;
		try {
			begun = await this.write(async (on) => await runs.beginRun(on, this.locks, start, kind));
			return begun;
		} finally {
			if (!begun?.begun) await this.locks.release(start.run);
			// A run of this process that never ended keeps its lock until the next one.
			if (begun?.begun && begun.ended) await this.locks.release(begun.ended);
		}
	}

	async findRun(run: string): Promise<Run | undefined> {
		return await this.read(async (on) => await runs.findRun(on, run));
	}

	async findRunOf(
		ledger: string,
		workflowId: string,
		executionId: string,
	): Promise<Run | undefined> {
		return await this.read(async (on) => await runs.findRunOf(on, ledger, workflowId, executionId));
	}

	async touchRun(run: string): Promise<Run> {
		return await this.shared.run(async (on) => await runs.touchRun(on, run));
	}

	async leaveRun(run: string): Promise<void> {
		await this.locks.release(run);
		await this.write(async (on) => await runs.leaveRun(on, run));
	}

	async runningRun(run: string): Promise<Run> {
		return await this.read(async (on) => await runs.runningRun(on, run));
	}

	async endRun(run: string, state: EndedRunState): Promise<Run> {
		const ended = await this.write(async (on) => await runs.endRun(on, run, state));
		await this.locks.release(run);
		return ended;
	}

	async rowsOf(ledger: string, source: string, keys: readonly string[]): Promise<DeliveryRow[]> {
		return await this.read(async (on) => await deliveries.rowsOf(on, ledger, source, keys));
	}

	async deliveredWithNumbers(ledger: string, numbers: readonly string[]): Promise<DeliveryRow[]> {
		return await this.read(
			async (on) => await deliveries.deliveredWithNumbers(on, ledger, numbers),
		);
	}

	async openRows(ledger: string, source: string): Promise<DeliveryRow[]> {
		return await this.read(async (on) => await deliveries.openRows(on, ledger, source));
	}

	async writePlan(run: string, documents: readonly PlannedDocument[]): Promise<void> {
		await this.write(async (on) => await runDocuments.writePlan(on, run, documents));
	}

	async documentsOf(run: string): Promise<RunDocument[]> {
		return await this.read(async (on) => await runDocuments.documentsOf(on, run));
	}

	async intend(intent: Intent, others = false): Promise<IntentAnswer> {
		return await this.shared.run(
			async (on) => await outcomes.intend(on, this.locks, intent),
			others ? 'short' : 'none',
		);
	}

	async recordOutcome(report: OutcomeReport, others = false): Promise<OutcomeAnswer> {
		return await this.shared.run(
			async (on) => await outcomes.recordOutcome(on, report),
			others ? 'long' : 'none',
		);
	}

	async recordAcknowledgement(report: AcknowledgementReport): Promise<OutcomeAnswer> {
		return await this.shared.run(async (on) => await outcomes.recordAcknowledgement(on, report));
	}

	async closeDocument(run: string, key: DeliveryKey): Promise<void> {
		await this.shared.run(async (on) => await runDocuments.closeDocument(on, run, key));
	}

	async publishingRows(ledger: string): Promise<PublishingRow[]> {
		return await this.read(async (on) => await outcomes.publishingRows(on, this.locks, ledger));
	}

	async settle(settlement: Settlement): Promise<boolean> {
		return await this.shared.run(async (on) => await outcomes.settle(on, settlement));
	}

	async resolve(
		ledger: string,
		document: string,
		rule: ResolutionRule,
		log: ResolutionLog,
	): Promise<Resolved> {
		return await this.write(
			async (on) => await resolve(on, this.locks, { ledger, document, rule, log }),
		);
	}

	async getMany(ledger: string, filter: RowFilter): Promise<DeliveryRow[]> {
		return await this.read(async (on) => await deliveries.getMany(on, ledger, filter));
	}

	async health(ledger: string): Promise<LedgerHealth> {
		return await this.read(async (on) => await healthOf(on, this.locks, ledger));
	}

	async backUp(path: string): Promise<void> {
		await this.database.backUp(path);
	}

	async close(): Promise<void> {
		await this.database.close();
	}

	private async read<Result>(work: (on: Transaction) => Promise<Result>): Promise<Result> {
		return await this.database.transaction(work, 'read');
	}

	private async write<Result>(work: (on: Transaction) => Promise<Result>): Promise<Result> {
		return await this.database.transaction(work, 'write');
	}
}
