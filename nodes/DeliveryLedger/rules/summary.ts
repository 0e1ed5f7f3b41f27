import Big from 'big.js';
import { decimalOrNone, decimalText } from '../../common/money';
import type { Run, RunDocument } from '../store/ledgerStore';
import { resolveBy } from './sentences';

/** The result of a document in a run. */
export const RESULTS = [
	'delivered',
	'acknowledged',
	'inferred',
	'conflict',
	'failed',
	'waiting',
	'held',
	'skipped',
	'history',
] as const;
export type SummaryResult = (typeof RESULTS)[number];

/** A document in the summary. Texts may be empty. */
export interface SummaryLine {
	documentNumber: string;
	partner: string;
	documentDate: string;
	/** Exact decimal text. */
	total: string;
	currency: string;
	result: SummaryResult;
	needsAttention: boolean;
	/** What happened, or why not. */
	reason: string;
	whatToDo: string;
	fileName: string;
	/** `yes` if the source accepted it as exported in this run, `no` if it did not. */
	acknowledged: 'yes' | 'no' | '';
}

export interface AmountLine {
	currency: string;
	documents: number;
	/** Sum delivered in this run. */
	delivered: string;
	/** Sum of documents that were to be delivered and are still open: not delivered, or not for certain. */
	notDelivered: string;
}

/** The days that the run covered; reveals a wrong period or time zone. */
export interface Period {
	/** Dates of the first and last listed document, `YYYY-MM-DD`; empty if none has a date. */
	firstDocumentDate: string;
	lastDocumentDate: string;
	/** Time zone of the workflow, in which a period's days begin. */
	timeZone: string;
}

export interface RunSummary {
	needsAttention: boolean;
	/** One sentence, e.g. for the subject of a mail. */
	title: string;
	counts: { documents: number } & Record<SummaryResult, number> & {
			takenAtOnce: number;
			acknowledgementsFailed: number;
		};
	amounts: AmountLine[];
	period: Period;
	documents: SummaryLine[];
	/** All of it as lines of text. */
	text: string;
}

/**
 * Summarises a run from its plan and the reports of its steps. A document that nobody reported on has failed.
 *
 * @param settings.waited seconds without news of documents in other executions; 0 if there were none
 * @param settings.timeZone the workflow's, e.g. `Europe/Zurich`
 */
export function summaryOf(
	run: Run,
	documents: readonly RunDocument[],
	{ waited, timeZone }: { waited: number; timeZone: string },
): RunSummary {
	const lines = documents.map((document) => lineOf(document, waited));
	const count = (result: SummaryResult) => lines.filter((line) => line.result === result).length;
	const counts = {
		documents: lines.length,
		...(Object.fromEntries(RESULTS.map((result) => [result, count(result)])) as Record<
			SummaryResult,
			number
		>),
		takenAtOnce: documents.filter(({ how }) => how === 'takenAtOnce').length,
		acknowledgementsFailed: lines.filter(({ acknowledged }) => acknowledged === 'no').length,
	};
	const needsAttention = lines.some((line) => line.needsAttention);
	// What is only acknowledged was delivered earlier.
	const amounts = amountsOf(lines.filter((_, index) => documents[index].action !== 'acknowledge'));
	const period = { ...datesOf(documents), timeZone };
	const title = titleOf(run, lines, counts);
	return {
		needsAttention,
		title,
		counts,
		amounts,
		period,
		documents: lines,
		text: textOf({ title, run, period, amounts, lines, takenAtOnce: counts.takenAtOnce }),
	};
}

function lineOf(document: RunDocument, waited: number): SummaryLine {
	const { documentNumber, partner, documentDate, total, currency, fileNames } = document;
	const { result, reason, whatToDo } = findingOf(document, waited);
	const acknowledged = { '': '', done: 'yes', failed: 'no' }[
		document.acknowledgement
	] as SummaryLine['acknowledged'];
	const isOpen = !['delivered', 'acknowledged', 'skipped', 'history'].includes(result);
	return {
		documentNumber: documentNumber || document.documentId,
		...{ partner, documentDate, total, currency, result },
		needsAttention: isOpen || acknowledged === 'no',
		...{ reason, whatToDo },
		fileName: fileNames.at(-1) ?? '',
		acknowledged,
	};
}

interface Finding {
	result: SummaryResult;
	reason: string;
	whatToDo: string;
}

function findingOf(document: RunDocument, waited: number): Finding {
	const { action, reason } = document;
	if (action === 'deliver') return deliveryOf(document, waited);
	if (action === 'acknowledge') return acknowledgementOf(document);
	const result = RESULTS.find((one) => one === action) ?? 'failed';
	return { result, reason, whatToDo: '' };
}

function deliveryOf(document: RunDocument, waited: number): Finding {
	const { outcome, how, message, advice, node, isClosed } = document;
	switch (outcome) {
		case 'delivered':
			return { result: 'delivered', ...afterDelivery(document, HOW[how] ?? '') };
		case 'inferred':
			return {
				result: 'inferred',
				reason: message || 'It is not on the server under either name.',
				whatToDo:
					advice ||
					`Look for it in the ERP, then record the result with ${resolveBy('Delivered by Hand', 'Deliver Again')}.`,
			};
		case 'conflict':
			return {
				result: 'conflict',
				reason: message || 'Another file has its name on the server.',
				whatToDo:
					advice || 'Find out who wrote that file, and move it away; the next run tries again.',
			};
		case 'waiting':
			return {
				result: 'waiting',
				reason: message || 'Another run is delivering it.',
				whatToDo: advice || 'Do nothing if that run succeeds. Otherwise, the next run settles it.',
			};
		case '':
			if (waited > 0 && !isClosed) return notReported(waited);
			return {
				result: 'failed',
				reason: 'No step reported its outcome.',
				whatToDo:
					'Check the steps between Plan and Finish in this execution: one of them ended early, is not connected, or dropped the field "delivery". The next run tries again.',
			};
		default:
			return {
				result: 'failed',
				reason: node && message ? `${node}: ${message}` : message || 'It was not delivered.',
				whatToDo: advice || 'The next run tries again.',
			};
	}
}

function notReported(waited: number): Finding {
	return {
		result: 'failed',
		reason: `No worker reported on it, and for ${waited} s there was no news of any document.`,
		whatToDo:
			'Check the executions of the worker workflow. A failed one gives the reason, e.g. another Delivery Ledger credential than here. A crashed one lost its worker. If there is none, the workers are busy or gone. If one is still running, use smaller batches or a longer Wait for Workers. The next run finds out how far it came.',
	};
}

const HOW: Record<string, string> = {
	alreadyDelivered: 'The same file was already on the server.',
	takenAtOnce: 'The ERP took it at once.',
	acknowledgedOnly: 'The server acknowledged it, but does not let the account check.',
	replaced: 'It replaced an older file.',
	byAnotherRun: 'Another run delivered it.',
};

function afterDelivery(
	{ acknowledgement, acknowledgementMessage }: RunDocument,
	reason: string,
): Omit<Finding, 'result'> {
	if (acknowledgement !== 'failed') return { reason, whatToDo: '' };
	return {
		reason:
			`${reason} It was delivered, but not acknowledged: ${acknowledgementMessage || 'the source did not accept it.'}`.trim(),
		whatToDo: 'The next run with Acknowledge in Plan tries again.',
	};
}

function acknowledgementOf(document: RunDocument): Finding {
	const { acknowledgement, acknowledgementMessage, reason } = document;
	if (acknowledgement === 'done') return { result: 'acknowledged', reason, whatToDo: '' };
	const why =
		acknowledgement === 'failed'
			? acknowledgementMessage || 'The source did not accept it.'
			: 'No step reported an acknowledgement.';
	return {
		result: 'failed',
		reason: `${reason} It was not acknowledged: ${why}`.trim(),
		whatToDo: 'Check the step that acknowledges; the next run tries again.',
	};
}

/** A waiting document may come from the ledger only, so it does not count as listed. */
function datesOf(documents: readonly RunDocument[]): Omit<Period, 'timeZone'> {
	const dates = documents
		.filter(({ action, documentDate }) => action !== 'waiting' && documentDate !== '')
		.map(({ documentDate }) => documentDate)
		.sort();
	return { firstDocumentDate: dates.at(0) ?? '', lastDocumentDate: dates.at(-1) ?? '' };
}

function amountsOf(lines: readonly SummaryLine[]): AmountLine[] {
	const counted = lines.filter(({ result }) => result !== 'skipped' && result !== 'history');
	const currencies = [...new Set(counted.map(({ currency }) => currency))].sort();
	return currencies
		.map((currency) => {
			const own = counted.filter((line) => line.currency === currency);
			const sum = (isDelivered: boolean) =>
				own
					.filter(({ result }) => (result === 'delivered') === isDelivered)
					.reduce((so, { total }) => so.plus(decimalOrNone(total) ?? 0), new Big(0));
			return {
				currency,
				documents: own.length,
				delivered: decimalText(sum(true)),
				notDelivered: decimalText(sum(false)),
			};
		})
		.filter(
			({ currency, delivered, notDelivered }) =>
				currency !== '' || delivered !== '0' || notDelivered !== '0',
		);
}

const NAMES: Record<SummaryResult, string> = {
	delivered: 'delivered',
	acknowledged: 'acknowledged',
	inferred: 'probably delivered',
	conflict: 'in conflict',
	failed: 'failed',
	waiting: 'waiting',
	held: 'held',
	/** Delivered earlier, cancelled before its delivery, or its key belongs to another document. */
	skipped: 'with nothing to do',
	history: 'before go-live',
};

function titleOf(run: Run, lines: readonly SummaryLine[], counts: RunSummary['counts']): string {
	if (run.state === 'skipped') return `Skipped: ${run.note}`;
	if (lines.length === 0) return 'No documents were listed: nothing to do.';
	const found = RESULTS.filter((result) => counts[result] > 0).map(
		(result) => `${counts[result]} ${NAMES[result]}`,
	);
	const documents = lines.length === 1 ? '1 document' : `${lines.length} documents`;
	const failed = counts.acknowledgementsFailed;
	return `${documents}: ${found.join(', ')}${failed > 0 ? `; ${failed} not acknowledged` : ''}`;
}

/** Lines of a section of the text, which goes into a mail or an error. */
const MOST_LINES = 50;

const TAKE_OVER =
	'This run did nothing; the next one delivers what the other leaves. If that execution is no longer active, run the workflow with If Another Run Is Under Way in Plan set to Take Over.';

interface Told {
	title: string;
	run: Run;
	period: Period;
	amounts: readonly AmountLine[];
	lines: readonly SummaryLine[];
	takenAtOnce: number;
}

function textOf({ title, run, period, amounts, lines, takenAtOnce }: Told): string {
	const attention = lines.filter(({ needsAttention }) => needsAttention);
	const section = (name: string, all: string[]) => {
		const rest = all.length - MOST_LINES;
		const more = rest > 0 ? [`- and ${rest} more: the item lists them all`] : [];
		return all.length > 0 ? ['', name, ...all.slice(0, MOST_LINES), ...more] : [];
	};
	return [
		title,
		`Ledger "${run.ledger}", execution ${run.executionId}, started ${run.startedAt}.`,
		...(run.state === 'skipped' ? [TAKE_OVER] : [periodText(period), run.note].filter(Boolean)),
		...amounts.map(
			({ currency, delivered, notDelivered }) =>
				`${currency || 'Without currency'}: ${delivered} delivered, ${notDelivered} still open.`,
		),
		...(takenAtOnce > 0 ? [`${takenAtOnce} taken by the ERP at once.`] : []),
		...section('Needs attention:', attention.map(attentionText)),
		...section(
			'Delivered:',
			lines.filter(({ result }) => result === 'delivered').map(deliveredText),
		),
	].join('\n');
}

function periodText({ firstDocumentDate, lastDocumentDate, timeZone }: Period): string {
	const dates =
		firstDocumentDate === ''
			? 'No document with a date was listed'
			: firstDocumentDate === lastDocumentDate
				? `Documents of ${firstDocumentDate} were listed`
				: `Documents of ${firstDocumentDate} to ${lastDocumentDate} were listed`;
	return `${dates}; days are in the time zone ${timeZone}.`;
}

function attentionText(line: SummaryLine): string {
	const { result, reason, whatToDo } = line;
	return `- ${labelText(line)}: ${[NAMES[result], reason, whatToDo].map(asSentence).join(' ').trim()}`;
}

function asSentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function deliveredText(line: SummaryLine): string {
	return `- ${labelText(line)}${line.fileName ? ` as ${line.fileName}` : ''}`;
}

function labelText({ documentNumber, partner, total, currency }: SummaryLine): string {
	const parts = [documentNumber, partner, `${total} ${currency}`.trim()];
	return parts.filter((part) => part !== '').join(', ') || 'An item without number or partner';
}
