import type { IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { createLedgerStore, findLedgerStore } from '../../n8n/ledgerAccess';
import { type LedgerDocument, nameOf } from '../rules/plannedDocument';
import type { Ledger, LedgerStore } from '../store/ledgerStore';

/** Key in the workflow's static data, which every production run writes: the ids of its ledgers, by name. */
const KNOWN_LEDGERS = 'deliveryLedgers';

export interface LedgerWanted {
	name: string;
	/** The listed documents: if one was delivered before, a ledger was lost. */
	documents: readonly LedgerDocument[];
	/** The operator chose Start New Ledger. */
	startNew: boolean;
	goLiveDate: string;
}

/**
 * The ledger of a run. A lost ledger is not taken for a first run: only a run by hand creates one, and not if this
 * workflow knows one or a listed document was delivered before.
 *
 * @throws OperatorError saying what to do
 */
export async function ledgerForRun(
	context: IExecuteFunctions,
	wanted: LedgerWanted,
): Promise<{ store: LedgerStore; ledger: Ledger }> {
	const known = knownLedgers(context)[wanted.name];
	const store = await findLedgerStore(context, 0);
	const ledger = await store?.findLedger(wanted.name);
	const found =
		store && ledger
			? { store, ledger: await checked(context, store, ledger, known, wanted) }
			: await made(context, known, wanted);
	knownLedgers(context)[wanted.name] = found.ledger.id;
	return found;
}

function knownLedgers(context: IExecuteFunctions): Record<string, string | undefined> {
	const data = context.getWorkflowStaticData('global') as Record<
		string,
		Record<string, string> | undefined
	>;
	return (data[KNOWN_LEDGERS] ??= {});
}

async function checked(
	context: IExecuteFunctions,
	store: LedgerStore,
	ledger: Ledger,
	known: string | undefined,
	{ name, startNew }: LedgerWanted,
): Promise<Ledger> {
	if (known === undefined || known === ledger.id || ledger.replaces.includes(known)) return ledger;
	if (startNew && isByHand(context)) {
		await store.replaceLedger(name, known);
		return ledger;
	}
	throw new OperatorError(
		`The ledger "${name}" in ${store.place} is not the one that this workflow used before`,
		{
			description: `${restore()} If this one is right, run the workflow by hand once with If There Is No Ledger set to Start New Ledger.`,
		},
	);
}

async function made(
	context: IExecuteFunctions,
	known: string | undefined,
	{ name, documents, startNew, goLiveDate }: LedgerWanted,
): Promise<{ store: LedgerStore; ledger: Ledger }> {
	if (!isByHand(context)) {
		throw new OperatorError(`There is no ledger "${name}"`, {
			description: `If it existed before: ${restore()} If this is the first run, run the workflow by hand once: that creates the ledger.`,
		});
	}
	if (startNew && goLiveDate === '') {
		throw new OperatorError('Start New Ledger needs a Go-Live Date', {
			description:
				'Set it to the first day whose documents are still to be delivered: a new ledger does not know what was delivered before. Nothing was done.',
		});
	}
	if (!startNew && known !== undefined) {
		throw new OperatorError(`The ledger "${name}", which this workflow used before, is gone`, {
			description: lost(),
		});
	}
	const exported = documents.find(({ isExported }) => isExported);
	if (!startNew && exported) {
		throw new OperatorError(
			`There is no ledger "${name}", but document ${nameOf(exported)} was delivered before, as its source says`,
			{ description: lost() },
		);
	}
	const store = await createLedgerStore(context, 0);
	const replaces = known === undefined ? [] : [known];
	return { store, ledger: await store.createLedger(name, { goLiveDate, replaces }) };
}

/** Not by schedule, webhook, retry or command line. */
function isByHand(context: IExecuteFunctions): boolean {
	return context.getMode() === 'manual';
}

function restore(): string {
	return 'Restore the ledger from a copy that Back Up made, or check Ledger and Ledger Store in Plan. Nothing was sent.';
}

function lost(): string {
	return `${restore()} If it is lost and there is no copy, set If There Is No Ledger to Start New Ledger, with the Go-Live Date from which documents are to be delivered: earlier ones count as delivered.`;
}
