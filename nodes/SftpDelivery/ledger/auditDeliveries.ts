import { type Audited, type Finding, lineOf } from './auditLine';
import { type DocumentReading, isDocument, type LedgerDocument, readDocument } from './document';
import type { ListedFiles } from './listedFiles';
import { groupedBy, isDelivered, isUnsettled, type LedgerRow, newestOf } from './row';
import { amountsOf, dayOf, deliveryOf, rowLabel } from './sentences';

export interface AuditSettings extends DocumentReading {
	/** `YYYY-MM-DD`, or empty. */
	goLiveDate: string;
	/** Rows of other days explain documents and files, but are no lines of their own. Either may be empty. */
	periodFrom: string;
	periodTo: string;
}

/**
 * Compares the documents of a period with the ledger and with the files on the server: a line a document, in
 * the order of the list, then the rows and the files that no document explains.
 */
export function auditDeliveries(
	documents: Array<Record<string, unknown>>,
	rows: LedgerRow[],
	files: ListedFiles,
	settings: AuditSettings,
): Audited[] {
	const rowsOfKey = groupedBy(rows, ({ key }) => key);
	const explained = new Set<LedgerRow>();
	const listed = new Set<string>();
	const lines: Audited[] = [];
	for (const json of documents) {
		if (!isDocument(json)) continue;
		const document = readDocument(json, settings);
		if (document.documentUuid !== '' && listed.has(document.documentUuid)) continue;
		listed.add(document.documentUuid);
		const ofKey = document.key === '' ? [] : (rowsOfKey.get(document.key) ?? []);
		const own = ofKey.filter(({ documentUuid }) => documentUuid === document.documentUuid);
		own.forEach((row) => explained.add(row));
		lines.push(lineOf(findingOf(document, own, ofKey, files, settings)));
	}
	const unknown = rows.filter((row) => !explained.has(row) && isIn(row, settings));
	return [
		...lines,
		...[...groupedBy(unknown, ({ key, documentUuid }) => `${key} ${documentUuid}`).values()].map(
			(ofDocument) => lineOf(withoutDocument(ofDocument, files)),
		),
		...files.unexplained(rows).map(unexplainedFile),
	];
}

function findingOf(
	document: LedgerDocument,
	own: LedgerRow[],
	ofKey: LedgerRow[],
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

function changeNote(document: LedgerDocument, delivered: LedgerRow): string {
	const amounts = amountsOf(delivered, document);
	if (!document.isCancelled) return `Changed after delivery: ${amounts}.`;
	return delivered.event === 'cancellation'
		? `Changed after its cancellation was delivered: ${amounts}.`
		: `Cancelled after delivery, which the ERP was not told by file: ${amounts}.`;
}

function notDelivered(
	document: LedgerDocument,
	own: LedgerRow[],
	ofKey: LedgerRow[],
	files: ListedFiles,
	{ goLiveDate, keyField }: AuditSettings,
): Finding {
	const open = newestOf(own.filter(isUnsettled));
	const finding = { document, shown: open, file: openFile(open, files) };
	const opened = open ? [`${rowLabel(open)} is open.`] : [];
	if (document.isCancelled) {
		const notes = ['Cancelled before it was delivered.', ...opened];
		return { ...finding, result: 'cancelled', isDue: false, notes };
	}
	if (own.length === 0 && goLiveDate !== '' && document.date !== '' && document.date < goLiveDate) {
		const notes = [`Dated before ${goLiveDate}, the go-live date.`];
		return { ...finding, result: 'beforeGoLive', isDue: false, notes };
	}
	const notes = opened.length > 0 ? opened : [whyUnknown(document, ofKey, keyField)];
	return { ...finding, result: 'missing', isDue: true, notes };
}

function whyUnknown({ key }: LedgerDocument, ofKey: LedgerRow[], keyField: string): string {
	if (key === '') return `The field "${keyField}" holds no key, so it is never delivered.`;
	if (ofKey.length === 0) return 'The ledger does not know it.';
	const { documentNumber, documentUuid } = ofKey[0];
	return `The ledger has "${key}" for document "${documentNumber || documentUuid}", and there is one delivery for each "${keyField}".`;
}

/** The file of the revision that counts; those of the others are looked at, too. */
function fileOf(delivered: LedgerRow, own: LedgerRow[], files: ListedFiles) {
	const damaged = own
		.filter((row) => isDelivered(row) && files.fateOf(row) === 'other size or content')
		.map(({ fileName }) => `"${fileName}"`);
	const isInferred = delivered.outcome === 'inferred';
	return {
		fate: files.fateOf(delivered),
		isDamaged: damaged.length > 0,
		notes: [
			...(isInferred
				? ['That the ERP took the file is inferred, after a run that broke off.']
				: []),
			...(damaged.length > 0
				? [`On the server, ${damaged.join(', ')} is not what was delivered.`]
				: []),
		],
	};
}

function openFile(open: LedgerRow | undefined, files: ListedFiles): Finding['file'] {
	return open && files.has(open.fileName) ? files.fateOf(open) : '';
}

function otherRevisions(own: LedgerRow[], delivered: LedgerRow): string[] {
	return own
		.filter((row) => row !== delivered)
		.map((row) =>
			isDelivered(row)
				? `Revision ${row.revision} was delivered ${deliveryOf(row)}.`
				: `${rowLabel(row)} of revision ${row.revision} is open.`,
		);
}

/** The ledger has a document that the list lacks. */
function withoutDocument(own: LedgerRow[], files: ListedFiles): Finding {
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
			'The ledger has it, the list of documents has not: its date or status changed, or it was withdrawn.',
			...(delivered ? [] : [`${rowLabel(shown)} is open.`]),
			...(file?.notes ?? []),
			...otherRevisions(own, shown),
		],
	};
}

function unexplainedFile(fileName: string): Audited {
	const { line, ...audited } = lineOf({
		result: 'unknown',
		file: 'on the server',
		isDue: false,
		notes: ['No row of the ledger explains this file.'],
	});
	return { ...audited, line: { ...line, fileName, offBy: '' } };
}

function isIn({ documentDate }: LedgerRow, { periodFrom, periodTo }: AuditSettings): boolean {
	const day = dayOf(documentDate);
	if (day === '') return true;
	return (periodFrom === '' || day >= periodFrom) && (periodTo === '' || day <= periodTo);
}
