import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../../routing/toNodeError';
import { listLimits } from '../shared/callOptions';
import type { RainbowCredential } from '../shared/transport';
import { type InvoiceFile, listFiles } from './listFiles';

/** More than these nobody reads in a list; the search finds the others. */
const LONGEST_LIST = 200;

/** Someone waits for this list: it is tried for a short time only. */
const QUICK = { maxTries: 2, requestTimeout: 20, totalDeadline: 30 };

/** The files to choose from in the editor: newest first, those whose path holds the search text. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const credential = this.getNodeParameter('authentication', 'rainbowApi') as RainbowCredential;
	let files: InvoiceFile[];
	try {
		files = await listFiles(this, credential, '', listLimits(QUICK));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
	const wanted = filter.trim().toLowerCase();
	return {
		results: files
			.filter((file) => searchText(file).includes(wanted))
			.sort((one, other) => createdAt(other).localeCompare(createdAt(one)))
			.slice(0, LONGEST_LIST)
			.map((file) => ({ name: shownName(file), value: file.filepath })),
	};
}

/** The list is narrow: what tells files apart comes first. */
function shownName({ filepath, companyName, companyId, billingPeriod }: InvoiceFile): string {
	const company = companyName ?? companyId;
	const rest = [billingPeriod, company].filter((part) => typeof part === 'string');
	return [filepath.split('/').at(-1), ...rest].join(' · ');
}

function searchText({ filepath, companyName }: InvoiceFile): string {
	return `${filepath} ${typeof companyName === 'string' ? companyName : ''}`.toLowerCase();
}

function createdAt({ invoiceCreationDate }: InvoiceFile): string {
	return typeof invoiceCreationDate === 'string' ? invoiceCreationDate : '';
}
