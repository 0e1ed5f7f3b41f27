import fc from 'fast-check';
import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { OperatorError } from '../../nodes/common/errors';
import { POSTPAID_MNP } from '../fixtures/documents';
import { BROKEN, PASSING } from '../unit/FinanceXmlBuilder/formats/ubl/checkCases';
import { NATIONAL } from '../unit/FinanceXmlBuilder/formats/ubl/nationalCases';
import { GOLDEN } from '../unit/FinanceXmlBuilder/formats/ubl/goldenDocuments';
import { generated } from './generated';
import type { SettingsPart } from '../unit/FinanceXmlBuilder/formats/ubl/settings';
import { TRAFFIC, ublFile } from '../unit/FinanceXmlBuilder/formats/ubl/ublFile';
import type { Traffic } from '../../nodes/FinanceXmlBuilder/writeXml';

/** An invoice, and the rules that it breaks by the node's own check. */
export interface Checked {
	name: string;
	profile: ProfileName;
	xml: string;
	own: string[];
}

/** Golden files and the documents of the check's tests. */
export async function* written(): AsyncGenerator<Checked> {
	for (const [name, { document, settings, traffic }] of Object.entries(GOLDEN)) {
		yield await checked(`golden ${name}`, document, settings, traffic);
	}
	for (const [what, rule, changes, settings] of BROKEN) {
		yield await checked(`${what} (${rule})`, { ...POSTPAID_MNP, ...changes }, settings);
	}
	for (const [what, changes, settings] of PASSING) {
		yield await checked(what, { ...POSTPAID_MNP, ...changes }, settings);
	}
	for (const { what, document, settings } of NATIONAL) {
		yield await checked(what, document, settings);
	}
}

/** Generated documents of a profile. Those that no invoice is made of are left out. */
export async function* samplesOf(
	profile: ProfileName,
	count: number,
	seed: number,
): AsyncGenerator<Checked> {
	for (const [index, made] of fc.sample(generated(profile), { numRuns: count, seed }).entries()) {
		const traffic: Traffic | undefined = made.rows && { ...TRAFFIC, rows: made.rows };
		try {
			yield await checked(`generated ${index + 1}`, made.document, made.settings, traffic);
		} catch (error) {
			if (!(error instanceof OperatorError)) throw error;
		}
	}
}

async function checked(
	name: string,
	document: Record<string, unknown>,
	settings: SettingsPart,
	traffic?: Traffic,
): Promise<Checked> {
	const { xml, violations } = await ublFile(document, { ...settings, check: 'report' }, traffic);
	const own = violations.map(({ rule }) => rule);
	return { name, profile: settings.profile ?? 'en16931', xml, own };
}
