import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../n8n/operation';
import { sortKeysOf } from '../shared/filters/form';
import { writeFilters, writeSort } from '../shared/filters/query';
import type { Period } from '../../common/period';
import { hintAtLimit, limitOf } from '../../n8n/limit';
import { chosenPeriod, hintAtPeriod } from '../../n8n/periodFields';
import { allRows, readListing } from '../../common/http/listing';
import { simplified } from './horisenDocument';
import { DOCUMENT_ATTRIBUTES, SORT_ATTRIBUTES } from './documentAttributes';
import { writeDocumentFilters } from './documentFilters';
import { documentListing } from './documentListing';
import { eligibilityFilters } from './eligibility';
import { getDocumentsFields } from './getDocumentsFields';
import { writePeriod } from './documentPeriod';

/** The values of fields that are not shown. */
const HIDDEN: Record<string, string> = { status: '', periodOn: 'documentDate' };

const SORTABLE = new Set(SORT_ATTRIBUTES.map(({ name }) => name));

export const getDocuments: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many documents',
	description: 'Get invoices and credit notes with all their items',
	fields: getDocumentsFields,
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const period = chosenPeriod(this, itemIndex);
		const parts = queryOf(this, itemIndex, period);
		const limit = limitOf(this, itemIndex);
		const documents = await readListing(documentListing(this, parts, options, limit), allRows);
		hintAtPeriod(this, 'Documents', period);
		hintAtLimit(this, documents.length, limit);
		const isWhole = this.getNodeParameter('output', itemIndex) === 'whole';
		return documents.map((document): INodeExecutionData => ({
			json: isWhole ? (document as IDataObject) : simplified(document),
		}));
	},
};

function queryOf(context: IExecuteFunctions, itemIndex: number, period: Period): string[] {
	const parameter = <Value>(name: string) =>
		context.getNodeParameter(name, itemIndex, HIDDEN[name]) as Value;
	return [
		...writeFilters(eligibilityFilters(parameter), DOCUMENT_ATTRIBUTES),
		...writeDocumentFilters(parameter),
		...writePeriod(parameter('periodOn'), period),
		...writeSort(withIdLast(sortKeysOf(parameter('sort'))), SORTABLE),
	];
}

/** Adds a unique last key: otherwise, the order of equal documents may differ from page to page. */
function withIdLast(keys: ReturnType<typeof sortKeysOf>): ReturnType<typeof sortKeysOf> {
	if (keys.some(({ attribute }) => attribute === 'id')) return keys;
	return [...keys, { attribute: 'id', direction: 'ascending' }];
}
