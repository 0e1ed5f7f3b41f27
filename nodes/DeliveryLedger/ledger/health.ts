import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { amountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { findLedgerStore, ledgerFields, ledgerNameOf } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { rowJson } from '../delivery/rowItem';
import { problemsOf } from '../rules/ledgerProblems';

/** The watchdog's question. It always answers, because an unreadable ledger is the worst problem. */
export const health: Operation = {
	value: 'health',
	name: 'Health',
	action: 'Check the health of ledgers',
	description: 'Report problems of ledgers and their runs in sentences',
	takes: 'all',
	outputs: ['Fine', 'Needs Attention'],
	othersTo: 1,
	fields: [
		...ledgerFields.map((field) =>
			field.name === 'ledger'
				? {
						...field,
						placeholder: 'e.g. horisen-invoices, rainbow-files',
						description: 'Names of the ledgers to check, separated by commas',
					}
				: field,
		),
		{
			displayName: 'Late After Hours',
			name: 'lateAfterHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 26,
			description: 'How many hours may pass between the ends of two runs; 0 for no limit',
		},
	],
	async execute(itemIndex) {
		const names = ledgerNameOf(this, itemIndex)
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== '');
		const lateAfterHours = amountOf(
			this.getNodeParameter('lateAfterHours', itemIndex),
			'Late After Hours',
			0,
		);
		const answers: Answer[] = [];
		for (const name of names) answers.push(await healthOf(this, itemIndex, name, lateAfterHours));
		const outputOf = (healthy: boolean) =>
			answers.filter((answer) => answer.healthy === healthy).map((json) => ({ json }));
		return [outputOf(true), outputOf(false)];
	},
};

interface Answer extends IDataObject {
	healthy: boolean;
}

async function healthOf(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	lateAfterHours: number,
): Promise<Answer> {
	try {
		const store = await findLedgerStore(context, itemIndex);
		if (!(await store?.findLedger(name))) {
			return answerOf(name, [`There is no ledger "${name}". It was lost, or never created.`]);
		}
		const found = await store!.health(name);
		const { lastRun, lastFinished, counts, attention } = found;
		return answerOf(name, problemsOf(found, lateAfterHours, new Date()), {
			counts,
			...(lastRun ? { lastRun: { ...lastRun } } : {}),
			...(lastFinished ? { lastFinished: { ...lastFinished } } : {}),
			attention: attention.map(rowJson),
		});
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		return answerOf(name, [[message, description].filter(Boolean).join('. ')]);
	}
}

function answerOf(name: string, problems: string[], more: IDataObject = {}): Answer {
	const healthy = problems.length === 0;
	const title = `Ledger "${name}": ${healthy ? 'all is well.' : 'look at it.'}`;
	return { ledger: name, healthy, title, problems, ...more, text: [title, ...problems].join('\n') };
}
