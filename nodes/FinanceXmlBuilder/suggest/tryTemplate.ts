import Big from 'big.js';
import { OperatorError } from '../../common/errors';
import type { BusinessDocument } from '../businessDocument';
import { CustomFormat } from '../formats/custom/customFormat';
import { PreviewFormat } from '../preview';
import { type Row, RowCounter } from '../traffic/totals';
import { writeXml } from '../writeXml';
import { AS_IS } from '../writing/writing';
import { XmlText } from '../xml/text';

/** The output of a proposed template, or the reason for its failure. */
export type Trial =
	| { preview: ReturnType<PreviewFormat['shown']> }
	| { refused: { message: string; advice?: string } };

const ROWS_SHOWN = 3;

/**
 * Builds the document with a proposed template, as the node would, so that a person sees the result at once.
 *
 * @param rows the first rows, if the template repeats an element for them
 */
export async function tryTemplate(
	template: string,
	document: BusinessDocument,
	documentLabel: string,
	rows: readonly Row[] | undefined,
): Promise<Trial> {
	const counter = new RowCounter();
	for (const row of rows ?? []) counter.add(row);
	try {
		const options = { keepAsWritten: false, keepComments: true };
		const format = new PreviewFormat(new CustomFormat(template, options), ROWS_SHOWN);
		const { stream, outcome } = writeXml({
			documentLabel,
			document,
			traffic: {
				kind: rows ? 'customer' : 'none',
				rows: rows ?? [],
				totals: counter.totals(),
			},
			format,
			text: new XmlText('replace'),
			tolerance: new Big(0),
			onDifference: 'ignore',
			writing: AS_IS,
		});
		const bytes = Buffer.concat((await stream.toArray()) as Buffer[]);
		return { preview: format.shown(bytes, outcome().encoding) };
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		return { refused: { message, ...(description ? { advice: description } : {}) } };
	}
}
