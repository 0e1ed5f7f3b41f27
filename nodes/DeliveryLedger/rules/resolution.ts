import { OperatorError } from '../../common/errors';
import type {
	DeliveryRow,
	PublishingRow,
	ResolutionChange,
	ResolutionKind,
	RunDocument,
} from '../store/ledgerStore';
import { nameOf } from './plannedDocument';
import { groupedBy, isDelivered, isOpen, newestOf } from './rows';
import { deliveryOf, rowLabel } from './sentences';

export interface Asked {
	/** The operator's input: a key or a number. */
	document: string;
	/** Empty: of any source. */
	source: string;
	what: ResolutionKind;
}

type About = DeliveryRow | RunDocument;

/**
 * Applies a person's decision to the row in the way, or to the revision that was held.
 *
 * @param rows of the document, oldest first
 * @param decisions of earlier plans, the newest first
 * @throws OperatorError if there is nothing to resolve, or not yet
 */
export function resolutionOf(
	rows: readonly PublishingRow[],
	decisions: readonly RunDocument[],
	asked: Asked,
): ResolutionChange {
	const isAsked = ({ source }: About) => asked.source === '' || source === asked.source;
	const own = rows.filter(isAsked);
	const planned = decisions.filter(isAsked);
	requireOneDocument([...own, ...planned], asked);
	const atWork = own.find(({ state, runIsAlive }) => state === 'publishing' && runIsAlive);
	if (atWork) {
		throw refused(atWork, 'is just being delivered', 'Wait until the run has ended.');
	}
	const open = newestOf(own.filter(isOpen));
	const held = planned.slice(0, 1).find((last) => isUnsettled(last, own));
	switch (asked.what) {
		case 'corrected':
			return delivered(open, held, 'corrected', own, asked);
		case 'byHand':
			return delivered(open, held, 'byHand', own, asked);
		case 'deliverAgain':
			return again(open, held, own, asked);
		case 'dropped':
			return dropped(open, own, asked);
	}
}

function delivered(
	open: DeliveryRow | undefined,
	held: RunDocument | undefined,
	how: 'corrected' | 'byHand',
	own: readonly DeliveryRow[],
	asked: Asked,
): ResolutionChange {
	const target = targetOf(open, held);
	if (!target) throw nothingOpen(own, asked);
	const there = own.find((row) => isSame(row, target));
	const state = there?.state === 'acknowledged' ? 'acknowledged' : 'delivered';
	const reason =
		how === 'corrected' ? 'Corrected in the ERP by a person.' : 'Delivered by a person.';
	return { delivery: target, state, how, reason };
}

function again(
	open: DeliveryRow | undefined,
	held: RunDocument | undefined,
	own: readonly DeliveryRow[],
	asked: Asked,
): ResolutionChange {
	if (open?.state === 'publishing') throw notSettled(open);
	const target = targetOf(open, held) ?? newestOf(own.filter(isDelivered));
	if (!target) throw nothingOpen(own, asked);
	const reason = 'A person decided to deliver it again.';
	return { delivery: target, state: 'void', how: 'deliverAgain', reason };
}

/** Held, older than the go-live date, or to be delivered without any step that reported on it. */
function isUnsettled(last: RunDocument, own: readonly DeliveryRow[]): boolean {
	if (last.action === 'deliver') return !own.some((row) => isSame(row, last));
	return last.action === 'held' || last.action === 'history';
}

/**
 * The delivery that a person means: that of which nobody knows how far it came; then the revision that was held, which
 * replaces failed deliveries of others.
 */
function targetOf(
	open: DeliveryRow | undefined,
	held: RunDocument | undefined,
): DeliveryRow | RunDocument | undefined {
	const isUncertain = open?.state === 'publishing' || open?.state === 'inferred';
	return isUncertain ? open : (held ?? open);
}

function dropped(
	open: DeliveryRow | undefined,
	own: readonly DeliveryRow[],
	asked: Asked,
): ResolutionChange {
	if (!open) throw nothingOpen(own, asked);
	if (open.state === 'publishing') throw notSettled(open);
	const reason = 'A person decided not to deliver it.';
	return { delivery: open, state: 'void', how: 'dropped', reason };
}

function isSame(one: About, other: About): boolean {
	return (
		one.source === other.source &&
		one.key === other.key &&
		one.revision === other.revision &&
		one.event === other.event
	);
}

function requireOneDocument(about: readonly About[], { document, source }: Asked): void {
	const documents = groupedBy(about, (one) => `${one.source} ${one.documentId}`);
	if (documents.size === 1) return;
	const where = source === '' ? '' : ` of the source "${source}"`;
	if (documents.size === 0) {
		throw new OperatorError(`The ledger has no document ${JSON.stringify(document)}${where}`, {
			description:
				'Write its key or its number as Get Many or the summary shows it. Nothing was changed.',
		});
	}
	const which = [...documents.values()].map(([{ source: of, key }]) => `${key} (${of})`);
	throw new OperatorError(
		`${JSON.stringify(document)}${where} matches ${documents.size} documents: ${which.slice(0, 5).join(', ')}`,
		{ description: 'Write the key or the source of the one that you mean. Nothing was changed.' },
	);
}

function nothingOpen(own: readonly DeliveryRow[], { document }: Asked): OperatorError {
	const newest = newestOf(own);
	const is = newest
		? `is ${newest.state} ${isDelivered(newest) ? deliveryOf(newest) : ''}`.trim()
		: 'was neither delivered nor held';
	return new OperatorError(
		`Document ${JSON.stringify(document)} ${is}: there is nothing to resolve`,
		{
			description: isDeliveredRow(newest)
				? 'To send it once more, choose Deliver Again. Nothing was changed.'
				: 'The next run plans it. Nothing was changed.',
		},
	);
}

function isDeliveredRow(row: DeliveryRow | undefined): boolean {
	return row !== undefined && isDelivered(row);
}

/** While its part may still exist, a late rename could deliver it in addition to the new one. */
function notSettled(row: DeliveryRow): OperatorError {
	return refused(
		row,
		`cannot be delivered again yet. ${rowLabel(row)} is not settled`,
		'Run the workflow: Recover checks the server and settles it. If that server is gone, check the ERP and choose Delivered by Hand; if the ERP does not have it, choose Deliver Again after that.',
	);
}

function refused(row: DeliveryRow, what: string, description: string): OperatorError {
	return new OperatorError(`Document ${nameOf(row)} ${what}`, {
		description: `${description} Nothing was changed.`,
	});
}
