import type { Element } from '../../../xml/tree';
import type { InvoiceHeader, Party } from '../invoice';
import { attribute, each, fixed, group, type Scope, text } from './elements';

/** BG-4 or BG-7, as `cac:Party` within the role's element. */
export function partyElement(role: 'seller' | 'buyer'): Element<Scope> {
	const name = role === 'seller' ? 'cac:AccountingSupplierParty' : 'cac:AccountingCustomerParty';
	return {
		kind: 'element',
		name,
		content: [
			each<InvoiceHeader, Party>(role, (invoice) => invoice[role], {
				kind: 'element',
				name: 'cac:Party',
				content: partyContent(),
			}),
		],
	};
}

function partyContent(): Array<Element<Scope>> {
	return [
		text<Party>(
			'cbc:EndpointID',
			'electronic address',
			({ endpointId }) => endpointId,
			attribute<Party>('schemeID', ({ endpointScheme }) => endpointScheme),
		),
		group(
			'cac:PartyName',
			text<Party>('cbc:Name', 'trading name', (party) => party.tradingName),
		),
		group(
			'cac:PostalAddress',
			text<Party>('cbc:StreetName', 'street', ({ street }) => street),
			text<Party>('cbc:AdditionalStreetName', 'street', (party) => party.additionalStreet),
			text<Party>('cbc:CityName', 'city', ({ city }) => city),
			text<Party>('cbc:PostalZone', 'postal code', ({ postalCode }) => postalCode),
			group(
				'cac:Country',
				text<Party>('cbc:IdentificationCode', 'country', ({ country }) => country),
			),
		),
		taxScheme('VAT', ({ vatId }) => vatId),
		taxScheme('TAX', ({ taxId }) => taxId),
		group(
			'cac:PartyLegalEntity',
			text<Party>('cbc:RegistrationName', 'name', ({ name }) => name),
			text<Party>(
				'cbc:CompanyID',
				'legal id',
				({ legalId }) => legalId,
				attribute<Party>('schemeID', ({ legalIdScheme }) => legalIdScheme),
			),
		),
		group(
			'cac:Contact',
			text<Party>('cbc:Name', 'contact', ({ contactName }) => contactName),
			text<Party>('cbc:Telephone', 'phone', ({ contactPhone }) => contactPhone),
			text<Party>('cbc:ElectronicMail', 'e-mail', ({ contactEmail }) => contactEmail),
		),
	];
}

function taxScheme(scheme: string, id: (party: Party) => string | undefined): Element<Scope> {
	return group('cac:PartyTaxScheme', text<Party>('cbc:CompanyID', `${scheme} id`, id), {
		kind: 'element',
		name: 'cac:TaxScheme',
		content: [fixed('cbc:ID', scheme)],
	});
}
