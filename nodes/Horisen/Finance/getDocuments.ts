import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { callLimits } from '../shared/callOptions';
import { filtersOf, sortKeysOf } from '../shared/filters/form';
import { writeFilters, writeSearch, writeSort } from '../shared/filters/query';
import { readListing } from '../shared/listing';
import { pageQuery, readPage, type Row } from '../shared/page';
import { uniqueRows } from '../shared/rowChecks';
import { documentIdentity, simplified } from './document';
import { DOCUMENT_ATTRIBUTES, SORT_ATTRIBUTES } from './documentAttributes';
import { callFinance } from './financeCall';
import { DEFAULT_PAGE_SIZE, getDocumentsFields } from './getDocumentsFields';
import { writePeriod } from './period';

const QUICK_FILTERS = ['status', 'paymentStatus', 'syncStatus'];
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
			{
				subject: 'documents',
				pageSize: Number(options.pageSize ?? DEFAULT_PAGE_SIZE),
				limit: limitOf(this, itemIndex),
				rowCheck: uniqueRows(documentIdentity),
				fetchPage: async (pageNumber, pageSize) => {
					const subject = `documents, page ${pageNumber}`;
					const query = [...parts, pageQuery(pageNumber, pageSize)].join('&');
					const answer = await callFinance(
						this,
						{
							method: 'GET',
							path: '/documents-export',
							query,
							subject,
							privilege: 'finance-invoices.view (or finance-invoices-own.view)',
						},
						callLimits(options),
					);
					return readPage(answer, subject);
				},
			},
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
	const quick = QUICK_FILTERS.map((attribute) => ({
		attribute,
		operator: 'eq',
		value: parameter(attribute),
	})).filter(({ value }) => value !== '');
	return [
		...writeFilters(quick, DOCUMENT_ATTRIBUTES),
		...writePeriod(parameter('periodOn'), parameter('periodFrom'), parameter('periodTo')),
		...writeFilters(filtersOf(parameter('filters')), DOCUMENT_ATTRIBUTES),
		...writeSearch(parameter('search')),
		...writeSort(withIdLast(sortKeysOf(parameter('sort'))), SORTABLE),
	];
}

/** Without a last key that no two documents share, the order of equal ones may differ from page to page. */
function withIdLast(keys: ReturnType<typeof sortKeysOf>): ReturnType<typeof sortKeysOf> {
	if (keys.some(({ attribute }) => attribute === 'id')) return keys;
	return [...keys, { attribute: 'id', direction: 'ascending' }];
}

function limitOf(context: IExecuteFunctions, itemIndex: number): number | undefined {
	if (context.getNodeParameter('returnAll', itemIndex)) return undefined;
	return context.getNodeParameter('limit', itemIndex) as number;
}

async function allRows(pages: AsyncGenerator<Row[]>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}
