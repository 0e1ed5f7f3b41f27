import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
	BELGIUM_CODES,
	CROATIA_CODES,
	EN16931_CODES,
	FRANCE_CODES,
	PEPPOL_CODES,
	ROMANIA_CODES,
	SELF_BILLING_CODES,
	SERBIA_CODES,
} from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/codes/codeLists';
import { CODE_LISTS, dataFile, officialLists } from '../../../../rules/codeLists';
import { pathOf, rulesFolder } from '../../../../rules/releases';

const IN_FORCE: Record<string, Readonly<Record<string, ReadonlySet<string> | undefined>>> = {
	en16931: EN16931_CODES,
	peppol: PEPPOL_CODES,
	peppolSelfBilling: SELF_BILLING_CODES,
	romania: ROMANIA_CODES,
	serbia: SERBIA_CODES,
	france: FRANCE_CODES,
	croatia: CROATIA_CODES,
	belgium: BELGIUM_CODES,
};

/** How many codes of a release the data files hold, and what they sum up to: they are made by a script alone. */
const CHECKSUMS: Record<string, [codes: number, sha256: string]> = {
	en16931: [3996, '551ecf7b69d1654c805a7e997fbb81d6f8a406aa6cc76aa213a93c117815c668'],
	peppol: [308, 'f3ddf62737ee30f6ab8f045c8c509800803726b0048fb22ad01efad245a52bfb'],
	peppolSelfBilling: [3, '45570d7b88bee53b865312a9cbeb050ce4162f8ae58525094e7f5cf9e67fd2ba'],
	romania: [853, 'bda65931ad254e229d9714324b4e3b16dd4fb3aa89c8561a534b0b01a4383b08'],
	serbia: [3, 'cd7c226e17e870bbd79cf1b89dc87507d69cfa11a07ef519e2719d109bf9cccf'],
	france: [53, '03ba26a3f5532b59261897828e43757fd2cb8de33be4e3a20dde075cd5355e81'],
	croatia: [3359, '8fa6335540f8deee94e2f985727161c73db84c94728eeb5e62d85560f9a3c0ca'],
	belgium: [1448, '2ac4ab3c95d431335253de1052389cd36d81a5918506235f2438ca127d5e926f'],
};

const folder = rulesFolder();
const isThere = Object.values(CODE_LISTS).every(({ release, file }) =>
	existsSync(pathOf(folder, release.files[file])),
);

describe.each(Object.keys(CODE_LISTS))('the code lists of %s', (name) => {
	it('are unchanged since the script wrote them', () => {
		const { lists } = JSON.parse(readFileSync(dataFile(name), 'utf8')) as {
			lists: Record<string, string[]>;
		};
		const codes = Object.entries(lists).map(([list, all]) => `${list} ${all.join(' ')}`);
		const count = Object.values(lists).reduce((sum, all) => sum + all.length, 0);
		const sha256 = createHash('sha256').update(codes.join('\n')).digest('hex');
		expect([count, sha256]).toEqual(CHECKSUMS[name]);
	});

	(isThere ? it : it.skip)('are the official ones, code by code', () => {
		for (const [list, codes] of Object.entries(officialLists(folder, name))) {
			const inForce = IN_FORCE[name][list] ?? [];
			expect([list, ...inForce].sort()).toEqual([list, ...new Set(codes)].sort());
		}
	});
});

it('contain each VATEX code whole', () => {
	const { exemptionReasons } = EN16931_CODES;
	expect(
		[...exemptionReasons].filter((code) => !/^VATEX-[A-Z]{2}-[A-Z0-9-]*\w$/.test(code)),
	).toEqual([]);
	for (const code of ['VATEX-EU-132-1J', 'VATEX-EU-151', 'VATEX-FR-298SEXDECIESA']) {
		expect(exemptionReasons).toContain(code);
	}
});
