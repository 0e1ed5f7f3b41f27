import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../shared/page';
import type { Remembered } from './memory';
import type { Watched } from './watch';

/** Stands in the document's item under `event`: why it came. */
export interface DocumentEvent {
	/** The same event has the same ID, however often it comes. */
	eventId: string;
	type: 'documentCreated' | 'documentChanged';
	/** What changed; empty for a new document. */
	changed: Watched[];
}

export function createdEvent(documentUuid: string): DocumentEvent {
	return {
		eventId: idOf([documentUuid, 'documentCreated']),
		type: 'documentCreated',
		changed: [],
	};
}

export function changedEvent(
	documentUuid: string,
	changed: Watched[],
	then: Remembered,
	now: Remembered,
): DocumentEvent {
	const parts = [documentUuid, 'documentChanged', now.changes, then.marks, now.marks];
	return { eventId: idOf(parts), type: 'documentChanged', changed };
}

/** For runs by hand: an ID that no event has, so that a test never makes a real event a repeated one. */
export function sampleEvent(
	documentUuid: string,
	type: DocumentEvent['type'],
	changed: Watched[],
): DocumentEvent {
	return { eventId: idOf([documentUuid, 'sample', type]), type, changed };
}

/** The whole document as the later nodes take it, with the event beside its fields: first, to be seen. */
export function eventItem(document: Row, event: DocumentEvent): { json: IDataObject } {
	return { json: Object.assign({ event: {} }, document, { event }) as IDataObject };
}

function idOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
