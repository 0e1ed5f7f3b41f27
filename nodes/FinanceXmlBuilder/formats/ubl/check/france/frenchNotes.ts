import type { InvoiceHeader, Note } from '../../invoice';
import { type Violation, whereTrue } from '../violation';

/** Subjects of the legally required notes, each once: costs of recovery, late payment, early payment. */
export const NOTES = ['PMT', 'PMD', 'AAB'] as const;

/** The treatment of an invoice, as the text of a note with this subject. */
export const TREATMENT = 'BAR';
const TREATMENTS = ['B2B', 'B2BINT', 'B2C', 'B2CINT', 'OUTOFSCOPE', 'ARCHIVEONLY'];

/** All notes concatenated, as in UBL: the rules search the whole text for subjects. */
function writtenNotes(notes: Note[]): string {
	return notes
		.map(({ subject, text }) => (subject === undefined ? text : `#${subject}#${text}`))
		.join('');
}

/** The text of the treatment note, up to the next #; undefined if there is none. */
export function treatmentOf(notes: Note[]): string | undefined {
	return writtenNotes(notes).split(`#${TREATMENT}#`, 2)[1]?.split('#', 1)[0];
}

export function checkNotes({ notes }: InvoiceHeader): Violation[] {
	const written = writtenNotes(notes);
	const treatment = treatmentOf(notes);
	return whereTrue(
		...[...NOTES, 'TXD'].map((subject, index): [boolean, Violation] => [
			written.split(`#${subject}#`).length > 2,
			{
				rule: `BR-FR-06_BT-21-${index + 1}`,
				field: 'Invoice → Notes',
				problem: `BT-21 Subject ${subject} occurs more than once`,
				fix: `Write one note with the subject ${subject}.`,
			},
		]),
		[
			treatment !== undefined && treatment !== '' && !TREATMENTS.includes(treatment),
			{
				rule: 'BR-FR-20_BT-21',
				field: 'Invoice → Notes',
				problem: `BT-22 The note with the subject ${TREATMENT} says ${JSON.stringify(treatment)}`,
				fix: `Write one of ${TREATMENTS.join(', ')} there, and put the note last.`,
			},
		],
	);
}
