import type { UblSettings } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/ublSettings';

/** An issuer that every profile takes. */
export const SELLER: UblSettings['seller'] = {
	name: 'SMS Platform Owner GmbH',
	street: 'Funkgasse 1',
	city: 'Berlin',
	postalCode: '10115',
	country: 'DE',
	vatId: 'DE123456788',
	legalId: 'HRB 12345',
	endpointId: '9930:DE123456788',
	contactName: 'Billing & Co',
	contactPhone: '+49 30 000 00 00',
	contactEmail: 'billing@owner.example',
};

/** Parts of the settings, as the form would give them; what is left out is the form's default. */
export interface SettingsPart {
	profile?: UblSettings['profile'];
	linesFrom?: UblSettings['linesFrom'];
	check?: UblSettings['check'];
	output?: UblSettings['output'];
	seller?: UblSettings['seller'];
	buyer?: UblSettings['buyer'];
	vat?: Partial<UblSettings['vat']>;
	payment?: UblSettings['payment'];
	invoice?: Partial<UblSettings['invoice']>;
}

/** Settings that every document of the fixtures passes with, in every profile. */
export function ublSettings(part: SettingsPart = {}): UblSettings {
	return {
		profile: part.profile ?? 'en16931',
		linesFrom: part.linesFrom ?? 'items',
		check: part.check ?? 'fail',
		output: part.output ?? 'file',
		seller: { ...SELLER, ...part.seller },
		buyer: { reference: '04011000-12345-67', endpointId: '0088:7300010000001', ...part.buyer },
		vat: {
			zeroRateCategory: 'AE',
			exemptionReason: 'Reverse charge',
			accountingCurrency: 'domestic',
			...part.vat,
		},
		payment: { iban: 'DE02 1203 0000 0000 2020 51', ...part.payment },
		invoice: {
			selfBillingType: '381',
			prepaymentType: '380',
			paidAmount: 'document',
			notes: [],
			linePeriod: 'no',
			priceBase: 'auto',
			priceFrom: 'item',
			unitCodes: new Map([['PIECE', 'C62']]),
			countryCodes: new Map(),
			messageUnit: 'C62',
			trafficFileHash: 'none',
			trafficFile: 'beside',
			...part.invoice,
		},
	};
}
