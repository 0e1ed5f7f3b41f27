import type { Content, Element } from '../../../xml/tree';
import type { InvoiceHeader, Party } from '../invoice';
import { attribute, each, group, type Scope, text } from './elements';

/** A party, and the kind of its tax registration. */
type WrittenParty = Party & { taxScheme: string };

/** BG-4 or BG-7, as `cac:Party` within the role's element. */
export function partyElement(role: 'seller' | 'buyer'): Element<Scope> {
	const name = role === 'seller' ? 'cac:AccountingSupplierParty' : 'cac:AccountingCustomerParty';
	return {
		kind: 'element',
		name,
		content: [
			each<InvoiceHeader, WrittenParty>(
				role,
				(invoice) => ({ ...invoice[role], taxScheme: invoice.specification.taxScheme ?? 'TAX' }),
				{
					kind: 'element',
					name: 'cac:Party',
					content: partyContent(),
				},
			),
			...(role === 'seller' ? [operatorElement()] : []),
		],
	};
}

/** Who made the invoice, as Croatia has it (HR-BT-4, HR-BT-5). */
function operatorElement(): Element<Scope> {
	return group(
		'cac:SellerContact',
		text<InvoiceHeader>('cbc:ID', 'operator OIB', ({ operator }) => operator?.oib),
		text<InvoiceHeader>('cbc:Name', 'operator', ({ operator }) => operator?.name),
	);
}

function partyContent(): Array<Content<Scope>> {
	return [
		text<Party>(
			'cbc:EndpointID',
			'electronic address',
			({ endpointId }) => endpointId,
			attribute<Party>('schemeID', ({ endpointScheme }) => endpointScheme),
		),
		group(
			'cac:PartyIdentification',
			text<Party>(
				'cbc:ID',
				'identifier',
				({ identifier }) => identifier,
				attribute<Party>('schemeID', ({ identifierScheme }) => identifierScheme),
			),
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
			text<Party>('cbc:CountrySubentity', 'subdivision', ({ subdivision }) => subdivision),
			group(
				'cac:Country',
				text<Party>('cbc:IdentificationCode', 'country', ({ country }) => country),
			),
		),
		taxScheme(
			({ vatId }) => vatId,
			() => 'VAT',
		),
		taxScheme(
			({ taxId }) => taxId,
			(party) => party.taxScheme,
		),
		group(
			'cac:PartyLegalEntity',
			text<Party>('cbc:RegistrationName', 'name', ({ name }) => name),
			text<Party>(
				'cbc:CompanyID',
				'legal id',
				({ legalId }) => legalId,
				attribute<Party>('schemeID', ({ legalIdScheme }) => legalIdScheme),
			),
			text<Party>('cbc:CompanyLegalForm', 'legal form', ({ legalForm }) => legalForm),
		),
		group(
			'cac:Contact',
			text<Party>('cbc:Name', 'contact', ({ contactName }) => contactName),
			text<Party>('cbc:Telephone', 'phone', ({ contactPhone }) => contactPhone),
			text<Party>('cbc:ElectronicMail', 'e-mail', ({ contactEmail }) => contactEmail),
		),
	];
}

/** Left out completely if there is no id. */
function taxScheme(
	id: (party: WrittenParty) => string | undefined,
	scheme: (party: WrittenParty) => string,
): Content<Scope> {
	return each<WrittenParty, WrittenParty>(
		'tax scheme',
		(party) => (id(party) === undefined ? undefined : party),
		{
			kind: 'element',
			name: 'cac:PartyTaxScheme',
			content: [
				text<WrittenParty>('cbc:CompanyID', 'tax id', id),
				{
					kind: 'element',
					name: 'cac:TaxScheme',
					content: [text<WrittenParty>('cbc:ID', 'tax scheme', scheme)],
				},
			],
		},
	);
}
