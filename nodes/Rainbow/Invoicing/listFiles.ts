import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { readJson } from '../shared/answer';
import {
	type CallContext,
	type CallLimits,
	callRainbow,
	type RainbowCredential,
} from '../shared/transport';

export const INVOICES_PATH = '/api/rainbow/invoicing/v1.0/invoices';

/** An entry of the list; whatever else Rainbow sends is kept. */
export interface InvoiceFile extends IDataObject {
	/** What a download is asked for by: company, period, type and file name. */
	filepath: string;
}

/**
 * The invoice files that fit a query. Rainbow documents no paging: one call gives all of them.
 *
 * @param query from `writeFileFilters`
 * @throws OperatorError where the answer is no list of files
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
			take: readJson,
		},
		limits,
	);
	return filesIn(answer);
}

/** @throws OperatorError where this is no array, or an entry has no path */
export function filesIn(answer: unknown): InvoiceFile[] {
	if (!Array.isArray(answer)) {
		throw unexpected(
			'Rainbow answered for the list of invoice files with something else than a list',
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
			'Nothing was taken from the list. Check the base URL in the Rainbow credential; when it is right, send this message to the authors of the node.',
	});
}
