import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A repository on GitHub, at the release whose rules hold, and the file of it that is needed. */
interface Repository {
	owner: string;
	name: string;
	tag: string;
	file: string;
}

const EN16931: Repository = {
	owner: 'ConnectingEurope',
	name: 'eInvoicing-EN16931',
	tag: 'validation-1.3.16',
	file: 'ubl/xslt/EN16931-UBL-validation.xslt',
};
const PEPPOL: Repository = {
	owner: 'OpenPEPPOL',
	name: 'peppol-bis-invoice-3',
	tag: 'v3.0.19',
	file: 'rules/sch/PEPPOL-EN16931-UBL.sch',
};
const XRECHNUNG: Repository = {
	owner: 'itplr-kosit',
	name: 'xrechnung-schematron',
	tag: 'v2.5.0',
	file: 'src/validation/schematron/ubl/XRechnung-UBL-validation.sch',
};
/** Makes a stylesheet of Schematron. */
const SCHXSLT: Repository = {
	owner: 'schxslt',
	name: 'schxslt',
	tag: 'v1.10.1',
	file: 'core/src/main/resources/xslt/2.0/pipeline-for-svrl.xsl',
};
const REPOSITORIES = [EN16931, PEPPOL, XRECHNUNG, SCHXSLT];

/** What of Peppol's rules XRechnung takes over. */
const TAKEN_OVER = 'src/xsl/rule-list.xml';

export type RuleSetName = 'en16931' | 'peppol' | 'xrechnung';

/** Files of the official rules. */
export interface RuleSets {
	/** Stylesheets or Schematron, by their rules. */
	sources: Record<RuleSetName, string>;
	/** The stylesheet that makes one of Schematron. */
	pipeline: string;
	takenOver: string;
}

/** The rule sets below a folder that holds clones of their repositories, or what to do to have them. */
export function ruleSetsIn(folder: string): RuleSets | { missing: string } {
	const absent = REPOSITORIES.filter((one) => !existsSync(join(folder, one.name, one.file)));
	if (absent.length > 0) {
		const clones = absent.map(({ owner, name, tag }) => `${owner}/${name} at ${tag}`).join(', ');
		return {
			missing: `Skipped: ${folder} lacks clones of ${clones} (GitHub). Clone each there, e.g. git clone --depth 1 -b ${absent[0].tag} https://github.com/${absent[0].owner}/${absent[0].name}, then npm run rules -- --rules <folder>.`,
		};
	}
	const path = ({ name, file }: Repository) => join(folder, name, file);
	return {
		sources: { en16931: path(EN16931), peppol: path(PEPPOL), xrechnung: path(XRECHNUNG) },
		pipeline: path(SCHXSLT),
		takenOver: join(folder, XRECHNUNG.name, TAKEN_OVER),
	};
}
