import {
	BELGIUM_CODES,
	FRANCE_CODES,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/codes/codeLists';
import { vatSection } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/form/vatAndPaymentFields';
import { croatiaProcesses } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/processes/croatianProcesses';
import { franceProcesses } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/processes/frenchProcesses';
import { POSTPAID_MNP, SELF_BILLING } from '../../../../fixtures/documents';
import type { SettingsPart } from './settings';
import { ublFile } from './ublFile';

type Document = Record<string, unknown>;

/** BT-23 of a document. */
async function processOf(document: Document, settings: SettingsPart): Promise<string | undefined> {
	const { xml } = await ublFile(document, { ...settings, check: 'off' });
	return /<cbc:ProfileID>([^<]*)</.exec(xml)?.[1];
}

describe('the choices are the official list', () => {
	it('in France, without invoices of several sellers and of both directions', () => {
		const official = [...FRANCE_CODES.businessProcesses].filter((code) => !/[89]$/.test(code));
		expect(Object.keys(franceProcesses.codes).sort()).toEqual(official.sort());
	});

	it('in Croatia, P1 to P12', () => {
		const official = Array.from({ length: 12 }, (_, index) => `P${index + 1}`);
		expect(Object.keys(croatiaProcesses.codes)).toEqual(official);
	});

	it('for VAT in Belgium, as far as an invoice can use it', () => {
		const [field] = vatSection.fields.filter(({ property }) => property.name === 'categoryName');
		const offered = (field.property.options ?? []).flatMap((option) =>
			'value' in option && option.value !== '' ? [String(option.value)] : [],
		);
		const others = [...BELGIUM_CODES.categoryNames].filter((name) => !offered.includes(name));
		expect(others).toEqual([
			...['FD', '03/SE', 'MA', '46/GO', '47/TO', '47/AS', '47/DI', '47/SE', '46/TR'],
		]);
		expect(offered.filter((name) => !BELGIUM_CODES.categoryNames.has(name))).toEqual([]);
	});
});

describe('without a choice, the process follows from the document', () => {
	const credited: SettingsPart = { invoice: { selfBillingType: '381' } };
	const selfBilled: SettingsPart = { invoice: { selfBillingType: '389' } };
	const prepaid = { ...POSTPAID_MNP, dataSourceCodeName: 'PREPAID' };
	const asPrepaid: SettingsPart = { invoice: { prepaymentType: '386' } };
	const paid = { ...POSTPAID_MNP, totalPaid: 120, totalUnpaid: 0, dueDate: '2026-07-01' };
	const negative = { ...POSTPAID_MNP, amountNoVat: -100, vat: -20, amountVat: -120, total: -120 };

	it.each<[string, Document, SettingsPart]>([
		['P2', POSTPAID_MNP, {}],
		['P9', SELF_BILLING, credited],
		['P12', SELF_BILLING, selfBilled],
		['P4', prepaid, asPrepaid],
		['P9', { ...negative, totalPaid: 0, totalUnpaid: undefined }, {}],
	])('in Croatia: %s', async (expected, document, settings) => {
		expect(await processOf(document, { profile: 'hr-cius', ...settings })).toBe(expected);
	});

	it.each<[string, Document, SettingsPart]>([
		['S1', POSTPAID_MNP, {}],
		['S1', SELF_BILLING, credited],
		['S2', { ...paid, dueDate: POSTPAID_MNP.documentDate }, {}],
		['S1', paid, {}],
		['S1', { ...paid, dueDate: undefined }, {}],
	])('in France: %s', async (expected, document, settings) => {
		expect(await processOf(document, { profile: 'france-ctc', ...settings })).toBe(expected);
	});
});
