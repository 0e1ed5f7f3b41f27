import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { CallLimits } from '../../common/http/call';
import type { CallContext } from '../../n8n/vendorCall';
import { callRainbow, type RainbowCredential } from '../shared/rainbowTransport';

export const INVOICES_PATH = '/api/rainbow/invoicing/v1.0/invoices';

/** An entry of the list; other fields that Rainbow sends are kept. */
export interface InvoiceFile extends IDataObject {
	/** Identifies a download: company, period, type and file name. */
	filepath: string;
}

/**
 * The invoice files that match a query. Rainbow documents no paging: one call gives all of them.
 *
 * @param query from `writeFileFilters`
 * @throws OperatorError if the answer is not a list of files
 */
export async function listFiles(
	context: CallContext,
	credential: RainbowCredential,
	query: string,
	limits: CallLimits,
): Promise<InvoiceFile[]> {
	const answer = await callRainbow(
		context,
		{
			credential,
			path: `${INVOICES_PATH}${query === '' ? '' : `?${query}`}`,
			subject: 'the list of invoice files',
			accept: 'application/json',
			take: async (answer) => await answer.json(),
		},
		limits,
	);
	return filesIn(answer);
}

/** @throws OperatorError if this is not an array, or an entry has no path */
export function filesIn(answer: unknown): InvoiceFile[] {
	if (!Array.isArray(answer)) {
		throw unexpected(
			'Rainbow answered for the list of invoice files with something other than a list',
		);
	}
	const pathless = answer.findIndex((entry: Partial<InvoiceFile> | null) => {
		return typeof entry?.filepath !== 'string' || entry.filepath === '';
	});
	if (pathless >= 0) {
		throw unexpected(`Entry ${pathless + 1} of the list of invoice files has no "filepath"`);
	}
	return answer as InvoiceFile[];
}

function unexpected(message: string): OperatorError {
	return new OperatorError(message, {
		description:
			'Nothing was taken from the list. Check the base URL in the Rainbow credential; if it is right, send this message to the authors of the node.',
	});
}
