import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { csvRecord } from '../../common/csv';
import { oneOf } from '../../common/oneOf';
import { wholeNumberOf } from '../../common/value';
import { csvFileField } from '../../n8n/fileFields';
import type { Operation } from '../../n8n/operation';
import { type ComparedDates, comparedDatesFields, comparedDatesOf } from './comparedDates';
import { priceListField, priceListIdOf } from './priceListField';
import { compareRates, type Comparison, type RateChange, type RatesOfDate } from './rateChanges';
import { ratesSubject, readRates } from './rates';
import { ratesOptions } from './ratesListing';

/** The columns of the CSV file: fields of a change. */
const COLUMNS = [
	'change',
	'countryName',
	'operator',
	'mcc',
	'mnc',
	'operatorID',
	'previousPrice',
	'previousCurrency',
	'price',
	'currency',
	'difference',
	'differencePercentage',
] as const;

export const getChanges: Operation = {
	value: 'getChanges',
	name: 'Get Changes Between Dates',
	action: 'Get rate changes between dates',
	description: 'Compare the rates of a price list on two dates: up, down, new, gone',
	fields: [
		priceListField,
		...comparedDatesFields,
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'Items',
					value: 'items',
					description: 'One item per changed rate, largest change first; none if nothing changed',
				},
				{
					name: 'Report',
					value: 'report',
					description:
						'One item per price list that you can deliver: number, counts, the list of changes, and the same list as a CSV file; none if nothing changed',
				},
				{
					name: 'Summary',
					value: 'summary',
					description:
						'One item with the counts and, in a field, the list of changes, even if nothing changed',
				},
			],
			default: 'items',
		},
		csvFileField,
		ratesOptions,
	],
	async execute(itemIndex) {
		const priceListId = priceListIdOf(this, itemIndex);
		const dates = comparedDatesOf(this, itemIndex);
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const ratesOn = async (date: string): Promise<RatesOfDate> => {
			const request = { priceListId, date };
			return { subject: ratesSubject(request), rates: await readRates(this, request, options) };
		};
		const compared = compareRates(await ratesOn(dates.dateFrom), await ratesOn(dates.dateTo));
		const { changes, counts, unchanged } = compared;
		const { dateFrom, dateTo } = dates;
		const about = { priceListId: wholeNumberOf(priceListId), dateFrom, dateTo };
		const output = oneOf(
			this.getNodeParameter('output', itemIndex),
			['items', 'report', 'summary'],
			'Output',
		);
		if (output === 'items') return changes.map((change) => ({ json: { ...about, ...change } }));
		const summary = { ...about, changed: changes.length, ...counts, unchanged, changes };
		if (output === 'summary') return [{ json: summary }];
		return changes.length === 0 ? [] : [await reportOf(this, itemIndex, dates, summary, compared)];
	},
};

/** An item with a number and a file, which can be planned and delivered like a document. */
async function reportOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ dayFrom, dayTo }: ComparedDates,
	summary: IDataObject & { priceListId: number | string },
	{ changes }: Comparison,
): Promise<INodeExecutionData> {
	const documentNumber = `rate-changes-${summary.priceListId}-${dayFrom}-${dayTo}`;
	const property = context.getNodeParameter('csvProperty', itemIndex) as string;
	const csv = await context.helpers.prepareBinaryData(
		Buffer.from(csvOf(changes)),
		`${documentNumber}.csv`,
		'text/csv',
	);
	return {
		json: {
			documentNumber,
			documentDate: dayTo,
			...nameOf(context, itemIndex, summary),
			...summary,
		},
		binary: { [property]: csv },
	};
}

/** Name and currency of the price list, if the item comes from Price List: Get Many. */
function nameOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ priceListId }: { priceListId: number | string },
): IDataObject {
	const { id, name, currencyCode } = context.getInputData()[itemIndex].json;
	return id === priceListId ? { priceListName: name, currencyCode } : {};
}

function csvOf(changes: RateChange[]): string {
	const rows = changes.map((change) =>
		csvRecord(COLUMNS.map((column) => (change as Record<string, unknown>)[column])),
	);
	return csvRecord(COLUMNS) + rows.join('');
}
