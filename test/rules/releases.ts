import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';

/**
 * The official rules as their makers release them, compiled to stylesheets, in the repository that collects them.
 * A release is found by its version in the path of its files.
 */
export const REPOSITORY = { name: 'phive-rules', url: 'https://github.com/phax/phive-rules' };

/** One release: what its makers call it, and every file of it that an invoice is run through. */
export interface Release {
	name: string;
	/** Below the repository. */
	files: string[];
	/** Rules in one pattern of this release shadow each other; they run as written. */
	everyRule?: boolean;
}

function release(name: string, module: string, version: string, ...files: string[]): Release {
	const folder = `${REPOSITORY.name}-${module}/src/main/resources/external/schematron`;
	return { name, files: files.map((file) => `${folder}/${version}/${file}`) };
}

const PEPPOL_CEN = 'CEN-EN16931-UBL.xslt';

export const RELEASES = {
	en16931: release('EN 16931 1.3.16', 'en16931', '1.3.16', 'ubl/EN16931-UBL-validation.xslt'),
	peppol: release(
		'Peppol BIS Billing 2026.5 (3.0.21)',
		'peppol',
		'openpeppol/2026.5/xslt',
		PEPPOL_CEN,
		'PEPPOL-EN16931-UBL.xslt',
	),
	peppolSelfBilling: release(
		'Peppol BIS Self-Billing 2026.5 (3.0.2)',
		'peppol',
		'openpeppol/2026.5/xslt',
		PEPPOL_CEN,
		'PEPPOL-EN16931-UBL-SB.xslt',
	),
	xrechnung: release(
		'XRechnung 3.0.2, schematron 2.5.0',
		'xrechnung',
		'3.0.2',
		'XRechnung-UBL-validation.xslt',
	),
	ciusRo: release(
		'CIUS-RO 1.0.9',
		'cius-ro',
		'1.0.9',
		'EN16931-CIUS_RO-UBL-validation.xslt',
		'ROeFactura-UBL-validation-Invoice_v1.0.9.xslt',
	),
	serbia: {
		...release('SRBDT 1.0.0 (Serbia)', 'serbia', '1.0.0', 'EN16931-UBL-srbdt-validation.xslt'),
		everyRule: true,
	},
	france: release(
		'France CTC 1.4.0.03',
		'france',
		'ctc/1.4.0.03/xslt',
		'20260804_BR-FR-Flux2-Schematron-UBL_V1.4.0.03.xslt',
	),
	croatia: release('HR-CIUS 2025 1.0.3', 'eracun', '1.0.3', 'HR-CIUS-EXT-EN16931-UBL.xslt'),
	belgium: release('UBL.BE 1.31', 'ublbe', 'ublbe/en16931/v1.31', 'GLOBALUBL.BE.xslt'),
} satisfies Record<string, Release>;

/** The releases that check an invoice of a profile, each with its own copy of EN 16931 or based on it. */
export const RELEASES_OF: Record<ProfileName, Release[]> = {
	en16931: [RELEASES.en16931],
	'peppol-bis-3': [RELEASES.peppol],
	'peppol-self-billing': [RELEASES.peppolSelfBilling],
	'xrechnung-3.0': [RELEASES.en16931, RELEASES.xrechnung],
	'cius-ro': [RELEASES.ciusRo],
	sef: [RELEASES.en16931, RELEASES.serbia],
	'france-ctc': [RELEASES.en16931, RELEASES.france],
	'hr-cius': [RELEASES.en16931, RELEASES.croatia],
	belgium: [RELEASES.belgium],
};

/**
 * Rules that the check still applies although the release no longer has them. Peppol's copy of EN 16931 had BR-CO-25 up
 * to 2026.3, so a receiver that has not updated still refuses by it.
 */
export const KEPT: Partial<Record<ProfileName, string>> = {
	'peppol-bis-3': 'BR-CO-25',
	'peppol-self-billing': 'BR-CO-25',
};

/** The folder that `--rules` or OFFICIAL_RULES names. */
export function rulesFolder(option?: string): string {
	return option ?? process.env.OFFICIAL_RULES ?? join(process.cwd(), '../shared/conformance');
}

/** Where a file of a release is below the folder of the rules. */
export function pathOf(folder: string, file: string): string {
	return join(folder, REPOSITORY.name, file);
}

/** How to get the rules, if a file of them is missing. */
export function missingRules(folder: string): string | undefined {
	const files = Object.values(RELEASES).flatMap((one: Release) => one.files);
	const absent = files.filter((file) => !existsSync(pathOf(folder, file)));
	if (absent.length === 0) return undefined;
	return `Skipped: ${pathOf(folder, absent[0])} is not there${absent.length > 1 ? `, nor are ${absent.length - 1} more` : ''}. Clone the rules, git clone --depth 1 ${REPOSITORY.url} ${join(folder, REPOSITORY.name)}, then npm run rules -- --rules ${folder}.`;
}
