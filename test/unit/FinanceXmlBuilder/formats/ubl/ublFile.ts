import { UblFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/ublFormat';
import type { Violation } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/violation';
import type { Figures } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/figures';
import type { Traffic, XmlOutcome } from '../../../../../nodes/FinanceXmlBuilder/writeXml';
import { CUSTOMER_ROWS } from '../../../../fixtures/documents';
import { Libxml2 } from '../../../../support/libxml2';
import { written } from '../../written';
import { rootOf, schemaFile } from './schemas';
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

/** What this test file wrote that breaks no rule. */
const correct: string[] = [];

/** Of each of them, what the UBL schema has against it. */
export async function schemaErrors(): Promise<string[]> {
	const libxml2 = new Libxml2();
	try {
		const answers = await Promise.all(
			correct.map(async (xml) => await libxml2.read(xml, { schemaFile: schemaFile(rootOf(xml)) })),
		);
		return answers.flatMap(({ errors }) => errors);
	} finally {
		// Whatever happened: jest would wait for its thread for ever.
		await libxml2.close();
	}
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
	if (settings.check !== 'off' && violations.length === 0) correct.push(xml);
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
