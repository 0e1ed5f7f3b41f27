import { isAbsent } from '../common/value';

/** The document of an item: HORISEN's, or any JSON for the custom format. */
export type BusinessDocument = Record<string, unknown>;

const LONGEST_LABEL = 60;

/** A document's name in errors: `Document "300919-1" (5d0c…)`, or `The input item`. */
export function documentLabel({ documentNumber, documentUuid }: BusinessDocument): string {
	const [number, uuid] = [shortText(documentNumber), shortText(documentUuid)];
	if (number && uuid) return `Document ${JSON.stringify(number)} (${uuid})`;
	return number || uuid ? `Document ${JSON.stringify(number || uuid)}` : 'The input item';
}

function shortText(value: unknown): string {
	if (isAbsent(value) || typeof value === 'object') return '';
	const text = String(value);
	return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL)}…` : text;
}
