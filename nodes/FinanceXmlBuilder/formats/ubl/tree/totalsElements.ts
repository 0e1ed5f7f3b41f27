import type Big from 'big.js';
import { decimalText } from '../../../../common/money';
import type { Content, Element } from '../../../xml/tree';
import type { Invoice, RoundingDifference, Vat } from '../invoice';
import { amount, each, fixed, group, type Scope, text, value } from './elements';
import { categoryElement, categoryName, vatScheme, writtenVat } from './lineElements';

/** The reason for a charge or an allowance at document level (BT-97, BT-104). */
const ROUNDING_REASON = 'Rounding difference';

type Difference = RoundingDifference & { vat: Vat };

export function roundingElement(currency: string): Content<Scope> {
	return each<Invoice, Difference>(
		'roundingDifference',
		({ roundingDifference, vat }) => roundingDifference && { ...roundingDifference, vat },
		{
			kind: 'element',
			name: 'cac:AllowanceCharge',
			content: [
				text<Difference>('cbc:ChargeIndicator', 'charge', ({ charge }) => String(charge)),
				fixed('cbc:AllowanceChargeReason', ROUNDING_REASON),
				amount<Difference>('cbc:Amount', (difference) => difference.amount, currency),
				each<Difference, Vat>('vat', ({ vat }) => vat, categoryElement('cac:TaxCategory')),
			],
		},
	);
}

/** BG-23 in the invoice's currency, and the VAT in the issuer's own. */
export function taxTotals(currency: string): Array<Content<Scope>> {
	return [
		{
			kind: 'element',
			name: 'cac:TaxTotal',
			content: [
				amount<Invoice>('cbc:TaxAmount', ({ totals }) => totals.tax, currency),
				{
					kind: 'element',
					name: 'cac:TaxSubtotal',
					content: [
						amount<Invoice>('cbc:TaxableAmount', ({ totals }) => totals.taxExclusive, currency),
						amount<Invoice>('cbc:TaxAmount', ({ totals }) => totals.tax, currency),
						accountingSubtotal(),
						subtotalCategory(),
					],
				},
			],
		},
		each<Invoice, NonNullable<Vat['accounting']>>(
			'accounting',
			({ vat }) => vat.accounting?.amount && vat.accounting,
			{
				kind: 'element',
				name: 'cac:TaxTotal',
				content: [
					amount<NonNullable<Vat['accounting']>>(
						'cbc:TaxAmount',
						(accounting) => accounting.amount,
						value<NonNullable<Vat['accounting']>>('currency', (accounting) => accounting.currency),
					),
				],
			},
		),
	];
}

/** UBL.BE says the VAT in the second currency here, too. */
function accountingSubtotal(): Content<Scope> {
	return each<Invoice, NonNullable<Vat['accounting']>>(
		'accounting',
		({ vat, belgium }) => (belgium && vat.accounting?.amount ? vat.accounting : undefined),
		amount<NonNullable<Vat['accounting']>>(
			'cbc:TransactionCurrencyTaxAmount',
			(accounting) => accounting.amount,
			value<NonNullable<Vat['accounting']>>('currency', (accounting) => accounting.currency),
		),
	);
}

function subtotalCategory(): Element<Scope> {
	return {
		kind: 'element',
		name: 'cac:TaxCategory',
		content: [
			text<Invoice>('cbc:ID', 'VAT category', ({ vat }) => vat.category),
			each<Invoice, ReturnType<typeof writtenVat>>('name', writtenVat, categoryName()),
			text<Invoice>(
				'cbc:Percent',
				'VAT rate',
				({ vat: { breakdownPercent } }) => breakdownPercent && decimalText(breakdownPercent),
			),
			text<Invoice>('cbc:TaxExemptionReasonCode', 'reason code', ({ vat }) => vat.reasonCode),
			text<Invoice>('cbc:TaxExemptionReason', 'exemption reason', ({ vat }) => vat.reason),
			vatScheme(),
		],
	};
}

/** BG-22. */
export function monetaryTotal(currency: string): Element<Scope> {
	const total = (name: string, of: (invoice: Invoice) => Big | undefined) =>
		amount<Invoice>(name, of, currency);
	return group(
		'cac:LegalMonetaryTotal',
		total('cbc:LineExtensionAmount', ({ lineTotal }) => lineTotal),
		total('cbc:TaxExclusiveAmount', ({ totals }) => totals.taxExclusive),
		total('cbc:TaxInclusiveAmount', ({ totals }) => totals.taxInclusive),
		total('cbc:AllowanceTotalAmount', ({ roundingDifference: found }) =>
			found && !found.charge ? found.amount : undefined,
		),
		total('cbc:ChargeTotalAmount', ({ roundingDifference: found }) =>
			found?.charge ? found.amount : undefined,
		),
		total('cbc:PrepaidAmount', ({ totals }) => totals.paid),
		total('cbc:PayableRoundingAmount', ({ totals: { rounding } }) =>
			rounding?.eq(0) ? undefined : rounding,
		),
		total('cbc:PayableAmount', ({ totals }) => totals.payable),
	);
}
