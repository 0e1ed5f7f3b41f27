import type Big from 'big.js';
import { OperatorError } from '../../../common/errors';
import { isAbsent } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import type { Kind } from './invoice';
import type { UblSettings } from './settings';

/**
 * What the document becomes (BT-3). A self-billing document of HORISEN is negative: the owner pays. Whether it
 * is a credit note or a self-billed invoice is the operator's to say; both say who pays by their type, so
 * their amounts are positive. Any other negative document stays an invoice of negative amounts.
 */
export function kindOf(document: BusinessDocument, settings: UblSettings, net: Big): Kind {
	const turned = net.lt(0) ? -1 : 1;
	if (document.selfBilling === 'yes') {
		switch (settings.invoice.selfBillingType) {
			case '381':
				return { root: 'CreditNote', typeCode: '381', selfBilled: false, sign: turned };
			case '389':
				return { root: 'Invoice', typeCode: '389', selfBilled: true, sign: turned };
			case undefined:
				return { root: 'Invoice', selfBilled: false, sign: turned };
		}
	}
	const typeCode = isPaidBefore(document) ? settings.invoice.prepaymentType : '380';
	return { root: 'Invoice', typeCode, selfBilled: false, sign: 1 };
}

/** A prepayment, or the part payment of another document. */
function isPaidBefore({ dataSourceCodeName, dataSourceSelector }: BusinessDocument): boolean {
	return dataSourceCodeName === 'PREPAID' || dataSourceSelector === 'PART-PAYMENT';
}

/**
 * Refuses what is no invoice of the issuer: a supplier's invoice, a proforma. A document that does not say its
 * class is taken for an invoice.
 *
 * @throws OperatorError naming the class
 */
export function refuseOtherClasses(document: BusinessDocument, documentLabel: string): void {
	const { documentClassArea: area, documentClassDomain: domain } = document;
	const isSale = isAbsent(area) || area === 'sales';
	if (isSale && (isAbsent(domain) || domain === 'invoice')) return;
	throw new OperatorError(
		`${documentLabel} is no invoice that you issue: it is of the class "${String(domain)}", area "${String(area)}"`,
		{
			description:
				'E-invoices are made of documents of the class "invoice", area "sales". Of a purchase document the supplier issues the invoice. Filter by documentClassDomain and documentClassArea in HORISEN Finance.',
		},
	);
}
