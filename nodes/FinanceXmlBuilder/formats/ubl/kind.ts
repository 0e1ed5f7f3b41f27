import type Big from 'big.js';
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
