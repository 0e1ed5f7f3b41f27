import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import { isWholeNumber } from '../../common/value';
import type { Row } from '../../common/http/page';
import { uniqueRows } from '../../common/http/rowChecks';
import type { CallContext } from '../../n8n/vendorCall';
import { readRatesListing } from './ratesListing';

/** The price lists of the client's customer. */
export async function readPriceLists(
	context: CallContext,
	options: IDataObject,
	limit?: number,
): Promise<Row[]> {
	return await readRatesListing(
		context,
		{ path: '/pricelists', subject: 'price lists', rowCheck: uniqueRows(identityOf), limit },
		options,
	);
}

/** @throws OperatorError if a price list lacks its ID, which its rates need */
function identityOf({ id, name }: Row): string {
	if (isWholeNumber(id)) return `price list ${id}`;
	throw new OperatorError(`Price list ${JSON.stringify(name ?? '?')} has no "id"`, {
		description: 'Without it, its rates cannot be read. Nothing was taken; tell HORISEN Support.',
	});
}

/**
 * The price lists with these IDs or exact names.
 *
 * @param wanted text with commas, or a list; nothing for all
 * @throws OperatorError naming entries that match none or several
 */
export function chosenPriceLists(priceLists: Row[], wanted: unknown): Row[] {
	const entries = entriesOf(wanted);
	if (entries.length === 0) return priceLists;
	const chosen = new Set(entries.map((entry) => find(priceLists, entry)));
	return priceLists.filter((priceList) => chosen.has(priceList));
}

function entriesOf(wanted: unknown): string[] {
	const entries = Array.isArray(wanted)
		? wanted.map((entry) => plainText(entry, 'Only'))
		: plainText(wanted, 'Only').split(',');
	return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** An ID takes precedence over a name. */
function find(priceLists: Row[], entry: string): Row {
	const byId = priceLists.find(({ id }) => String(id) === entry);
	const byName = priceLists.filter(({ name }) => String(name).trim() === entry);
	const found = byId ?? byName[0];
	if (found && (byId || byName.length === 1)) return found;
	if (found) {
		throw new OperatorError(`${byName.length} price lists are named ${JSON.stringify(entry)}`, {
			description: `Give the ID of the one you mean: ${byName.map(({ id }) => String(id)).join(', ')}.`,
		});
	}
	const known = priceLists.slice(0, 10).map(({ id, name }) => `${String(id)} ${String(name)}`);
	throw new OperatorError(`There is no price list ${JSON.stringify(entry)}`, {
		description: `This client sees ${priceLists.length} price lists${known.length ? `: ${known.join('; ')}${priceLists.length > known.length ? ' …' : ''}` : ''}. Give an ID or the exact name; for a name with a comma, give its ID.`,
	});
}
