import { CustomFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/custom/customFormat';
import { RowCounter } from '../../../../../nodes/FinanceXmlBuilder/traffic/totals';
import type { Traffic } from '../../../../../nodes/FinanceXmlBuilder/writeXml';
import { written } from '../../written';

export type Json = Record<string, unknown>;

const USUAL = { keepAsWritten: false, keepComments: true };

/** A root element that declares the namespace of the template. */
export const root = (content: string, attributes = ''): string =>
	`<r xmlns:t="urn:telecom-finance:template"${attributes}>${content}</r>`;

/** The rows with their sums known beforehand, as HORISEN Traffic Report hands them over. */
export function known(rows: Json[]): Traffic {
	const counter = new RowCounter();
	for (const row of rows) counter.add(row);
	return { kind: 'customer', rows, totals: counter.totals() };
}

/** A file about which nothing is known beforehand. */
export const unknown = (rows: Json[]): Traffic => ({ kind: 'customer', rows });

/** The file that a template gives for a document. */
export async function fill(
	template: string,
	document: Json = {},
	traffic?: Traffic,
	options: Partial<typeof USUAL> = {},
): Promise<string> {
	const format = new CustomFormat(template, { ...USUAL, ...options });
	return (await written(format, document, traffic)).xml;
}

/** Compiles a template that is wrong. */
export const compiling = (template: string) => () => new CustomFormat(template, USUAL);
