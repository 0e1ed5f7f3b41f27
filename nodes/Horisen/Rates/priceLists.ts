import type { IDataObject } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { plainText } from '../../common/formValue';
import type { Row } from '../shared/page';
import { uniqueRows } from '../shared/rowChecks';
import type { CallContext } from '../shared/callContext';
import { readRatesListing } from './ratesListing';

/** The price lists that belong to the customer whose client this is. */
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

/** @throws OperatorError where a price list lacks the ID by which its rates are asked for */
function identityOf({ id, name }: Row): string {
	if (typeof id === 'number' && Number.isInteger(id)) return `price list ${id}`;
	throw new OperatorError(`Price list ${JSON.stringify(name ?? '?')} has no "id"`, {
		description: 'Without it no rates can be asked for. Nothing was taken; tell HORISEN Support.',
	});
}

/**
 * The price lists that are named by ID or exact name.
 *
 * @param wanted text with commas between, or a list; nothing for all
 * @throws OperatorError naming those that are not there, or that name several
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

/** An ID goes before a name. */
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
		description: `This client sees ${priceLists.length} price lists${known.length ? `: ${known.join('; ')}${priceLists.length > known.length ? ' …' : ''}` : ''}. Give an ID or the exact name; a name with a comma is given by its ID.`,
	});
}
