import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { DOCUMENT_ATTRIBUTES } from '../../../../../nodes/Horisen/Finance/documentAttributes';
import { HorisenFinance } from '../../../../../nodes/Horisen/Finance/HorisenFinance.node';
import { HorisenTrafficReport } from '../../../../../nodes/Horisen/TrafficReport/HorisenTrafficReport.node';
import {
	CONTROL_ATTRIBUTES,
	CUSTOMER_ATTRIBUTES,
} from '../../../../../nodes/Horisen/TrafficReport/rowAttributes';
import { filtersField, filtersOf } from '../../../../../nodes/Horisen/shared/filters/form';
import {
	type Attribute,
	type FilterOperator,
	operatorsFor,
} from '../../../../../nodes/Horisen/shared/filters/operators';
import { writeFilters } from '../../../../../nodes/Horisen/shared/filters/query';

const NODE = { typeVersion: 1 } as INode;
const FIELD = filtersField(DOCUMENT_ATTRIBUTES);
const rowFields = () => {
	const [collection] = FIELD.options ?? [];
	return 'values' in collection ? collection.values : [];
};

/** The fields that the editor shows in a row with these values. */
const shownFields = (row: INodeParameters): INodeProperties[] =>
	rowFields().filter((field) => NodeHelpers.displayParameter(row, field, NODE, null));

/** The parameters as n8n hands them to a node: what is not shown is dropped. */
const asExecuted = (row: INodeParameters) => {
	const values = { filters: { filter: [row] } };
	const parameters = NodeHelpers.getNodeParameters([FIELD], values, true, false, NODE, null);
	return filtersOf((parameters?.filters ?? {}) as never);
};

const combinations: Array<[string, string, Attribute, FilterOperator]> =
	DOCUMENT_ATTRIBUTES.flatMap((attribute) =>
		operatorsFor(attribute.type).map((operator): [string, string, Attribute, FilterOperator] => [
			attribute.name,
			operator.value,
			attribute,
			operator,
		]),
	);

const SAMPLE = { text: 'A', choice: 'a', number: '1', date: '2023-06-01', dateTime: '2023-06-01' };

describe('the Filters form', () => {
	it.each(combinations)(
		'shows only the fields of %s %s, and keeps their values',
		(_, __, attribute, operator) => {
			const names = { none: [], one: ['value'], list: ['values'], range: ['from', 'to'] }[
				operator.arity
			];
			const row: INodeParameters = { attribute: attribute.name, operator: operator.value };
			const shown = shownFields(row);
			expect(shown.map(({ name }) => name)).toEqual(['attribute', 'operator', ...names]);
			expect(shown[1].options?.map((option) => ('value' in option ? option.value : ''))).toEqual(
				operatorsFor(attribute.type).map(({ value }) => value),
			);
			const filled = {
				...row,
				...Object.fromEntries(names.map((name) => [name, SAMPLE[attribute.type]])),
			};
			expect(asExecuted(filled)).toEqual([filled]);
			expect(writeFilters(asExecuted(filled), DOCUMENT_ATTRIBUTES)).toHaveLength(1);
		},
	);

	it('drops a value that the operator does not take', () => {
		expect(asExecuted({ attribute: 'total', operator: 'isnull', value: '5' })).toEqual([
			{ attribute: 'total', operator: 'isnull' },
		]);
	});

	it('offers no operator that does not fit', () => {
		const [, operators] = shownFields({ attribute: 'total', operator: 'eq' });
		const values = operators.options?.map((option) => ('value' in option ? option.value : ''));
		expect(values).not.toContain('contains');
		expect(values).toContain('between');
	});
});

it('knows every attribute that the vendor documents', () => {
	const names = (attributes: readonly Attribute[]) => attributes.map(({ name }) => name).join(' ');
	expect(names(DOCUMENT_ATTRIBUTES)).toBe(
		'documentUuid id instanceId bizPartnerId bizPartnerCountry bizPartnerExternalRefId documentDate ' +
			'deliveryDate documentNumber documentNumberNum dueDate periodStart periodEnd currency ' +
			'currencyCode amountNoVat amountVat vatPercent vat rounding total totalUnpaid totalPaid ' +
			'domesticCurrency domesticCurrencyCode domesticCurrencyRate domesticAmountNoVat ' +
			'domesticAmountVat domesticRounding domesticTotal status insertDt statusDt paymentStatus ' +
			'paymentStatusDate lang documentType documentTypeName selfBilling domainId domainCodeName ' +
			'dataSourceId dataSourceCodeName documentClassCodeName documentClassDomain ' +
			'documentClassArea dataSourceSelector syncStatus syncStatusDt disputeStatus docsDeliveryStatus',
	);
	expect(names(CUSTOMER_ATTRIBUTES)).toBe(
		'customerId billingAccountId billingAccountName countryId countryName countryCode2 operatorId ' +
			'operatorName mcc mnc sellPrice sellPriceSinceDt sellCurrency sellCurrencyCode',
	);
	expect(names(CONTROL_ATTRIBUTES)).toBe(
		'supplierId billingAccountId billingAccountName countryId countryName countryCode2 operatorId ' +
			'operatorName mcc mnc buyPrice buyPriceSinceDt buyCurrency buyCurrencyCode',
	);
});

describe('the nodes', () => {
	const visible = (
		node: { description: { properties: INodeProperties[] } },
		values: INodeParameters,
	) =>
		node.description.properties
			.filter((field) => NodeHelpers.displayParameter(values, field, NODE, null))
			.map(({ name }) => name);

	it('shows the fields of the chosen operation only', () => {
		const finance = new HorisenFinance();
		expect(
			visible(finance, {
				resource: 'document',
				operation: 'getMany',
				documents: 'toDeliver',
				period: 'all',
				returnAll: true,
			}),
		).toEqual([
			'resource',
			'operation',
			'documents',
			'area',
			'period',
			'returnAll',
			'paymentStatus',
			'syncStatus',
			'filters',
			'search',
			'sort',
			'output',
			'options',
		]);
		expect(visible(finance, { resource: 'invoice', operation: 'getFiles' })).toEqual([
			'resource',
			'operation',
			'invoiceId',
			'options',
		]);
		const traffic = { resource: 'trafficReport', operation: 'forDocument', output: 'file' };
		expect(visible(new HorisenTrafficReport(), traffic)).toEqual([
			'resource',
			'operation',
			'output',
			'binaryProperty',
			'summaryField',
			'filters',
			'search',
			'options',
		]);
	});
});
