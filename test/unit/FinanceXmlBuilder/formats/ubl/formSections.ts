import { invoiceSection } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/form/invoiceFields';
import {
	buyerSection,
	sellerSection,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/form/partyFields';
import {
	paymentSection,
	vatSection,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/form/vatAndPaymentFields';

export const SECTIONS = [sellerSection, buyerSection, vatSection, paymentSection, invoiceSection];
