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

describe('the check names the broken rule', () => {
	it('and none if none is broken', async () => {
		for (const profile of [EN, PEPPOL, XRECHNUNG]) {
			expect(await brokenRules(POSTPAID_MNP, profile)).toEqual([]);
		}
	});

	it.each(BROKEN)('%s: %s', async (_, rule, changes, settings) => {
		expect(await brokenRules({ ...POSTPAID_MNP, ...changes }, settings)).toEqual(rule.split(' '));
	});
});

it('missing values are listed together, amounts too, and the preview leaves their figures out', async () => {
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

	it('for a traffic line that differs from messages × price is to use the items', async () => {
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

	it('for a unit of messages is Message Unit', async () => {
		const rows = CUSTOMER_ROWS.slice(0, 1);
		const net = { amountNoVat: 0.55, vat: 0.11, amountVat: 0.66, total: 0.66 };
		const settings: SettingsPart = { linesFrom: 'traffic', invoice: { messageUnit: 'SMS' } };
		expect(await only({ ...POSTPAID_SMS, ...net }, settings, { ...TRAFFIC, rows })).toMatchObject({
			rule: 'BR-CL-23',
			field: 'Invoice → Message Unit',
			fix: 'Give a code of the list, e.g. C62 for one.',
		});
	});

	it('for a selling partner without a VAT id says whether the letters or the number are missing', async () => {
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
			[
				'BR-CO-26',
				'bizPartner.vatNumber, or Buyer → Legal ID or Legal ID Attribute, or Buyer → Identifier or Identifier Attribute',
			],
			['BR-S-02', 'bizPartner.vatNumber'],
		]);
	});

	it.each<[string, SettingsPart]>([
		['PEPPOL_ID', { ...PEPPOL, buyer: { endpointId: none, endpointAttribute: 'PEPPOL_ID' } }],
		['LEITWEG', { ...XRECHNUNG, buyer: { reference: none, referenceAttribute: 'LEITWEG' } }],
		['REF', { ...PEPPOL, buyer: { reference: none, referenceAttribute: 'REF' } }],
		['PO', { ...PEPPOL, buyer: { reference: none }, invoice: { orderReferenceAttribute: 'PO' } }],
		['MB', { profile: 'sef', buyer: { legalIdAttribute: 'MB' } }],
		['COUNTY', { profile: 'cius-ro', buyer: { subdivisionAttribute: 'COUNTY' } }],
		['EAS', { ...PEPPOL, buyer: { endpointId: 'x', endpointSchemeAttribute: 'EAS' } }],
	])(
		'for a value that the partner lacks names the custom attribute: %s',
		async (name, settings) => {
			const document = {
				...POSTPAID_MNP,
				bizPartnerCountry: 642,
				...partner({ vatNumber: 'RO18547290' }),
			};
			const { violations } = await ublFile(document, { ...settings, check: 'report' });
			expect(violations).toContainEqual({
				...violations[0],
				...{ rule: expect.any(String) as string, field: expect.any(String) as string },
				problem: expect.stringContaining(
					`: the partner has no custom attribute "${name}"`,
				) as string,
				fix: expect.stringMatching(/^Add it to the partner .*Attribute/) as string,
			});
		},
	);

	it('for a value that the issuer lacks names no custom attribute, even if the partner is the seller', async () => {
		const { violations } = await ublFile(SELF_BILLING, {
			...{ profile: 'peppol-self-billing', check: 'report' },
			seller: { endpointId: none },
			buyer: { endpointId: none, endpointAttribute: 'PEPPOL_ID' },
			invoice: { selfBillingType: '389' },
		});
		const addresses = violations.filter(({ rule }) => /R0[12]0$/.test(rule));
		expect(addresses.map(({ problem }) => problem)).toEqual([
			'BT-34 Seller electronic address is missing: the partner has no custom attribute "PEPPOL_ID"',
			'BT-49 Buyer electronic address is missing',
		]);
	});

	it('for a currency that does not exist is to correct it, not to change the profile', async () => {
		expect(await only({ ...POSTPAID_MNP, currencyCode: 'eur' }, PEPPOL)).toMatchObject({
			rule: 'BR-CL-04',
			fix: 'Correct currencyCode in the source system.',
		});
	});

	it.each([
		[{ vat: -21, vatPercent: 20 }, 'BT-117 VAT is -21.00, but 20 % of -100.00 is -20.00'],
		[{ vat: -1, vatPercent: 0 }, 'BT-117 VAT is -1.00, but the VAT category AE has none'],
	])('for wrong VAT %j of a negative invoice follows the right one', async (more, problem) => {
		const total = -100 + more.vat;
		const document = {
			...{ ...POSTPAID_MNP, ...more, amountNoVat: -100, amountVat: total, total },
			...{ totalUnpaid: total, domesticCurrencyCode: undefined },
			items: [{ name: 'Correction', quantity: 1, price: -100, totalNoVat: -100 }],
		};
		expect(await only(document, EN)).toMatchObject({ problem });
	});

	it('for lines that do not sum to the net amount follows the difference without a sign', async () => {
		const lower = { amountNoVat: 99, vat: 19.8, amountVat: 118.8, total: 118.8 };
		expect(await only({ ...POSTPAID_MNP, ...lower, totalUnpaid: 118.8 }, EN)).toMatchObject({
			problem: expect.stringMatching(
				/: they differ by 1\.00, more than rounding explains$/,
			) as string,
		});
	});
});

describe('the check accepts', () => {
	it.each(PASSING)('%s', async (_, changes, settings) => {
		expect(await brokenRules({ ...POSTPAID_MNP, ...changes }, settings)).toEqual([]);
	});
});

describe('a refusal', () => {
	const bare: SettingsPart = {
		seller: { name: none, country: none },
		invoice: { selfBillingType: none },
	};

	it('names everything at once, with its business term, its field and its fix', async () => {
		const refused = ublFile(SELF_BILLING, bare);
		await expect(refused).rejects.toMatchObject({
			message:
				'Document "300923-5" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0005) is not a valid invoice of EN 16931: BT-27 Seller name is missing (BR-06); BT-40 Seller country is missing (BR-09); BT-3 Invoice type of a self-billing document is missing (BR-04)',
			description: expect.stringContaining(
				'Seller → Name: Fill in Seller → Name, e.g. Example Telecom.',
			) as string,
		});
	});

	it.each([
		[{ documentClassArea: 'purchase' }, 'the class "invoice", area "purchase"'],
		[{ documentClassDomain: 'proforma' }, 'the class "proforma", area "sales"'],
	])('comes for %j, whatever Check is set to', async (part, message) => {
		const document = { ...POSTPAID_MNP, ...part };
		await expect(ublFile(document, { check: 'off' })).rejects.toThrow(message);
	});

	it('comes before any row is read', async () => {
		const rows = {
			[Symbol.iterator]: (): Iterator<Document> => {
				throw new Error('a row was read');
			},
		};
		await expect(
			ublFile(SELF_BILLING, { ...bare, linesFrom: 'traffic' }, { ...TRAFFIC, rows }),
		).rejects.toThrow('BT-27 Seller name is missing');
	});

	it('does not come if the operator wants the file: with the list, or unchecked', async () => {
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
