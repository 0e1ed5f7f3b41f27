import type { Traffic } from '../../../../../nodes/FinanceXmlBuilder/writeXml';
import {
	CUSTOMER_ROWS,
	POSTPAID_MNP,
	POSTPAID_SMS,
	SELF_BILLING,
} from '../../../../fixtures/documents';
import { BROKEN, type Document, EN, none, partner, PASSING, PEPPOL, XRECHNUNG } from './checkCases';
import { VALIDATED } from './schemas';
import type { SettingsPart } from './settings';
import { TRAFFIC, brokenRules, schemaErrors, ublFile } from './ublFile';

describe('the check names the rule that is broken', () => {
	it('and none for a document that breaks none', async () => {
		for (const profile of [EN, PEPPOL, XRECHNUNG]) {
			expect(await brokenRules(POSTPAID_MNP, profile)).toEqual([]);
		}
	});

	it.each(BROKEN)('%s: %s', async (_, rule, changes, settings) => {
		expect(await brokenRules({ ...POSTPAID_MNP, ...changes }, settings)).toEqual([rule]);
	});
});

it('what is missing is listed together, amounts too, and the preview has no figures of them', async () => {
	const document = {
		...POSTPAID_MNP,
		...{ amountNoVat: null, vat: null, amountVat: null, rounding: null, total: null },
		...{ domesticAmountNoVat: null, items: [{ name: 'x' }], documentNumber: '' },
	};
	const { violations, figures } = await ublFile(document, { output: 'preview' });
	expect(violations.map(({ rule }) => rule)).toEqual([
		...['BR-02', 'BR-13', 'BR-46', 'BR-14', 'BR-15', 'BR-53', 'BR-24'],
	]);
	expect(violations.at(-2)).toMatchObject({
		problem: 'BT-111 VAT in the second currency, CHF, is missing',
		fix: 'Fill them in, or set "Second Currency" to "None".',
	});
	expect(figures).toMatchObject({ lines: 1, payable: undefined, lineExtension: undefined });
});

describe('the fix', () => {
	const only = async (document: Document, settings: SettingsPart, traffic?: Traffic) => {
		const { violations } = await ublFile(document, { ...settings, check: 'report' }, traffic);
		expect(violations).toHaveLength(1);
		return violations[0];
	};

	it('of a traffic line that is not its messages × price is to take the items', async () => {
		const [row] = CUSTOMER_ROWS;
		const net = { amountNoVat: 0.6, vat: 0.12, amountVat: 0.72, total: 0.72 };
		const rows = [{ ...row, totalAmount: 0.6 }];
		expect(
			await only(
				{ ...POSTPAID_SMS, ...net },
				{ ...PEPPOL, linesFrom: 'traffic' },
				{ ...TRAFFIC, rows },
			),
		).toMatchObject({
			rule: 'PEPPOL-EN16931-R120',
			field: 'traffic to Côte d’Ivoire, MTN & Co <CI>',
			fix: expect.stringContaining('Set "Lines From" to "Items"') as string,
		});
	});

	it('of a unit of messages is Message Unit', async () => {
		const rows = CUSTOMER_ROWS.slice(0, 1);
		const net = { amountNoVat: 0.55, vat: 0.11, amountVat: 0.66, total: 0.66 };
		const settings: SettingsPart = { linesFrom: 'traffic', invoice: { messageUnit: 'SMS' } };
		expect(await only({ ...POSTPAID_SMS, ...net }, settings, { ...TRAFFIC, rows })).toMatchObject({
			rule: 'BR-CL-23',
			field: 'Invoice → Message Unit',
			fix: 'Give a code of the list, e.g. C62 for one.',
		});
	});

	it('of a partner that sells without a VAT id says whether the letters or the number lack', async () => {
		const settings: SettingsPart = { invoice: { selfBillingType: '389' } };
		const selling = (vatNumber: string) => ({ ...SELF_BILLING, ...partner({ vatNumber }) });
		expect(await only(selling('0123456'), settings)).toMatchObject({
			rule: 'BR-S-02',
			problem:
				'BT-31 Seller VAT ID, for S (standard rate), has no letters of its country: "0123456"',
			fix: expect.stringContaining('Put the two letters of the country before') as string,
		});
		const { violations } = await ublFile(selling('-'), { ...settings, check: 'report' });
		expect(violations.map(({ rule, field }) => [rule, field])).toEqual([
			['BR-CO-26', 'bizPartner.vatNumber'],
			['BR-S-02', 'bizPartner.vatNumber'],
		]);
	});

	it.each<[string, SettingsPart]>([
		['PEPPOL_ID', { ...PEPPOL, buyer: { endpointId: none, endpointAttribute: 'PEPPOL_ID' } }],
		['LEITWEG', { ...XRECHNUNG, buyer: { reference: none, referenceAttribute: 'LEITWEG' } }],
		['REF', { ...PEPPOL, buyer: { reference: none, referenceAttribute: 'REF' } }],
		['PO', { ...PEPPOL, buyer: { reference: none }, invoice: { orderReferenceAttribute: 'PO' } }],
	])('of what the partner lacks names the custom attribute: %s', async (name, settings) => {
		expect(await only(POSTPAID_MNP, settings)).toMatchObject({
			problem: expect.stringContaining(`: the partner has no custom attribute "${name}"`) as string,
			fix: expect.stringMatching(/^Add it to the partner .*Attribute/) as string,
		});
	});
});

describe('the check lets pass', () => {
	it.each(PASSING)('%s', async (_, changes, settings) => {
		expect(await brokenRules({ ...POSTPAID_MNP, ...changes }, settings)).toEqual([]);
	});
});

describe('a refusal', () => {
	const bare: SettingsPart = {
		seller: { name: none, country: none },
		invoice: { selfBillingType: none },
	};

	it('names everything at once, with its business term, and below it field and fix', async () => {
		const refused = ublFile(SELF_BILLING, bare);
		await expect(refused).rejects.toMatchObject({
			message:
				'Document "300923-5" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0005) is no valid invoice of EN 16931: BT-3 Invoice type of a self-billing document is missing (BR-04); BT-27 Seller name is missing (BR-06); BT-40 Seller country is missing (BR-09)',
			description: expect.stringContaining('Seller → Name: Fill in Seller → Name.') as string,
		});
	});

	it.each([
		[{ documentClassArea: 'purchase' }, 'of the class "invoice", area "purchase"'],
		[{ documentClassDomain: 'proforma' }, 'of the class "proforma", area "sales"'],
	])('is what %j gets, whatever the check is set to', async (part, message) => {
		const document = { ...POSTPAID_MNP, ...part };
		await expect(ublFile(document, { check: 'off' })).rejects.toThrow(message);
	});

	it('comes before a row is read', async () => {
		const rows = {
			[Symbol.iterator]: (): Iterator<Document> => {
				throw new Error('a row was read');
			},
		};
		await expect(
			ublFile(SELF_BILLING, { ...bare, linesFrom: 'traffic' }, { ...TRAFFIC, rows }),
		).rejects.toThrow('BT-27 Seller name is missing');
	});

	it('is left out where the operator wants the file: with the list, or unchecked', async () => {
		const reported = await ublFile(SELF_BILLING, { ...bare, check: 'report' });
		expect(reported.violations).toHaveLength(3);
		const unchecked = await ublFile(SELF_BILLING, { ...bare, check: 'off' });
		expect(unchecked.violations).toEqual([]);
		expect(unchecked.xml).toBe(reported.xml);
	});
});

test(`every invoice above that breaks no rule is ${VALIDATED}`, async () => {
	expect(await schemaErrors()).toEqual([]);
});
