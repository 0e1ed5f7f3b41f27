import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { invoiceSection } from './invoiceFields';
import {
	buyerSection,
	sellerCountryCodeField,
	sellerCountryField,
	sellerSection,
} from './partyFields';
import { fieldsOf } from './placedFields';
import { paymentSection, vatSection } from './vatAndPaymentFields';
import { PROFILES } from '../profile';

/** Only for fields of this format. */
const UBL: IDisplayOptions = { show: { format: ['ubl'] } };

const profileField: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'options',
	options: Object.entries(PROFILES).map(([value, { name, description }]) => ({
		name,
		value,
		description,
	})),
	default: 'en16931',
	description: 'The rules that the invoice follows and the check applies',
};

const linesFromField: INodeProperties = {
	displayName: 'Lines From',
	name: 'linesFrom',
	type: 'options',
	options: [
		{ name: 'Items', value: 'items', description: 'One line for each item of the document' },
		{
			name: 'Traffic',
			value: 'traffic',
			description:
				'One line for each country, operator and price of the rows; items if there are none',
		},
	],
	default: 'items',
};

const checkField: INodeProperties = {
	displayName: 'Check',
	name: 'check',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Refuse an invoice that breaks a rule, naming rule, field and fix',
		},
		{ name: 'Report', value: 'report', description: 'Make the file and list the violations' },
		{ name: 'Off', value: 'off', description: 'Make the file unchecked' },
	],
	default: 'fail',
	description:
		'Whether to check the invoice against the rules of its profile: totals, codes, required terms, VAT',
};

const SECTIONS = [sellerSection, buyerSection, vatSection, paymentSection, invoiceSection].map(
	fieldsOf,
);

/**
 * The form of the format "E-Invoice (UBL 2.1)", except the source of the rows: first the fields that every invoice of
 * the profile needs, then the optional ones.
 */
export const ublFields: INodeProperties[] = [
	profileField,
	linesFromField,
	sellerCountryField,
	sellerCountryCodeField,
	...SECTIONS.flatMap(({ plain }) => plain),
	...SECTIONS.map(({ added }) => added),
	checkField,
].map((field) => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { ...UBL.show, ...field.displayOptions?.show } },
}));
