import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { amountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { ledgerFields, ledgerNameOf, openLedgerStore } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { type RunSummary, summaryOf } from '../rules/summary';
import type { LedgerStore, Run, RunDocument } from '../store/ledgerStore';
import { runOfItem } from './itemDelivery';
import { documentsIn, recordNotHandedOut } from './notHandedOut';

const ASK_EVERY_MS = 1000;

/** Ends the run with one item: the plan, and what the steps reported to the ledger. */
export const finish: Operation = {
	value: 'finish',
	name: 'Finish',
	action: 'Finish a run with a summary',
	description: 'End the run, and report the outcome of each document',
	runs: 'once',
	writes: true,
	takes: 'all',
	outputs: ['Fine', 'Needs Attention'],
	othersTo: 1,
	fields: [
		...ledgerFields,
		{
			displayName: 'Wait for Workers',
			name: 'waitForWorkers',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Seconds to wait without news of documents that were handed to other executions; those still open then count as failed. Choose more than a batch takes. 0 if one workflow does it all.',
		},
	],
	async execute(itemIndex) {
		const name = ledgerNameOf(this, itemIndex);
		const patience = amountOf(
			this.getNodeParameter('waitForWorkers', itemIndex),
			'Wait for Workers',
			0,
		);
		const store = await openLedgerStore(this, itemIndex);
		const run = await runToFinish(this, store, name);
		await recordNotHandedOut(this, store, run);
		const documents = await whenReported(this, store, run, patience * 1000);
		const ended = await store.endRun(run.run, 'finished');
		const settings = { waited: patience, timeZone: this.getTimezone() };
		const summary = summaryOf(ended, documents, settings);
		const item = { json: jsonOf(ended, summary) };
		return summary.needsAttention ? [[], [item]] : [[item], []];
	},
};

/** The run of the items; if none names one, the run that this execution began. */
async function runToFinish(
	context: IExecuteFunctions,
	store: LedgerStore,
	ledger: string,
): Promise<Run> {
	const runs = new Set(
		context
			.getInputData()
			.flatMap(({ json }) => runOfItem(json) ?? documentsIn(json).map(({ run }) => run)),
	);
	if (runs.size > 1) {
		throw new OperatorError(`The items come from ${runs.size} runs`, {
			description: 'Connect one Finish to each Plan. No run was ended.',
		});
	}
	const [ofItems] = runs;
	const run =
		ofItems === undefined
			? await store.findRunOf(ledger, context.getWorkflow().id ?? '', context.getExecutionId())
			: await store.findRun(ofItems);
	if (!run) {
		throw new OperatorError(`The ledger "${ledger}" has no run of these items`, {
			description:
				'Finish ends what Plan began: use the same Ledger and Ledger Store in both, and run the workflow from its start.',
		});
	}
	if (run.ledger !== ledger) {
		throw new OperatorError(`The items belong to the ledger "${run.ledger}", not "${ledger}"`, {
			description: 'Name the same ledger in Plan and Finish. No run was ended.',
		});
	}
	if (run.state === 'running' || run.state === 'skipped') return run;
	throw new OperatorError(`The run of these items has ended (${run.state}). ${run.note}`.trim(), {
		description:
			'Run the workflow from its start; if Plan has pinned data, unpin it first. Earlier deliveries are kept.',
	});
}

/** Returns the documents when all are reported, or after this time without news. */
async function whenReported(
	context: IExecuteFunctions,
	store: LedgerStore,
	run: Run,
	patienceMs: number,
): Promise<RunDocument[]> {
	let known = '';
	let deadline = 0;
	for (;;) {
		const documents = await store.documentsOf(run.run);
		const isReported = documents.every(
			({ action, isClosed }) => isClosed || !['deliver', 'acknowledge'].includes(action),
		);
		const news = JSON.stringify(documents.map(({ isClosed, outcome }) => [isClosed, outcome]));
		if (news !== known) deadline = performance.now() + patienceMs;
		known = news;
		if (isReported || performance.now() >= deadline) return documents;
		await wait(ASK_EVERY_MS, undefined, { signal: context.getExecutionCancelSignal() });
		// Keep the run alive while waiting.
		await store.touchRun(run.run);
	}
}

function jsonOf(run: Run, summary: RunSummary): IDataObject {
	const { title, needsAttention, counts, amounts, period, documents, text } = summary;
	return {
		title,
		result: needsAttention ? 'needsAttention' : 'fine',
		counts,
		amounts: amounts as unknown as IDataObject[],
		needsAttention: documents.filter((line) => line.needsAttention) as unknown as IDataObject[],
		documents: documents as unknown as IDataObject[],
		period: { ...period },
		run: {
			ledger: run.ledger,
			state: run.state,
			executionId: run.executionId,
			startedAt: run.startedAt,
			endedAt: run.endedAt,
		},
		text,
	};
}
