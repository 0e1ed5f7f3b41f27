import { createHash } from 'node:crypto';
import { marksFor, type Watched } from './watch';

/** The memory of one document. */
export interface Remembered {
	/** Its day, `YYYY-MM-DD`: that of its insertion, or its own date. */
	day: string;
	/** Number of reported changes, modulo 64, so that a repeated change is a new event. */
	changes: number;
	marks: string;
}

/** The node's static data: small, because n8n writes all of it. */
export interface SavedMemory {
	/** The poll that wrote it: if two polls overlap, the one that ends last notices. */
	poll: number;
	/** The n8n process that reported the last events. */
	process: string;
	/** Everything up to this day was reported: the next window reaches back from here. */
	day: string;
	/** The meaning of the marks. */
	watch: Watched[];
	/** By day: the records of its documents, separated by spaces. */
	documents: Record<string, string>;
	/** The memory before the last events, as `day record`, or `day key` if there was none. */
	before: string[];
}

/** 66 bits of a SHA-256: two of 10,000 documents share them once in 10^12 memories. */
const KEY_LENGTH = 11;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Documents by a short key, each with a short hash. */
export class DocumentMemory {
	private readonly documents = new Map<string, Remembered>();

	/** Events that were reported and then taken back. */
	private readonly takenBack = new Map<string, Remembered | undefined>();

	/** Reads the saved memory, for the things watched now. */
	static read(saved: SavedMemory, watch: readonly Watched[]): DocumentMemory {
		const memory = new DocumentMemory();
		for (const [day, records] of Object.entries(saved.documents)) {
			for (const record of records.split(' ')) memory.readRecord(day, record, saved.watch, watch);
		}
		return memory;
	}

	get(uuid: string): Remembered | undefined {
		return this.documents.get(keyOf(uuid));
	}

	set(uuid: string, remembered: Remembered): void {
		this.documents.set(keyOf(uuid), remembered);
	}

	/** Undoes the last reported events. */
	takeBack(saved: SavedMemory, watch: readonly Watched[]): void {
		for (const entry of saved.before) {
			const [day, record] = entry.split(' ');
			const key = record.slice(0, KEY_LENGTH);
			this.takenBack.set(key, this.documents.get(key));
			this.documents.delete(key);
			if (record.length > KEY_LENGTH) this.readRecord(day, record, saved.watch, watch);
		}
	}

	/** Whether these marks of a document were reported before and taken back. */
	wasTold(uuid: string, marks: string): boolean {
		return this.takenBack.get(keyOf(uuid))?.marks === marks;
	}

	/** The current memory of a document, for `takeBack`; for an unknown document, its day and key. */
	before(uuid: string, day: string): string {
		const remembered = this.get(uuid);
		return remembered
			? `${remembered.day} ${recordOf(keyOf(uuid), remembered)}`
			: `${day} ${keyOf(uuid)}`;
	}

	/** The records since a day; older documents are forgotten. */
	write(from: string): SavedMemory['documents'] {
		const days: Record<string, string[]> = {};
		for (const [key, remembered] of this.documents) {
			if (remembered.day < from) continue;
			(days[remembered.day] ??= []).push(recordOf(key, remembered));
		}
		return Object.fromEntries(Object.entries(days).map(([day, list]) => [day, list.join(' ')]));
	}

	private readRecord(
		day: string,
		record: string,
		made: readonly Watched[],
		watch: readonly Watched[],
	): void {
		this.documents.set(record.slice(0, KEY_LENGTH), {
			day,
			changes: DIGITS.indexOf(record[KEY_LENGTH]),
			marks: marksFor(watch, record.slice(KEY_LENGTH + 1), made),
		});
	}
}

function keyOf(uuid: string): string {
	return createHash('sha256').update(uuid).digest('base64url').slice(0, KEY_LENGTH);
}

function recordOf(key: string, { changes, marks }: Remembered): string {
	return `${key}${DIGITS[changes % DIGITS.length]}${marks}`;
}
