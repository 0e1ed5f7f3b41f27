import type { UblSettings } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/ublSettings';

type Seller = UblSettings['seller'];

/** A company as a seller, with what its country's rules ask for. */
export const SELLERS: Record<string, Seller> = {
	BE: {
		...{ name: 'Bericht NV', street: 'Wetstraat 1', city: 'Brussel', postalCode: '1000' },
		...{ country: 'BE', vatId: 'BE0202239951', legalId: '0202239951', legalIdScheme: '0208' },
		...{ endpointId: '0208:0202239951' },
	},
	CH: {
		...{ name: 'Meldung AG', street: 'Bahnhofstrasse 1', city: 'Zürich', postalCode: '8001' },
		...{ country: 'CH', vatId: 'CHE100155212', legalId: 'CHE100155212', legalIdScheme: '0183' },
		...{ endpointId: '0183:CHE100155212' },
	},
	DE: {
		...{ name: 'Nachricht GmbH', street: 'Funkgasse 1', city: 'Berlin', postalCode: '10115' },
		...{ country: 'DE', vatId: 'DE123456788', legalId: 'HRB 12345' },
		...{ endpointId: '9930:DE123456788' },
	},
	DK: {
		...{ name: 'Besked ApS', street: 'Vestergade 1', city: 'København', postalCode: '1456' },
		...{ country: 'DK', vatId: 'DK13585628', legalId: '13585628', legalIdScheme: '0184' },
		...{ endpointId: '0184:13585628' },
	},
	FR: {
		...{ name: 'Message SA', street: '1 rue de Rivoli', city: 'Paris', postalCode: '75001' },
		...{ country: 'FR', vatId: 'FR40303265045', legalId: '303265045', legalIdScheme: '0002' },
		...{ endpointId: '0225:303265045' },
	},
	GR: {
		...{ name: 'Minima AE', street: 'Ermou 1', city: 'Athina', postalCode: '10563' },
		...{ country: 'GR', vatId: 'EL094259216', endpointId: '9933:094259216' },
	},
	HR: {
		...{ name: 'Poruka doo', street: 'Ilica 1', city: 'Zagreb', postalCode: '10000' },
		...{ country: 'HR', vatId: 'HR94577403194', endpointId: '9934:94577403194' },
	},
	IS: {
		...{ name: 'Skilaboð ehf', street: 'Laugavegur 1', city: 'Reykjavík', postalCode: '101' },
		...{ country: 'IS', vatId: 'IS12345', legalId: '4710080280', legalIdScheme: '0196' },
		...{ endpointId: '0196:4710080280' },
	},
	IT: {
		...{ name: 'Messaggio SpA', street: 'Via Roma 1', city: 'Roma', postalCode: '00184' },
		...{ country: 'IT', vatId: 'IT00743110157', taxId: '00743110157' },
		...{ endpointId: '0211:IT00743110157' },
	},
	NL: {
		...{ name: 'Bericht BV', street: 'Straat 1', city: 'Amsterdam', postalCode: '1012AB' },
		...{ country: 'NL', vatId: 'NL001234567B01', legalId: '12345678', legalIdScheme: '0106' },
		...{ endpointId: '0106:12345678' },
	},
	NO: {
		...{ name: 'Melding AS', street: 'Storgata 1', city: 'Oslo', postalCode: '0155' },
		...{ country: 'NO', vatId: 'NO974760673MVA', legalId: '974760673', legalIdScheme: '0192' },
		...{ endpointId: '0192:974760673', taxId: 'Foretaksregisteret' },
	},
	RO: {
		...{ name: 'Mesaj SRL', street: 'Strada Lipscani 1', city: 'SECTOR3', postalCode: '030031' },
		...{ country: 'RO', subdivision: 'RO-B', vatId: 'RO18547290', legalId: 'J40/1234/2006' },
		...{ endpointId: '9947:RO18547290' },
	},
	RS: {
		...{ name: 'Poruka doo', street: 'Knez Mihailova 1', city: 'Beograd', postalCode: '11000' },
		...{ country: 'RS', vatId: 'RS100000008', legalId: '17000005', taxId: 'Obveznik PDV-a' },
		...{ endpointId: '9948:100000008' },
	},
	SE: {
		...{ name: 'Meddelande AB', street: 'Drottninggatan 1', city: 'Stockholm' },
		...{ postalCode: '111 51', country: 'SE', vatId: 'SE556036079301', legalId: '5560360793' },
		...{ taxId: 'Godkänd för F-skatt', endpointId: '0007:5560360793' },
	},
};

/** ISO 3166-1 numbers of the countries, as HORISEN has them. */
export const COUNTRY_NUMBERS: Record<string, number> = {
	...{ BE: 56, CH: 756, DE: 276, DK: 208, FR: 250, GR: 300, HR: 191, IS: 352, IT: 380 },
	...{ NL: 528, NO: 578, RO: 642, RS: 688, SE: 752 },
};

/** A company as the partner of a document. */
export function partnerOf(country: string): Record<string, unknown> {
	const { name, street, city, postalCode, vatId } = SELLERS[country];
	return { name, address: street, city, post: postalCode, vatNumber: vatId, attn: 'Accounts' };
}

/** What the settings say of it. */
export function buyerOf(country: string): UblSettings['buyer'] {
	const { endpointId, legalId, legalIdScheme, subdivision } = SELLERS[country];
	return { endpointId, legalId, legalIdScheme, subdivision };
}
