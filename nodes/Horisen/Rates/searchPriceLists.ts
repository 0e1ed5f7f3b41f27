import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../../n8n/toNodeError';
import type { Row } from '../../common/http/page';
import { readPriceLists } from './priceLists';

/** A person waits for this list, so it is tried only for a short time. */
const QUICK = { maxTries: 2, requestTimeout: 20, totalDeadline: 30 };

/** The price lists for the editor: those whose ID, name or currency contains the search text. */
export async function searchPriceLists(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	try {
		const priceLists = await readPriceLists(this, QUICK);
		return {
			results: priceLists
				.map((priceList) => ({ name: labelOf(priceList), value: String(priceList.id) }))
				.filter(({ name }) => name.toLowerCase().includes(wanted))
				.sort((one, other) => one.name.localeCompare(other.name)),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}

function labelOf({ id, name, currencyCode }: Row): string {
	const details = [currencyCode, id].filter((detail) => detail !== undefined && detail !== null);
	return `${String(name ?? '')} (${details.join(', ')})`;
}
