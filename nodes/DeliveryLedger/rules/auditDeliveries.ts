import { isPartName, nameOf } from '../../common/remoteNames';
import { type Audited, type Finding, lineOf } from './auditLine';
import { noKey } from './decide';
import {
	type DocumentReading,
	isDocument,
	type LedgerDocument,
	readDocument,
} from './plannedDocument';
import type { ListedFiles } from './listedFiles';
import type { DeliveryRow } from '../store/ledgerStore';
import { groupedBy, isDelivered, isOpen, newestOf } from './rows';
import { amountsOf, dayOf, deliveryOf, fileNameOf, inferredReason, rowLabel } from './sentences';

export interface AuditSettings extends DocumentReading {
	/** `YYYY-MM-DD`, or empty. */
	goLiveDate: string;
	/** Rows of other days explain documents and files, but get no lines. Either may be empty. */
	periodFrom: string;
	periodTo: string;
}

/**
 * Compares the documents of a period with the ledger and with the files on the server: one line per document, in the
 * order of the list, then the rows and files that no document explains.
 */
export function auditDeliveries(
	documents: Array<Record<string, unknown>>,
	rows: readonly DeliveryRow[],
	files: ListedFiles,
	settings: AuditSettings,
): Audited[] {
	const rowsOfKey = groupedBy(rows, ({ key }) => key);
	const explained = new Set<DeliveryRow>();
	const listed = new Set<string>();
	const lines: Audited[] = [];
	for (const json of documents) {
		if (!isDocument(json)) continue;
		const document = readDocument(json, settings);
		if (document.documentId !== '' && listed.has(document.documentId)) continue;
		listed.add(document.documentId);
		const ofKey = document.key === '' ? [] : (rowsOfKey.get(document.key) ?? []);
		const own = ofKey.filter(({ documentId }) => documentId === document.documentId);
		own.forEach((row) => explained.add(row));
		lines.push(lineOf(findingOf(document, own, ofKey, files, settings)));
	}
	const unknown = rows.filter((row) => !explained.has(row) && isIn(row, settings));
	return [
		...lines,
		...[...groupedBy(unknown, ({ key, documentId }) => `${key} ${documentId}`).values()].map(
			(ofDocument) => lineOf(withoutDocument(ofDocument, files)),
		),
		...files.unexplained(rows).map(unexplainedFile),
	];
}

function findingOf(
	document: LedgerDocument,
	own: DeliveryRow[],
	ofKey: DeliveryRow[],
	files: ListedFiles,
	settings: AuditSettings,
): Finding {
	const delivered = newestOf(own.filter(isDelivered));
	if (!delivered) return notDelivered(document, own, ofKey, files, settings);
	const isSame = delivered.revision === document.revision;
	const file = fileOf(delivered, own, files);
	const isCancelled = document.isCancelled;
	return {
		result: file.isDamaged
			? 'damaged'
			: !isSame
				? 'changed'
				: isCancelled
					? 'cancelled'
					: 'delivered',
		document,
		delivered,
		shown: delivered,
		file: file.fate,
		isDue: !isCancelled,
		notes: [
			...(isSame ? [] : [changeNote(document, delivered)]),
			...file.notes,
			...otherRevisions(own, delivered),
		],
	};
}

function changeNote(document: LedgerDocument, delivered: DeliveryRow): string {
	const amounts = amountsOf(delivered, document);
	if (!document.isCancelled) return `Changed after delivery: ${amounts}.`;
	return delivered.event === 'cancellation'
		? `Changed after its cancellation was delivered: ${amounts}.`
		: `Cancelled after delivery, but no file told the ERP: ${amounts}.`;
}

function notDelivered(
	document: LedgerDocument,
	own: DeliveryRow[],
	ofKey: DeliveryRow[],
	files: ListedFiles,
	{ goLiveDate, keyField }: AuditSettings,
): Finding {
	const open = newestOf(own.filter(isOpen));
	const finding = { document, shown: open, file: openFile(open, files) };
	if (open?.state === 'inferred') {
		return { ...finding, result: 'inferred', isDue: true, notes: [inferredReason(open)] };
	}
	const opened = open ? [`${rowLabel(open)} is open.`] : [];
	if (document.isCancelled) {
		const notes = ['Cancelled before it was delivered.', ...opened];
		return { ...finding, result: 'cancelled', isDue: false, notes };
	}
	if (
		own.length === 0 &&
		goLiveDate !== '' &&
		document.documentDate !== '' &&
		document.documentDate < goLiveDate
	) {
		const notes = [`Dated before ${goLiveDate}, the go-live date.`];
		return { ...finding, result: 'beforeGoLive', isDue: false, notes };
	}
	const notes = opened.length > 0 ? opened : [whyUnknown(document, ofKey, keyField)];
	return { ...finding, result: 'missing', isDue: true, notes };
}

function whyUnknown(document: LedgerDocument, ofKey: DeliveryRow[], keyField: string): string {
	const { key } = document;
	if (key === '') return `${noKey(document, keyField)}, so it is never delivered.`;
	if (ofKey.length === 0) return 'The ledger does not know it.';
	const { documentNumber, documentId } = ofKey[0];
	return `The ledger has "${key}" for document "${documentNumber || documentId}", and there is one delivery for each "${keyField}".`;
}

/** The file of the current revision; those of the other revisions are checked, too. */
function fileOf(delivered: DeliveryRow, own: DeliveryRow[], files: ListedFiles) {
	const damaged = own
		.filter((row) => isDelivered(row) && files.fateOf(row) === 'other size or content')
		.map((row) => `"${fileNameOf(row)}"`);
	return {
		fate: files.fateOf(delivered),
		isDamaged: damaged.length > 0,
		notes: [
			...(damaged.length > 0
				? [`On the server, ${damaged.join(', ')} is not what was delivered.`]
				: []),
		],
	};
}

function openFile(open: DeliveryRow | undefined, files: ListedFiles): Finding['file'] {
	return open && files.has(open) ? files.fateOf(open) : '';
}

function otherRevisions(own: DeliveryRow[], delivered: DeliveryRow): string[] {
	return own
		.filter((row) => row !== delivered)
		.map((row) =>
			isDelivered(row)
				? `Another revision was delivered ${deliveryOf(row)}.`
				: `${rowLabel(row)} of another revision is open.`,
		);
}

/** The ledger has a document that the list lacks. */
function withoutDocument(own: DeliveryRow[], files: ListedFiles): Finding {
	const delivered = newestOf(own.filter(isDelivered));
	const shown = delivered ?? newestOf(own)!;
	const file = delivered && fileOf(delivered, own, files);
	return {
		result: file?.isDamaged ? 'damaged' : 'unknown',
		delivered,
		shown,
		file: file ? file.fate : openFile(shown, files),
		isDue: false,
		notes: [
			'It is in the ledger, but not in the list of documents: its date or status changed, or it was withdrawn.',
			...(delivered ? [] : [`${rowLabel(shown)} is open.`]),
			...(file?.notes ?? []),
			...otherRevisions(own, shown),
		],
	};
}

function unexplainedFile(path: string): Audited {
	const fileName = nameOf(path);
	const { line, ...audited } = lineOf({
		result: 'unknown',
		file: 'on the server',
		isDue: false,
		notes: [
			`No row of the ledger explains ${path}.`,
			...(isPartName(fileName)
				? [
						'It is temporary: a run is writing it, or a run that was killed left it. SFTP Delivery, File: Sweep, removes it once it is old; name this ledger there, which may still need it.',
					]
				: []),
		],
	});
	return { ...audited, line: { ...line, fileName, offBy: '' } };
}

function isIn({ documentDate }: DeliveryRow, { periodFrom, periodTo }: AuditSettings): boolean {
	const day = dayOf(documentDate);
	if (day === '') return true;
	return (periodFrom === '' || day >= periodFrom) && (periodTo === '' || day <= periodTo);
}
