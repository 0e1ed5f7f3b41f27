import { COMPANIES, fileOf, seedFiles, type InvoiceFile } from './files';
import { csvOf } from './csv';

/** The simulator's data. Tests may change the files in place; `reset` seeds them again. */
export class RainbowData {
	files: InvoiceFile[] = [];

	constructor(readonly today: string) {
		this.reset();
	}

	reset(): void {
		this.files = seedFiles(this.today);
	}

	/** The latest billing period that has files, `YYYY-MM`. */
	get lastPeriod(): string {
		return this.files.reduce((latest, { billingPeriod }) => {
			return billingPeriod > latest ? billingPeriod : latest;
		}, '');
	}

	file(filepath: string): InvoiceFile | undefined {
		return this.files.find((file) => file.filepath === filepath);
	}

	/** The whole content of a file; copies a large one into memory. */
	content(file: InvoiceFile): Buffer {
		return Buffer.from([...csvOf(file).lines()].join(''));
	}

	/** Adds a CDR file of the last period with this many rows, computed as it is sent. */
	addLargeFile({ rows }: { rows: number }): InvoiceFile {
		const [company] = COMPANIES;
		const billingPeriod = this.lastPeriod;
		const [{ invoiceCreationDate }] = this.files;
		const name = `CDR_SERV_${invoiceCreationDate}_large_${this.files.length}.csv`;
		const file = fileOf(company, {
			billingPeriod,
			invoiceType: 'services',
			invoiceCreationDate,
			fileType: 'CDR',
			name,
			rows,
		});
		this.files.push(file);
		return file;
	}
}
