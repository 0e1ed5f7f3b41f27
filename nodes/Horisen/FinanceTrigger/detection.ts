import { dayText } from '../../common/formValue';
import type { Row } from '../../common/http/page';
import { changedEvent, createdEvent, type DocumentEvent } from './event';
import type { DocumentMemory, Remembered } from './memory';
import { changedBetween, marksOf, type Watched } from './watch';

/** What a poll looks for. */
export interface Wanted {
	/** Report documents that are not remembered. */
	created: boolean;
	/** Report documents if one of these differs; empty for none. */
	watch: readonly Watched[];
	/** The field with a document's day. */
	dayField: string;
	/** The start of the window: earlier documents are ignored. */
	from: string;
	/** Documents before this day count as known even if they are not remembered. */
	knownBefore?: string;
	/** Further events wait for the next poll. */
	maxEvents: number;
}

export interface Told {
	document: Row;
	event: DocumentEvent;
}

/**
 * Compares the documents of one reading with the memory, and updates it, except for events that must wait: the next
 * poll finds those again.
 */
export class Detection {
	readonly told: Told[] = [];

	/** The memory before the events: `SavedMemory.before`. */
	readonly before: string[] = [];

	/** How many events wait. */
	waiting = 0;

	/** Whether a document was remembered without an event. */
	learned = false;

	constructor(
		private readonly memory: DocumentMemory,
		private readonly wanted: Wanted,
	) {}

	see(document: Row): void {
		const { from, watch } = this.wanted;
		const uuid = String(document.documentUuid);
		const day = this.dayOf(document);
		if (day < from) return;
		const then = this.memory.get(uuid);
		const now: Remembered = { day, changes: then?.changes ?? 0, marks: marksOf(document, watch) };
		const event = then ? this.change(uuid, then, now) : this.creation(uuid, day);
		if (event && this.told.length >= this.wanted.maxEvents) {
			this.waiting++;
			return;
		}
		if (event) {
			// Repeat it only once: otherwise every restart would repeat it until the next event.
			if (!this.memory.wasTold(uuid, now.marks)) this.before.push(this.memory.before(uuid, day));
			this.told.push({ document, event });
		} else if (!then) {
			this.learned = true;
		}
		this.memory.set(uuid, now);
	}

	private creation(uuid: string, day: string): DocumentEvent | undefined {
		const { created, knownBefore } = this.wanted;
		const isKnown = knownBefore !== undefined && day < knownBefore;
		return created && !isKnown ? createdEvent(uuid) : undefined;
	}

	private change(uuid: string, then: Remembered, now: Remembered): DocumentEvent | undefined {
		const changed = changedBetween(then.marks, now.marks, this.wanted.watch);
		if (changed.length === 0) return undefined;
		now.changes = (then.changes + 1) % 64;
		return changedEvent(uuid, changed, then, now);
	}

	private dayOf(document: Row): string {
		const label = `"${this.wanted.dayField}" of document ${String(document.documentUuid)}`;
		return dayText(document[this.wanted.dayField], label);
	}
}
