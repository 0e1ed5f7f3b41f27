import { requiredTerms } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/check/requiredTerms';
import { PROFILES } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { RELEASES_OF } from '../../../../rules/releases';
import { POSTPAID_MNP } from '../../../../fixtures/documents';
import { SECTIONS } from './formSections';
import { NATIONAL } from './nationalCases';
import { VALIDATED } from './schemas';
import { schemaErrors, ublFile } from './ublFile';

describe('the rules of a country', () => {
	it.each(NATIONAL.map((one) => [one.what, one] as const))(
		'%s',
		async (_, { document, settings, rules }) => {
			const { violations } = await ublFile(document, { ...settings, check: 'report' });
			expect(violations.map(({ rule }) => rule)).toEqual(rules);
		},
	);

	it('name fields of the form or of the document', async () => {
		const labels = SECTIONS.flatMap(({ displayName, fields }) =>
			fields.map(({ property }) => `${displayName} → ${property.displayName}`),
		);
		const known = new Set([...labels, 'Seller → Country', ...Object.keys(POSTPAID_MNP)]);
		const pointed = await Promise.all(
			NATIONAL.map(async ({ document, settings }) => {
				const { violations } = await ublFile(document, { ...settings, check: 'report' });
				return violations.flatMap(({ field }) => field.split(/, or |, and /));
			}),
		);
		const isThere = (field: string): boolean => {
			const [section, ...names] = field.split(' → ');
			if (names.length === 0) return known.has(field) || /^(bizPartner\.|items\[)\w/.test(field);
			return names
				.join()
				.split(' or ')
				.every((name) => known.has(`${section} → ${name}`));
		};
		expect(pointed.flat().filter((field) => !isThere(field))).toEqual([]);
	});

	test(`accept invoices that are ${VALIDATED}`, async () => {
		expect(await schemaErrors()).toEqual([]);
	});
});

describe('what a profile requires', () => {
	it('depends on the country of the seller, as its examples do', () => {
		const ofPeppol = (country: string) =>
			requiredTerms('peppol-bis-3', country).map(({ term }) => term);
		expect(ofPeppol('DK')).toContain('BT-30-1');
		expect(ofPeppol('CH')).not.toContain('BT-30-1');
		expect(requiredTerms('peppol-bis-3', 'DE').find(({ term }) => term === 'BT-34')).toEqual({
			term: 'BT-34',
			name: 'Seller electronic address',
			rule: 'PEPPOL-EN16931-R020',
			example: '9930:DE811115368',
			or: [],
			of: undefined,
		});
	});

	it('names what any of several terms fulfils, and what only some invoices need', () => {
		const terms = requiredTerms('peppol-bis-3', 'NL');
		expect(terms.find(({ term }) => term === 'BT-10')).toMatchObject({ or: ['BT-13'] });
		expect(terms.find(({ term }) => term === 'BT-25')).toMatchObject({ of: 'credit notes' });
	});
});

it('a seller without a country must give what the country of its VAT ID requires', async () => {
	const home = NATIONAL.find(({ what }) => what.endsWith('DE to DE: two notes at home'));
	const settings = { ...home?.settings, output: 'preview' as const };
	const { violations } = await ublFile(home?.document ?? {}, {
		...settings,
		seller: { ...settings.seller, country: undefined, contactName: undefined },
	});
	expect(violations.map(({ rule }) => rule)).toEqual(
		expect.arrayContaining(['BR-09', 'DE-R-005']) as string[],
	);
});

it('the check names the releases that it follows, in the output and in a refusal', async () => {
	const [{ document, settings }] = NATIONAL;
	const { outcome } = await ublFile(document, { ...settings, check: 'report' });
	const releases = ['EN 16931 1.3.16', 'Peppol BIS Billing 2026.5 (3.0.21)'];
	expect(outcome.report).toMatchObject({ rules: releases });
	const refused = ublFile({ ...document, documentNumber: '' }, settings);
	await expect(refused).rejects.toMatchObject({
		description: expect.stringContaining(`Checked against ${releases.join(' and ')}.`) as string,
	});
});

it('the check follows the releases of the official rules that are run', () => {
	for (const [name, { ruleSets }] of Object.entries(PROFILES)) {
		const followed = new Set(ruleSets.map(({ release }) => release));
		const run = RELEASES_OF[name as keyof typeof RELEASES_OF].map((release) => release.name);
		// Peppol has its own copy of EN 16931, so both releases are named.
		const all = name.startsWith('peppol') ? ['EN 16931 1.3.16', ...run] : run;
		expect([name, ...followed].sort()).toEqual([name, ...all].sort());
	}
});
