/** Example values for a company in a country. */
interface Company {
	street: string;
	city: string;
	postalCode: string;
	subdivision: string;
	vatId: string;
	taxId: string;
	legalId: string;
	legalIdScheme: string;
	/** Electronic address with its scheme, in one field. */
	endpointId: string;
	/** The scheme alone. */
	endpointScheme: string;
	contactPhone: string;
	iban: string;
}

/** For a country without its own example. */
const ANYWHERE: Company = {
	street: 'Main Street 1',
	city: 'Geneva',
	postalCode: '1201',
	subdivision: 'GE',
	vatId: 'DE811115368',
	taxId: '123/456/78901',
	legalId: '7300010000001',
	legalIdScheme: '0088',
	endpointId: '0088:7300010000001',
	endpointScheme: '0088',
	contactPhone: '+41 22 555 01 00',
	iban: 'CH9300762011623852957',
};

/** Numbers with valid check digits that belong to no particular company. */
const BY_COUNTRY: Readonly<Record<string, Partial<Company>>> = {
	AT: {
		...{ street: 'Ringstraße 1', city: 'Wien', postalCode: '1010', contactPhone: '+43 1 555 0100' },
		...{ vatId: 'ATU12345675', endpointId: '9914:ATU12345675', endpointScheme: '9914' },
		...{ legalId: 'FN 123456a', iban: 'AT611904300234573201' },
	},
	BE: {
		...{ street: 'Wetstraat 1', city: 'Brussel', postalCode: '1000' },
		...{ vatId: 'BE0202239951', endpointId: '0208:0202239951', endpointScheme: '0208' },
		...{ legalId: '0202239951', legalIdScheme: '0208', contactPhone: '+32 2 555 01 00' },
		...{ iban: 'BE68539007547034' },
	},
	CH: {
		...{ street: 'Bahnhofstrasse 1', city: 'Zürich', postalCode: '8001', vatId: 'CHE100155212' },
		...{ endpointId: '0183:CHE100155212', endpointScheme: '0183', legalId: 'CHE100155212' },
		...{ legalIdScheme: '0183', contactPhone: '+41 44 555 01 00', iban: 'CH9300762011623852957' },
	},
	DE: {
		...{ street: 'Hauptstraße 1', city: 'Berlin', postalCode: '10115', vatId: 'DE811115368' },
		...{ endpointId: '9930:DE811115368', endpointScheme: '9930', legalId: 'HRB 12345' },
		...{ contactPhone: '+49 30 5550100', iban: 'DE02120300000000202051', taxId: '21/815/08150' },
	},
	DK: {
		...{ street: 'Vestergade 1', city: 'København', postalCode: '1456', vatId: 'DK13585628' },
		...{ endpointId: '0184:13585628', endpointScheme: '0184', legalId: '13585628' },
		...{ legalIdScheme: '0184', contactPhone: '+45 33 55 01 00', iban: 'DK5000400440116243' },
	},
	ES: {
		...{ street: 'Calle Mayor 1', city: 'Madrid', postalCode: '28013', vatId: 'ESB58378431' },
		...{ endpointId: '9920:ESB58378431', endpointScheme: '9920', legalId: 'B58378431' },
		...{ contactPhone: '+34 91 555 01 00', iban: 'ES9121000418450200051332' },
	},
	FR: {
		...{ street: '1 rue de Rivoli', city: 'Paris', postalCode: '75001', vatId: 'FR40303265045' },
		...{ endpointId: '0225:303265045', endpointScheme: '0225', legalId: '303265045' },
		...{ legalIdScheme: '0002', contactPhone: '+33 1 55 50 01 00' },
		...{ iban: 'FR1420041010050500013M02606' },
	},
	GB: {
		...{ street: '1 High Street', city: 'London', postalCode: 'EC1A 1BB', vatId: 'GB980780684' },
		...{ endpointId: '9932:GB980780684', endpointScheme: '9932', legalId: '01234567' },
		...{ contactPhone: '+44 20 5550 0100', iban: 'GB29NWBK60161331926819' },
	},
	HR: {
		...{ street: 'Ilica 1', city: 'Zagreb', postalCode: '10000', vatId: 'HR94577403194' },
		...{ endpointId: '9934:94577403194', endpointScheme: '9934', legalId: '94577403194' },
		...{ contactPhone: '+385 1 5550 100', iban: 'HR1210010051863000160' },
	},
	IS: {
		...{ street: 'Laugavegur 1', city: 'Reykjavík', postalCode: '101', vatId: 'IS12345' },
		...{ endpointId: '0196:4710080280', endpointScheme: '0196', legalId: '4710080280' },
		...{ legalIdScheme: '0196', contactPhone: '+354 555 0100' },
		...{ iban: 'IS140159260076545510730339' },
	},
	IT: {
		...{ street: 'Via Roma 1', city: 'Roma', postalCode: '00184', vatId: 'IT00743110157' },
		...{ endpointId: '0211:IT00743110157', endpointScheme: '0211', taxId: '00743110157' },
		...{ contactPhone: '+39 06 5550100', iban: 'IT60X0542811101000000123456' },
	},
	NL: {
		...{ street: 'Keizersgracht 1', city: 'Amsterdam', postalCode: '1015 CJ' },
		...{ vatId: 'NL001234567B01', endpointId: '0106:12345678', endpointScheme: '0106' },
		...{ legalId: '12345678', legalIdScheme: '0106', contactPhone: '+31 20 555 0100' },
		...{ iban: 'NL91ABNA0417164300' },
	},
	NO: {
		...{ street: 'Storgata 1', city: 'Oslo', postalCode: '0155', vatId: 'NO974760673MVA' },
		...{ endpointId: '0192:974760673', endpointScheme: '0192', legalId: '974760673' },
		...{ legalIdScheme: '0192', contactPhone: '+47 22 55 01 00', iban: 'NO9386011117947' },
	},
	PL: {
		...{ street: 'ul. Marszałkowska 1', city: 'Warszawa', postalCode: '00-624' },
		...{ vatId: 'PL5260250995', endpointId: '9945:PL5260250995', endpointScheme: '9945' },
		...{ contactPhone: '+48 22 555 01 00', iban: 'PL61109010140000071219812874' },
	},
	RO: {
		...{ street: 'Strada Lipscani 1', city: 'SECTOR3', postalCode: '030031', subdivision: 'RO-B' },
		...{ vatId: 'RO18547290', endpointId: '9947:RO18547290', endpointScheme: '9947' },
		...{ legalId: 'J40/1234/2006', contactPhone: '+40 21 555 0100' },
		...{ iban: 'RO49AAAA1B31007593840000' },
	},
	RS: {
		...{ street: 'Knez Mihailova 1', city: 'Beograd', postalCode: '11000', vatId: 'RS100000008' },
		...{ endpointId: '9948:100000008', endpointScheme: '9948', legalId: '17000005' },
		...{ taxId: 'obveznik PDV', contactPhone: '+381 11 555 0100', iban: 'RS35260005601001611379' },
	},
	SE: {
		...{ street: 'Drottninggatan 1', city: 'Stockholm', postalCode: '111 51' },
		...{ vatId: 'SE556036079301', taxId: 'Godkänd för F-skatt', legalId: '5560360793' },
		...{ legalIdScheme: '0007', endpointId: '0007:5560360793', endpointScheme: '0007' },
		...{ contactPhone: '+46 8 555 010 00', iban: 'SE4550000000058398257466' },
	},
};

/** An example for a party's term in its country; a legal ID has its scheme, if there is one. */
export function companyExample(key: keyof Company, country: string | undefined): string {
	const company = BY_COUNTRY[country ?? ''];
	if (key === 'legalId') {
		const { legalId, legalIdScheme } = company?.legalId ? company : ANYWHERE;
		return legalIdScheme ? `${legalIdScheme}:${legalId}` : `${legalId}`;
	}
	return company?.[key] ?? ANYWHERE[key];
}

export type CompanyField = keyof Company;

/** Whether the country has its own examples. */
export function hasOwnExamples(country: string): boolean {
	return country in BY_COUNTRY;
}
