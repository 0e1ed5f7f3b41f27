import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../../common/http/page';
import type { Remembered } from './memory';
import type { Watched } from './watch';

/** The field `event` of the document's item: why it came. */
export interface DocumentEvent {
	/** The same event always has the same ID. */
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

/** For runs by hand: an ID that no real event has, so that a test never makes a real event look repeated. */
export function sampleEvent(
	documentUuid: string,
	type: DocumentEvent['type'],
	changed: Watched[],
): DocumentEvent {
	return { eventId: idOf([documentUuid, 'sample', type]), type, changed };
}

/** The whole document for the later nodes, with the event as the first field. */
export function eventItem(document: Row, event: DocumentEvent): { json: IDataObject } {
	return { json: Object.assign({ event: {} }, document, { event }) as IDataObject };
}

function idOf(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
