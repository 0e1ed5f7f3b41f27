import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { sortKeysOf } from '../shared/filters/form';
import { writeSort } from '../shared/filters/query';
import { limitOf } from '../../n8n/limit';
import { allRows, readListing } from '../shared/listing';
import { simplified } from './document';
import { SORT_ATTRIBUTES } from './documentAttributes';
import { writeDocumentFilters } from './documentFilters';
import { documentListing } from './documentListing';
import { getDocumentsFields } from './getDocumentsFields';
import { writePeriod } from './period';

const SORTABLE = new Set(SORT_ATTRIBUTES.map(({ name }) => name));

export const getDocuments: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many documents',
	description: 'Get invoices and credit notes with all their items',
	fields: getDocumentsFields,
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const parts = queryOf(this, itemIndex);
		const documents = await readListing(
			documentListing(this, parts, options, limitOf(this, itemIndex)),
			allRows,
		);
		const isWhole = this.getNodeParameter('output', itemIndex) === 'whole';
		return documents.map((document): INodeExecutionData => ({
			json: isWhole ? (document as IDataObject) : simplified(document),
		}));
	},
};

function queryOf(context: IExecuteFunctions, itemIndex: number): string[] {
	const parameter = <Value>(name: string) => context.getNodeParameter(name, itemIndex) as Value;
	return [
		...writeDocumentFilters(parameter),
		...writePeriod(parameter('periodOn'), parameter('periodFrom'), parameter('periodTo')),
		...writeSort(withIdLast(sortKeysOf(parameter('sort'))), SORTABLE),
	];
}

/** Without a last key that no two documents share, the order of equal ones may differ from page to page. */
function withIdLast(keys: ReturnType<typeof sortKeysOf>): ReturnType<typeof sortKeysOf> {
	if (keys.some(({ attribute }) => attribute === 'id')) return keys;
	return [...keys, { attribute: 'id', direction: 'ascending' }];
}
