import { belgianNational, belgianStandard, belgium } from './check/belgium';
import { croatia } from './check/croatia';
import { en16931 } from './check/en16931/en16931';
import { franceCtc } from './check/france/franceCtc';
import { peppolBilling } from './check/peppol/billing';
import { denmark } from './check/peppol/denmark';
import { germany } from './check/peppol/germany';
import { greece } from './check/peppol/greece';
import { iceland } from './check/peppol/iceland';
import { italy } from './check/peppol/italy';
import { netherlands } from './check/peppol/netherlands';
import { norway } from './check/peppol/norway';
import { peppolSelfBilling } from './check/peppol/selfBilling';
import { sweden } from './check/peppol/sweden';
import { ciusRo, romanianStandard } from './check/romania';
import { serbia } from './check/serbia';
import { xrechnung } from './check/xrechnung';
import type { RuleSet } from './check/ruleSet';
import type { Specification } from './invoice';
import type { BusinessProcesses } from './processes/businessProcess';
import { croatiaProcesses } from './processes/croatianProcesses';
import { franceProcesses } from './processes/frenchProcesses';

/** What an invoice says it follows, and the rules that the check holds it to. */
export interface Profile extends Specification {
	/** What it is for, in the form. */
	description: string;
	/** BT-23: that of all its invoices, or what there is to choose from. */
	businessProcess?: string | BusinessProcesses;
	/** Whether an invoice also has the terms of UBL.BE. */
	isBelgian?: true;
	/** BT-123 of the traffic file, if only codes are allowed. */
	fileType?: string;
	/** In the order in which violations are listed. */
	ruleSets: readonly RuleSet[];
}

const PEPPOL = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:';
const BILLING_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** Rules of Peppol BIS Billing for sellers in these countries. */
const NATIONAL = [denmark, germany, greece, iceland, italy, netherlands, norway, sweden];

export const PROFILES = {
	en16931: {
		name: 'EN 16931',
		description: 'Only the European standard, for an ERP that imports UBL',
		customizationId: 'urn:cen.eu:en16931:2017',
		ruleSets: [en16931],
	},
	'peppol-bis-3': {
		name: 'Peppol BIS Billing 3.0',
		description:
			'For the Peppol network; required by law in Belgium. Needs electronic addresses and a buyer reference.',
		customizationId: `${PEPPOL}billing:3.0`,
		businessProcess: BILLING_PROCESS,
		ruleSets: [en16931, peppolBilling, ...NATIONAL],
	},
	'peppol-self-billing': {
		name: 'Peppol BIS Self-Billing 3.0',
		description: "For the Peppol network, if you issue the partner's invoice",
		customizationId: `${PEPPOL}selfbilling:3.0`,
		businessProcess: 'urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0',
		ruleSets: [en16931, peppolSelfBilling],
	},
	'xrechnung-3.0': {
		name: 'XRechnung 3.0',
		description: 'For the German public sector: also needs a contact, payment and a Leitweg-ID',
		customizationId: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
		businessProcess: BILLING_PROCESS,
		ruleSets: [en16931, xrechnung],
	},
	'cius-ro': {
		name: 'CIUS-RO (Romania)',
		description: 'For RO e-Factura: needs counties',
		customizationId: 'urn:cen.eu:en16931:2017#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1',
		ruleSets: [romanianStandard, ciusRo],
	},
	sef: {
		name: 'SEF (Serbia)',
		description:
			'For Sistem e-Faktura, between companies of Serbia: needs PIB and registration numbers',
		customizationId: 'urn:cen.eu:en16931:2017#compliant#urn:mfin.gov.rs:srbdt:2022',
		taxScheme: 'RS-VAT-STATUS',
		ruleSets: [en16931, serbia],
	},
	'france-ctc': {
		name: 'France CTC',
		description: 'For the French platforms: needs SIREN and three notes',
		customizationId: 'urn:cen.eu:en16931:2017',
		businessProcess: franceProcesses,
		fileType: 'DOCUMENT_ANNEXE',
		ruleSets: [en16931, franceCtc],
	},
	'hr-cius': {
		name: 'HR CIUS (Croatia)',
		description: 'For Fiskalizacija 2.0: needs the operator, the time of issue and a KPD code',
		customizationId:
			'urn:cen.eu:en16931:2017#compliant#urn:mfin.gov.hr:cius-2025:1.0#conformant#urn:mfin.gov.hr:ext-2025:1.0',
		businessProcess: croatiaProcesses,
		ruleSets: [en16931, croatia],
	},
	belgium: {
		name: 'UBL.BE (Belgium)',
		description:
			'Use it only if a buyer in Belgium has agreed to UBL.BE. Between companies in Belgium the law requires Peppol BIS Billing 3.0 since 2026.',
		customizationId: 'urn:cen.eu:en16931:2017#conformant#urn:UBL.BE:1.0.0.20180214',
		businessProcess: BILLING_PROCESS,
		isBelgian: true,
		ruleSets: [belgianStandard, belgium, ...belgianNational],
	},
} satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
