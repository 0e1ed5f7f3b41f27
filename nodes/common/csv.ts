import { isAbsent } from './value';

/**
 * One record of a CSV file (RFC 4180), with its line end. Nothing is rounded or shortened: a number has its shortest
 * decimal text, an absent value is an empty field.
 */
export function csvRecord(values: readonly unknown[]): string {
	return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
	if (isAbsent(value)) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
