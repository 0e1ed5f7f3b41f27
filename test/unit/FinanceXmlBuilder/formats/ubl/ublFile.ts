import { UblFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl';
import type { Violation } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/violation';
import type { Figures } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/figures';
import type { Traffic, XmlOutcome } from '../../../../../nodes/FinanceXmlBuilder/writeXml';
import { CUSTOMER_ROWS } from '../../../../fixtures/documents';
import { written } from '../../written';
import { type SettingsPart, ublSettings } from './settings';

type Document = Record<string, unknown>;

/** The rows of POSTPAID_SMS in a file, as HORISEN Traffic Report attaches it. */
export const TRAFFIC: Traffic = {
	kind: 'customer',
	rows: CUSTOMER_ROWS,
	file: {
		name: 'traffic-4711.ndjson',
		isCompressed: false,
		bytes: () => 700,
		sha256: () => 'ab'.repeat(32),
	},
};

export interface UblFile {
	xml: string;
	outcome: XmlOutcome;
	figures: Figures;
	violations: Violation[];
}

/** One invoice, as the node writes it. */
export async function ublFile(
	document: Document,
	settings: SettingsPart = {},
	traffic?: Traffic,
): Promise<UblFile> {
	const { xml, outcome } = await written(new UblFormat(ublSettings(settings)), document, traffic);
	const { invoice, violations } = outcome.report as {
		invoice: Figures;
		violations: Violation[];
	};
	return { xml, outcome, figures: invoice, violations };
}

/** The rules that a document breaks. */
export async function brokenRules(
	document: Document,
	settings: SettingsPart = {},
	traffic?: Traffic,
): Promise<string[]> {
	const { violations } = await ublFile(document, { ...settings, check: 'report' }, traffic);
	return violations.map(({ rule }) => rule);
}
