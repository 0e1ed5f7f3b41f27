import fc from 'fast-check';
import { CURRENCIES } from '../../nodes/FinanceXmlBuilder/formats/ubl/codes/currencies';
import { EXEMPTION_REASONS } from '../../nodes/FinanceXmlBuilder/formats/ubl/codes/exemptionReasons';
import { PAYMENT_MEANS } from '../../nodes/FinanceXmlBuilder/formats/ubl/codes/paymentMeans';
import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { POSTPAID_MNP } from '../fixtures/documents';
import { type Billing, billing } from '../unit/FinanceXmlBuilder/formats/ubl/arbitrary';
import { BROKEN, PASSING } from '../unit/FinanceXmlBuilder/formats/ubl/checkCases';
import { GOLDEN } from '../unit/FinanceXmlBuilder/formats/ubl/goldenDocuments';
import type { SettingsPart } from '../unit/FinanceXmlBuilder/formats/ubl/settings';
import { TRAFFIC, ublFile } from '../unit/FinanceXmlBuilder/formats/ubl/ublFile';
import type { Traffic } from '../../nodes/FinanceXmlBuilder/writeXml';

const PARTNER = POSTPAID_MNP.bizPartner as object;

/** An invoice, and the rules that it breaks by the node's own check. */
export interface Checked {
	name: string;
	profile: ProfileName;
	xml: string;
	own: string[];
}

/** Golden files, the documents of the check's tests, and as many generated ones as are asked for. */
export async function* corpus(samples: number): AsyncGenerator<Checked> {
	for (const [name, { document, settings, traffic }] of Object.entries(GOLDEN)) {
		yield await checked(`golden ${name}`, document, settings, traffic);
	}
	for (const [what, rule, changes, settings] of BROKEN) {
		yield await checked(`${what} (${rule})`, { ...POSTPAID_MNP, ...changes }, settings);
	}
	for (const [what, changes, settings] of PASSING) {
		yield await checked(what, { ...POSTPAID_MNP, ...changes }, settings);
	}
	for (const [index, made] of fc.sample(fc.oneof(billing, changed), samples).entries()) {
		const traffic: Traffic | undefined = made.rows && { ...TRAFFIC, rows: made.rows };
		yield await checked(`generated ${index + 1}`, made.document, made.settings, traffic);
	}
}

/** A change of one thing of a document or its settings. */
type Change = Pick<Billing, 'document' | 'settings'>;

const inDocument = (document: Change['document']): Change => ({ document, settings: {} });
const inSettings = (settings: SettingsPart): Change => ({ document: {}, settings });

/** Any code or text that there is, whether or not it fits: the check decides. */
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.constantFrom(...CURRENCIES).map((currencyCode) => inDocument({ currencyCode })),
	fc.constantFrom(...CURRENCIES).map((second) => inDocument({ domesticCurrencyCode: second })),
	fc
		.constantFrom('NONE', 'VAT DE1', 'ATU12345678', 'CHE-100.155.212', 'FRXX123456789')
		.map((vatNumber) => inDocument({ bizPartner: { ...PARTNER, vatNumber } })),
	fc.constantFrom(...PAYMENT_MEANS).map((meansCode) => inSettings({ payment: { meansCode } })),
	fc
		.constantFrom(...EXEMPTION_REASONS)
		.map((exemptionReasonCode) => inSettings({ vat: { exemptionReasonCode } })),
	fc
		.constantFrom('#SKONTO#TAGE=7#PROZENT=2.00#\n', '#SKONTO#TAGE=7#PROZENT=2.00#', '#1\n', '2 %')
		.map((terms) => inSettings({ payment: { terms } })),
);

const changed: fc.Arbitrary<Billing> = fc
	.tuple(billing, change)
	.map(([{ document, settings }, { document: fields, settings: parts }]) => ({
		document: { ...document, ...fields },
		settings: {
			...settings,
			linesFrom: 'items',
			payment: { ...settings.payment, ...parts.payment },
			vat: { ...settings.vat, ...parts.vat },
		},
	}));

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
