import { OperatorError } from '../../../common/errors';
import { isAbsent } from '../../../common/value';
import type { BusinessDocument } from '../../businessDocument';
import type { Kind } from './invoice';
import type { UblSettings } from './ublSettings';

/**
 * The invoice type of a document (BT-3). HORISEN's self-billing documents are negative: the owner pays. The operator
 * decides whether they become credit notes or self-billed invoices; both types imply who pays, so their amounts are
 * positive. Any other negative document stays an invoice with negative amounts.
 */
export function kindOf(document: BusinessDocument, settings: UblSettings): Kind {
	if (document.selfBilling === 'yes') {
		switch (settings.invoice.selfBillingType) {
			case '381':
				return { root: 'CreditNote', typeCode: '381', selfBilled: false, sign: -1 };
			case '389':
				return { root: 'Invoice', typeCode: '389', selfBilled: true, sign: -1 };
			case undefined:
				return { root: 'Invoice', selfBilled: false, sign: -1 };
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
 * Refuses documents that are not the issuer's invoices: a supplier's invoice, a proforma, a canceled invoice. A
 * document without a class counts as an invoice.
 *
 * @throws OperatorError naming the class
 */
export function refuseOtherClasses(document: BusinessDocument, documentLabel: string): void {
	if (document.status === 'canceled') {
		throw new OperatorError(`${documentLabel} is canceled, so it is no longer an invoice`, {
			description:
				'UBL cannot say that an invoice is canceled: the ERP would book it again. Cancel it there, or issue a credit note in HORISEN. Filter by status in HORISEN Finance. No file was made.',
		});
	}
	const { documentClassArea: area, documentClassDomain: domain } = document;
	const isSale = isAbsent(area) || area === 'sales';
	if (isSale && (isAbsent(domain) || domain === 'invoice')) return;
	throw new OperatorError(
		`${documentLabel} is not an invoice that you issue: it has the class "${String(domain)}", area "${String(area)}"`,
		{
			description:
				'E-invoices are made from documents with the class "invoice" and the area "sales". For a purchase document, the supplier issues the invoice. Filter by documentClassDomain and documentClassArea in HORISEN Finance.',
		},
	);
}
