import { randomUUID } from 'node:crypto';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { DELIVERY_FIELD } from '../../common/addedFields';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import { ledgerFields, ledgerNameOf } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import type { ChangePolicy } from '../rules/decide';
import {
	isDocument,
	type LedgerDocument,
	LONGEST_KEY,
	LONGEST_REVISION,
	readDocument,
	shortened,
} from '../rules/plannedDocument';
import {
	type Planned,
	planDeliveries,
	type PlanSettings,
	type WaitingRow,
} from '../rules/planDeliveries';
import type { DeliveryRow, Ledger, LedgerStore, PlannedDocument } from '../store/ledgerStore';
import { documentFields, readingOf } from './documentFields';
import { goLiveDateField, goLiveDateOf } from './goLiveDate';
import { ledgerForRun } from './planLedger';

function policyField(
	displayName: string,
	name: string,
	what: { description: string; delivers: string },
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: [
			{ name: 'Deliver', value: 'deliver', description: what.delivers },
			{ name: 'Hold', value: 'hold', description: 'Do not deliver it; say what changed' },
		],
		default: 'hold',
		description: what.description,
	};
}

/** Decides what this run does, from the vendor's documents and the ledger's rows. */
export const plan: Operation = {
	value: 'plan',
	name: 'Plan',
	action: 'Plan deliveries by the ledger',
	description: 'Begin a run, and decide what to do with each document',
	runs: 'once',
	writes: true,
	takes: 'all',
	outputs: ['To Deliver', 'Not To Deliver'],
	fields: [
		...ledgerFields,
		...documentFields,
		goLiveDateField(
			'are delivered; older documents that the ledger does not know count as history. Empty: every document of the list counts.',
		),
		policyField('On Change', 'onChange', {
			description: 'What to do with a document that changed after it was delivered',
			delivers: 'Deliver it as a new revision, under a new name',
		}),
		policyField('On Cancellation', 'onCancellation', {
			description: 'What to do with a document that was cancelled after it was delivered',
			delivers: 'Deliver the cancelled document, under a new name',
		}),
		{
			displayName: 'Acknowledge',
			name: 'acknowledge',
			type: 'boolean',
			default: false,
			description:
				'Whether documents that were delivered but not acknowledged pass through the workflow to be acknowledged',
		},
		{
			displayName: 'If Another Run Is Under Way',
			name: 'ifUnderWay',
			type: 'options',
			options: [
				{
					name: 'Skip',
					value: 'skip',
					description: 'Do nothing: the other run goes on, and this one ends successfully',
				},
				{
					name: 'Take Over',
					value: 'takeOver',
					description: 'End the other run: its steps are refused from now on',
				},
			],
			default: 'skip',
			description: 'What to do if another run is using this ledger',
		},
		{
			displayName: 'If There Is No Ledger',
			name: 'ifNoLedger',
			type: 'options',
			options: [
				{
					name: 'Create One if This Is the First Run',
					value: 'firstRun',
					description: 'Only in a run by hand, and only without signs of an earlier ledger',
				},
				{
					name: 'Start New Ledger',
					value: 'startNew',
					description: 'In a run by hand; documents before the Go-Live Date count as delivered',
				},
			],
			default: 'firstRun',
			description: 'What to do if the ledger is missing. If it was lost, restore it if possible.',
		},
	],
	async execute(itemIndex) {
		const name = ledgerNameOf(this, itemIndex);
		const settings = settingsOf(this, itemIndex);
		const ifUnderWay = oneOf(
			this.getNodeParameter('ifUnderWay', itemIndex),
			['skip', 'takeOver'],
			'If Another Run Is Under Way',
		);
		const ifNoLedger = this.getNodeParameter('ifNoLedger', itemIndex);
		const documents = this.getInputData()
			.map(({ json }) => json)
			.filter(isDocument)
			.map((json) => readDocument(json, settings));
		const { store, ledger } = await ledgerForRun(this, {
			name,
			documents,
			startNew: oneOf(ifNoLedger, ['firstRun', 'startNew'], 'If There Is No Ledger') === 'startNew',
			goLiveDate: settings.goLiveDate,
		});
		const own = { workflowId: this.getWorkflow().id ?? '', executionId: this.getExecutionId() };
		const begun = await store.beginRun({ run: randomUUID(), ledger: name, ...own, ifUnderWay });
		const { run } = begun.run;
		const { workflowId, executionId } = begun.underWay ?? {};
		if (workflowId === own.workflowId && executionId === own.executionId) throw secondPlan(name);
		if (!begun.begun) return [[nothingToDo(name, run, begun.run.note)], []];
		letGoInTheEnd(this, store, run);
		try {
			return await planned(this, { store, ledger, run }, documents, settings);
		} catch (error) {
			await store.endRun(run, 'cancelled').catch(() => undefined);
			throw error;
		}
	},
};

/** If it were skipped, as for a run of another execution, its documents would never be delivered. */
function secondPlan(ledger: string): OperatorError {
	return new OperatorError(`This execution has already begun a run of the ledger "${ledger}"`, {
		description:
			'Give each Plan its own Ledger, or put this one after the Finish of the other. If Plan is in a loop, move it before the loop. Nothing was planned here.',
	});
}

/** A run must not block others if Finish never ends it: it was stopped, broke off, or was a single step. */
function letGoInTheEnd(context: IExecuteFunctions, store: LedgerStore, run: string): void {
	context
		.getExecutionCancelSignal()
		?.addEventListener('abort', () => void store.endRun(run, 'cancelled').catch(() => undefined), {
			once: true,
		});
	// A sub-workflow may plan for its calling workflow, which continues.
	if (context.getMode() === 'integrated') return;
	// Older n8n versions lack this: there, a run counts as gone ten minutes after its last step.
	context.onExecutionFinish?.(async () => await store.leaveRun(run));
}

interface BegunRun {
	store: LedgerStore;
	ledger: Ledger;
	run: string;
}

async function planned(
	context: IExecuteFunctions,
	{ store, ledger: { name }, run }: BegunRun,
	listed: readonly LedgerDocument[],
	settings: PlanSettings,
): Promise<INodeExecutionData[][]> {
	const keys = listed.map(({ key }) => key);
	const [known, open] = await Promise.all([
		store.rowsOf(name, settings.source, keys),
		store.openRows(name, settings.source),
	]);
	const elsewhere = await deliveredElsewhere(store, name, listed, known, settings);
	const rows = [...new Map([...known, ...open].map((row) => [row.id, row])).values()];
	const inputs = context.getInputData();
	const documents = inputs.map(({ json }) => json);
	const plan = planDeliveries(documents, rows, settings, elsewhere);
	const entries = [
		...plan.planned.map((one) => ({ entry: entryOf(one), index: one.index })),
		...plan.waiting.map((one) => ({ entry: waitingEntry(one), index: undefined })),
	];
	await store.writePlan(
		run,
		entries.map(({ entry }) => entry),
	);
	const items = entries.map(({ entry, index }): INodeExecutionData => {
		const { source, key, revision, event, action, reason } = entry;
		const delivery = { ledger: name, run, source, key, revision, event, action };
		const document = index === undefined ? labelJson(entry) : inputs[index].json;
		return {
			json: { ...document, [DELIVERY_FIELD]: { ...delivery, ...(reason ? { reason } : {}) } },
			...(index === undefined ? {} : { binary: inputs[index].binary }),
			pairedItem: index === undefined ? [] : { item: index },
		};
	});
	const isToDeliver = (_: INodeExecutionData, index: number) =>
		['deliver', 'acknowledge'].includes(entries[index].entry.action);
	const toDeliver = items.filter(isToDeliver);
	return [
		toDeliver.length > 0 ? toDeliver : [nothingToDo(name, run)],
		items.filter((item, index) => !isToDeliver(item, index)),
	];
}

/**
 * Delivered rows of documents whose keys the ledger does not know: the operator may have chosen another Key Field or
 * Source since. Only if the revision is the content, which then is the same.
 */
async function deliveredElsewhere(
	store: LedgerStore,
	ledger: string,
	listed: readonly LedgerDocument[],
	known: readonly DeliveryRow[],
	{ revisionBy }: PlanSettings,
): Promise<DeliveryRow[]> {
	const keys = new Set(known.map(({ key }) => key));
	const numbers = listed
		.filter(({ key, documentNumber }) => documentNumber !== '' && !keys.has(key))
		.map(({ documentNumber }) => documentNumber);
	if (revisionBy !== 'content' || numbers.length === 0) return [];
	return await store.deliveredWithNumbers(ledger, numbers);
}

/** The next nodes must always run: Finish ends the run and reports. */
function nothingToDo(ledger: string, run: string, reason?: string): INodeExecutionData {
	const delivery = { ledger, run, action: 'none', ...(reason ? { reason } : {}) };
	return { json: { [DELIVERY_FIELD]: delivery } };
}

function entryOf({ document, decision: { action, event, reason = '' } }: Planned): PlannedDocument {
	const { amount, isCancelled, isExported, ...label } = document;
	void [amount, isCancelled, isExported];
	// A key that is too long has failed: its beginning names it.
	const key = shortened(label.key, LONGEST_KEY);
	const revision = shortened(label.revision, LONGEST_REVISION);
	return { ...label, key, revision, event, action, reason };
}

/** Represents a document that is not in the list, so it has no input item. */
function waitingEntry({ row, reason }: WaitingRow): PlannedDocument {
	const { source, key, revision, event } = row;
	const { documentId, documentNumber, documentDate, partner, currency, total } = row;
	const label = { documentId, documentNumber, documentDate, partner, currency, total };
	return { source, key, revision, event, ...label, action: 'waiting', reason };
}

function labelJson(entry: PlannedDocument): IDataObject {
	const { documentNumber, documentDate, partner, currency, total } = entry;
	return { documentNumber, documentDate, partner, currency, total };
}

function settingsOf(context: IExecuteFunctions, itemIndex: number): PlanSettings {
	const policy = (name: string, label: string): ChangePolicy =>
		oneOf(context.getNodeParameter(name, itemIndex), ['hold', 'deliver'], label);
	const acknowledge = context.getNodeParameter('acknowledge', itemIndex);
	return {
		...readingOf(context, itemIndex),
		goLiveDate: goLiveDateOf(context, itemIndex),
		onChange: policy('onChange', 'On Change'),
		onCancellation: policy('onCancellation', 'On Cancellation'),
		acknowledge: oneOf(String(acknowledge), ['true', 'false'], 'Acknowledge') === 'true',
	};
}
