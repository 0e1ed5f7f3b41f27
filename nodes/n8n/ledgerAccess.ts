import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../common/errors';
import { oneOf } from '../common/oneOf';
import { ledgerPlace } from '../DeliveryLedger/ledgerCredential';
import { embeddedPlace, type Instance } from '../DeliveryLedger/store/embeddedPlace';
import type { LedgerStore } from '../DeliveryLedger/store/ledgerStore';
import { createStore, findStore, type StoreSettings } from '../DeliveryLedger/store/openStore';

/** The form fields that say where a node finds its ledger. */
export const ledgerFields: INodeProperties[] = [
	{
		displayName: 'Ledger',
		name: 'ledger',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. horisen-invoices',
		description:
			'Name of the ledger that remembers what was delivered. Use the same name in all nodes of a workflow, and a different one for each workflow.',
	},
	{
		displayName: 'Ledger Store',
		name: 'ledgerStore',
		type: 'options',
		options: [
			{
				name: 'Embedded',
				value: 'embedded',
				description: "A file in n8n's user folder; nothing to set up",
			},
			{
				name: 'From Credential',
				value: 'credential',
				description: 'A Postgres database, or a file at a path of your choice',
			},
		],
		default: 'embedded',
		description: 'Where the ledger is kept',
	},
];

/** For a node's `credentials`. */
export const ledgerCredential: INodeCredentialDescription = {
	name: 'deliveryLedgerApi',
	required: true,
	displayOptions: { show: { ledgerStore: ['credential'] } },
};

/** The name in the form's field Ledger. @throws OperatorError if it is empty */
export function ledgerNameOf(context: IExecuteFunctions, itemIndex: number): string {
	const name = String(context.getNodeParameter('ledger', itemIndex) ?? '').trim();
	if (name !== '') return name;
	throw new OperatorError('Ledger is empty', {
		description: 'Name the ledger of this workflow, e.g. horisen-invoices. Nothing was done.',
	});
}

const INSTANCE: Instance = {
	environment: process.env,
	readFile: (path) => readFileSync(path, 'utf8'),
};

/**
 * The store that the form names; `undefined` if no ledger was ever created there, e.g. before the first run. The nodes
 * of this process share it: do not close it.
 *
 * @throws OperatorError if this n8n cannot use such a store, or it cannot be opened; the sentence says what to do
 */
export async function findLedgerStore(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<LedgerStore | undefined> {
	return await findStore(await placeOf(context, itemIndex));
}

/** As `findLedgerStore`, for a node that needs a store. @throws OperatorError also if none was ever created */
export async function openLedgerStore(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<LedgerStore> {
	const store = await findLedgerStore(context, itemIndex);
	if (store) return store;
	throw new OperatorError('There is no ledger yet', {
		description:
			'If this is the first run, run the workflow by hand: Delivery Ledger, Plan, then creates it. Otherwise, choose the same Ledger Store here as in Plan. Nothing was done.',
	});
}

/** As `findLedgerStore`, but creates the store if there is none. Only Plan may do so, in a run by hand. */
export async function createLedgerStore(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<LedgerStore> {
	return await createStore(await placeOf(context, itemIndex));
}

/** The place of the ledger in a credential under test. */
export function placeOfCredential(data: Record<string, unknown>): StoreSettings {
	return ledgerPlace(data, INSTANCE);
}

async function placeOf(context: IExecuteFunctions, itemIndex: number): Promise<StoreSettings> {
	const choice = context.getNodeParameter('ledgerStore', itemIndex);
	if (oneOf(choice, ['embedded', 'credential'], 'Ledger Store') === 'embedded') {
		return { store: 'sqlite', file: embeddedPlace(INSTANCE) };
	}
	return placeOfCredential(await context.getCredentials('deliveryLedgerApi', itemIndex));
}
