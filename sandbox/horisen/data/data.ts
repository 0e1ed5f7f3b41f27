import type { FinanceDocument } from './document';
import { addDays, lastFullMonth, type Period } from './dates';
import { largeReport } from './largeReport';
import { seedPriceLists, type PriceList } from './rates';
import { seedData } from './seed';
import type { TrafficReport, TrafficRow, TrafficSide } from './trafficRow';

const FIRST_LARGE_ID = 900_001;

/** The simulator's data. Tests may change documents, rows and price lists in place; `reset` seeds them again. */
export class HorisenData {
	documents: FinanceDocument[] = [];
	trafficReports = new Map<number, TrafficReport>();
	priceLists: PriceList[] = [];
	private changes = 0;

	constructor(
		private readonly seed: string,
		readonly today: string,
	) {
		this.reset();
	}

	reset(): void {
		Object.assign(this, seedData(this.seed, this.today));
		this.priceLists = seedPriceLists(this.seed, this.today);
		this.changes = 0;
	}

	/** The last whole calendar month before `today`: all seeded eligible sales invoices are dated in it. */
	get lastFullMonth(): Period {
		return lastFullMonth(this.today);
	}

	document(invoiceId: number): FinanceDocument | undefined {
		return this.documents.find(({ id }) => id === invoiceId);
	}

	/** Approved invoices of an area, dated in a period: those that a delivery should deliver. */
	eligible(area = 'sales', { from, to }: Period = this.lastFullMonth): FinanceDocument[] {
		return this.documents.filter(
			(document) =>
				document.status === 'approved' &&
				document.documentClassDomain === 'invoice' &&
				document.documentClassArea === area &&
				document.documentDate >= from &&
				document.documentDate <= to,
		);
	}

	trafficReport(side: TrafficSide, invoiceId: number): TrafficReport | undefined {
		const report = this.trafficReports.get(invoiceId);
		return report?.side === side ? report : undefined;
	}

	/** All rows of an invoice's report; may be empty. Copies a large report into memory. */
	trafficRows(invoiceId: number): TrafficRow[] {
		const report = this.trafficReports.get(invoiceId);
		return report ? Array.from({ length: report.count }, (_, index) => report.row(index)) : [];
	}

	/** Adds an eligible invoice whose report has this many rows, computed page by page. */
	addLargeReport({ rows }: { rows: number }): FinanceDocument {
		let invoiceId = FIRST_LARGE_ID;
		while (this.document(invoiceId)) invoiceId += 1;
		const { document, report } = largeReport({ rows, invoiceId, today: this.today });
		this.documents.push(document);
		this.trafficReports.set(invoiceId, report);
		return document;
	}

	/** The time of a change, independent of the clock: noon of the day after `today`, plus a second each time. */
	nextChangeTime(): string {
		this.changes += 1;
		const noon = Date.parse(`${addDays(this.today, 1)}T12:00:00Z`);
		return new Date(noon + this.changes * 1000).toISOString();
	}
}
