import type { FileBody } from '../call';
import type { InvoiceFile } from './files';

const HEADERS = {
	INV: 'company;period;item;quantity;unit price;amount;currency',
	CDR: 'company;start;duration;caller;callee;price;currency',
};

/** Approximate number of lines per chunk. */
const LINES_A_CHUNK = 500;

/** The content of a file: every line is computed from its number, so none is kept. */
export function csvOf(file: InvoiceFile): FileBody {
	return {
		bytes: sizeOf(file),
		lines: () => chunksOf(file),
	};
}

function* chunksOf(file: InvoiceFile): Generator<string> {
	yield `${HEADERS[file.fileType]}\r\n`;
	for (let index = 0; index < file.rows; index += LINES_A_CHUNK) {
		const count = Math.min(LINES_A_CHUNK, file.rows - index);
		yield Array.from({ length: count }, (_, offset) => lineOf(file, index + offset)).join('');
	}
}

function sizeOf(file: InvoiceFile): number {
	let bytes = 0;
	for (const chunk of chunksOf(file)) bytes += Buffer.byteLength(chunk);
	return bytes;
}

function lineOf(file: InvoiceFile, index: number): string {
	const company = quoted(file.companyName);
	if (file.fileType === 'INV') {
		const quantity = 1 + ((index * 37) % 90);
		const cents = 99 + ((index * 131) % 5000);
		const price = decimal(cents);
		return `${company};${file.billingPeriod};${file.invoiceType} ${index + 1};${quantity};${price};${decimal(cents * quantity)};EUR\r\n`;
	}
	const seconds = (index * 61) % 3600;
	const start = `${file.billingPeriod}-${pad((index % 28) + 1)}T${pad(index % 24)}:${pad(index % 60)}:00Z`;
	const caller = `+4930${pad(index % 100)}${100_000 + (index % 900_000)}`;
	return `${company};${start};${seconds};${caller};+33140${200_000 + (index % 700_000)};${decimal(seconds)};EUR\r\n`;
}

function decimal(cents: number): string {
	return `${Math.floor(cents / 100)}.${pad(cents % 100)}`;
}

function pad(value: number): string {
	return String(value).padStart(2, '0');
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
