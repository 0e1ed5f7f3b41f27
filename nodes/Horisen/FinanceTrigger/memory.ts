import { createHash } from 'node:crypto';
import { marksFor, type Watched } from './watch';

/** What is remembered of one document. */
export interface Remembered {
	/** The day it is placed on, `YYYY-MM-DD`: of its insertion, or its own date. */
	day: string;
	/** How many changes were told, modulo 64, so that the same change a second time is another event. */
	changes: number;
	marks: string;
}

/** The node's static data: small, since n8n writes it whole. */
export interface SavedMemory {
	/** Which poll wrote it, so that of two that overlap the later to end can see that it is late. */
	poll: number;
	/** The n8n process that told the last events. */
	process: string;
	/** Everything up to this day was told: the next window reaches back from here. */
	day: string;
	/** What the marks stand for. */
	watch: Watched[];
	/** By day: the records of its documents, a space between two. */
	documents: Record<string, string>;
	/** What was remembered before the last events, as `day record`, or `day key` where it was nothing. */
	before: string[];
}

/** 66 bits of a SHA-256: two of 10,000 documents share them once in 10^12 memories. */
const KEY_LENGTH = 11;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Documents by a short key, with one short hash each. */
export class DocumentMemory {
	private readonly documents = new Map<string, Remembered>();

	/** What was told and then taken back. */
	private readonly takenBack = new Map<string, Remembered | undefined>();

	/** Reads what was saved, for the things that are watched now. */
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

	/** Makes it as if the events that were told last had not been. */
	takeBack(saved: SavedMemory, watch: readonly Watched[]): void {
		for (const entry of saved.before) {
			const [day, record] = entry.split(' ');
			const key = record.slice(0, KEY_LENGTH);
			this.takenBack.set(key, this.documents.get(key));
			this.documents.delete(key);
			if (record.length > KEY_LENGTH) this.readRecord(day, record, saved.watch, watch);
		}
	}

	/** Whether these marks of a document were told before, and only taken back. */
	wasTold(uuid: string, marks: string): boolean {
		return this.takenBack.get(keyOf(uuid))?.marks === marks;
	}

	/** What is remembered of a document now, for `takeBack`; a document that is not is to be told on this day. */
	before(uuid: string, day: string): string {
		const remembered = this.get(uuid);
		return remembered
			? `${remembered.day} ${recordOf(keyOf(uuid), remembered)}`
			: `${day} ${keyOf(uuid)}`;
	}

	/** The records from a day on; older documents are forgotten. */
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
