import type { InvoiceHeader } from '../invoice';

/** The parts of an invoice that determine its process. */
type Billed = Pick<InvoiceHeader, 'kind' | 'totals' | 'issueDate' | 'dueDate'>;

/** BT-23 if the rules leave it to the seller: the choices and the default. */
export interface BusinessProcesses {
	/** The form field for it, with its name. */
	field: string;
	displayName: string;
	/** The official codes for this node's invoices, each with its meaning. */
	codes: Readonly<Record<string, string>>;
	/** The default for an invoice, as the form explains it. */
	otherwise: { says: string; of: (billed: Billed) => string };
}

/**
 * BT-23 of an invoice.
 *
 * @param known the process of all invoices of the profile, or the choices
 * @param chosen the operator's choice
 */
export function businessProcessOf(
	known: string | BusinessProcesses | undefined,
	chosen: string | undefined,
	billed: Billed,
): string | undefined {
	return typeof known === 'object' ? (chosen ?? known.otherwise.of(billed)) : known;
}
