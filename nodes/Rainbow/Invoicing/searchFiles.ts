import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { callLimits } from '../../n8n/callOptions';
import { toNodeError } from '../../n8n/toNodeError';
import type { RainbowCredential } from '../shared/rainbowTransport';
import { type InvoiceFile, listFiles } from './listFiles';

/** Nobody reads a longer list; the search finds the other files. */
const LONGEST_LIST = 200;

/** A person waits for this list, so it is tried only for a short time. */
const QUICK = { maxTries: 2, requestTimeout: 20, totalDeadline: 30 };

/** The files for the editor: those whose path contains the search text, newest first. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const credential = this.getNodeParameter('authentication', 'rainbowApi') as RainbowCredential;
	let files: InvoiceFile[];
	try {
		files = await listFiles(this, credential, '', callLimits(QUICK));
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

/** The list is narrow, so the distinguishing parts come first. */
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
