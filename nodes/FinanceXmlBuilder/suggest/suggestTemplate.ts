import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { addedFields } from '../../common/addedFields';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import { withoutFields } from '../../common/value';
import type { Work } from '../../n8n/runOperations';
import { type BusinessDocument, documentLabel } from '../businessDocument';
import { openTraffic } from '../traffic/source';
import { readTrafficSummary } from '../../common/traffic';
import type { Row } from '../traffic/totals';
import { documentCandidates, documentLists, rowList, summaryCandidates } from './candidates';
import { suggest } from './suggestion';
import { type Trial, tryTemplate } from './tryTemplate';

/** Enough to know the content of rows. */
const MOST_ROWS = 50;

/** Each of its texts is compared with each field: enough for any sample, few enough for seconds. */
const LONGEST_SAMPLE = 300_000;

const SUMMARY_FIELD = 'traffic';

export const suggestFields: INodeProperties[] = [
	{
		displayName: 'Sample',
		name: 'sample',
		type: 'string',
		noDataExpression: true,
		typeOptions: { rows: 16 },
		default: '',
		required: true,
		placeholder: 'e.g. <Invoice><Number>4711</Number>…</Invoice>',
		description:
			"The sample file of your ERP's vendor, unchanged. It works best if the sample has the values of the incoming document: then they are found by value.",
	},
];

/** Proposes a template for each item, as a start for a person who checks each guess. */
export const suggestTemplate: Work = {
	action: 'Suggest a template',
	async execute(itemIndex) {
		const { json } = this.getInputData()[itemIndex];
		const sample = this.getNodeParameter('sample', itemIndex, '') as string;
		if (sample.trim() === '') {
			throw new OperatorError('There is no sample to make a template from', {
				description: 'Paste the sample file of your ERP\'s vendor into "Sample".',
			});
		}
		if (sample.length > LONGEST_SAMPLE) {
			throw new OperatorError(
				`The sample has ${sample.length} characters; the limit is ${LONGEST_SAMPLE}`,
				{ description: 'Remove lines from it: two of each kind are enough.' },
			);
		}
		const document = withoutFields(json, [...addedFields(json), SUMMARY_FIELD]);
		const summary = readTrafficSummary(json[SUMMARY_FIELD]);
		const rows = await someRows(this, itemIndex);
		const ofRows = rowList(rows);
		const suggestion = suggest(
			sample,
			{
				fields: [
					...documentCandidates(document),
					...(summary && ofRows ? summaryCandidates({ ...summary }) : []),
				],
				lists: [...documentLists(document), ...(ofRows ? [ofRows] : [])],
			},
			document.documentClassArea === 'purchase',
		);
		const writesRows = suggestion.repeated.some(({ each }) => each === ofRows?.each);
		const trial = await tryTemplate(
			suggestion.template,
			document,
			documentLabel(json),
			writesRows ? rows : undefined,
		);
		return [itemOf(document, suggestion, trial)];
	},
};

function itemOf(
	{ documentNumber, documentUuid }: BusinessDocument,
	{ template, proposed, repeated, notMatched }: ReturnType<typeof suggest>,
	trial: Trial,
): INodeExecutionData {
	const byName = proposed.filter(({ because }) => because === 'name').length;
	const json = {
		documentNumber,
		documentUuid,
		proposedCount: proposed.length,
		byNameAloneCount: byName,
		notMatchedCount: notMatched.length,
		template,
		...trial,
		proposed,
		repeated,
		notMatched,
	};
	return { json: json as unknown as IDataObject };
}

/** The first rows of the item, if it has any. */
async function someRows(context: IExecuteFunctions, itemIndex: number): Promise<Row[]> {
	const { json } = context.getInputData()[itemIndex];
	const parameter = (name: string) => String(context.getNodeParameter(name, itemIndex, ''));
	const from = oneOf(parameter('trafficFrom'), ['none', 'binary', 'field'], 'Rows From');
	const traffic = openTraffic(
		context,
		itemIndex,
		{
			trafficFrom: from,
			trafficProperty: parameter(
				from === 'field' ? 'trafficField' : 'trafficBinaryProperty',
			).trim(),
		},
		readTrafficSummary(json[SUMMARY_FIELD]),
		documentLabel(json),
		'sample',
	);
	const rows: Row[] = [];
	for await (const row of traffic.rows) {
		rows.push(row);
		if (rows.length === MOST_ROWS) break;
	}
	return rows;
}
