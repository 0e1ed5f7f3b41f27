/** What an invoice says it follows, and what the check holds it to. */
export interface Profile {
	/** As the operator reads it. */
	name: string;
	/** BT-24. */
	customizationId: string;
	/** BT-23: the business process. */
	profileId?: string;
	/** Holds the invoice to the rules of Peppol BIS Billing, which XRechnung takes over in part. */
	peppol: boolean;
	xrechnung: boolean;
}

export type ProfileName = 'en16931' | 'peppol-bis-3' | 'xrechnung-3.0';

const BILLING_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

export const PROFILES: Record<ProfileName, Profile> = {
	en16931: {
		name: 'EN 16931',
		customizationId: 'urn:cen.eu:en16931:2017',
		peppol: false,
		xrechnung: false,
	},
	'peppol-bis-3': {
		name: 'Peppol BIS Billing 3.0',
		customizationId: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
		profileId: BILLING_PROCESS,
		peppol: true,
		xrechnung: false,
	},
	'xrechnung-3.0': {
		name: 'XRechnung 3.0',
		customizationId: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
		profileId: BILLING_PROCESS,
		peppol: false,
		xrechnung: true,
	},
};
